"""Says whether the ledger is as it was written, and names the first row that is not."""
import re

from django.core.management.base import BaseCommand, CommandError

from archive.provenance.verification import verify_ledger


class Command(BaseCommand):
    help = "Check the hash chain of the ledger, every revision and every text; name the first bad row."

    def add_arguments(self, parser):
        parser.add_argument("--expect", metavar="HASH", default="",
                            help="a head hash noted earlier; it must still be in the chain")

    def handle(self, *args, expect, **options):
        expect = expect.strip().lower()
        if expect and not re.fullmatch(r"[0-9a-f]{64}", expect):
            raise CommandError("--expect takes the 64 hexadecimal digits that an earlier check printed behind “Head:”")
        report = verify_ledger(expect)
        if not report.is_good:
            raise CommandError(f"LEDGER NOT AS WRITTEN: {report.fault}")
        self.stdout.write(f"{report.events} events, {report.revisions} revisions and {report.texts} texts "
                          "are as written.")
        self.stdout.write(f"Head: {report.head}")
        self.stdout.write("Note this hash outside the archive; --expect HASH checks against it later.")
