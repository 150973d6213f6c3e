"""Says whether the ledger is as it was written, and names the first row that is not."""
from django.core.management.base import BaseCommand, CommandError

from archive.provenance.verification import verify_ledger


class Command(BaseCommand):
    help = "Check the hash chain of the ledger and every revision; name the first bad row."

    def add_arguments(self, parser):
        parser.add_argument("--expect", metavar="HASH", default="",
                            help="a head hash noted earlier; it must still be in the chain")

    def handle(self, *args, expect, **options):
        report = verify_ledger(expect)
        if not report.is_good:
            raise CommandError(f"LEDGER NOT AS WRITTEN: {report.fault}")
        self.stdout.write(f"{report.events} events and {report.revisions} revisions are as written.")
        self.stdout.write(f"Head: {report.head}")
        self.stdout.write("Note this hash outside the archive; --expect HASH checks against it later.")
