"""Compares stored files with rows, both ways, and reads every byte."""
from django.core.management.base import BaseCommand, CommandError

from archive.originals.errors import StoreUnavailable
from archive.provenance.fixity import all_holdings, check_fixity, tidy


class Command(BaseCommand):
    help = ("Find changed, missing and untracked files: every byte is read again. With --tidy, files that no row "
            "relies on are set aside (never deleted), and leftovers of interrupted ingests are removed.")

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="compare presence and size only; read no bytes")
        parser.add_argument("--tidy", action="store_true", help="set untracked files older than a day aside")

    def handle(self, *args, quick, tidy, **options):
        is_intact = True
        for holdings in all_holdings():
            try:
                report = check_fixity(holdings, is_reading_bytes=not quick)
            except StoreUnavailable as error:
                raise CommandError(str(error)) from error
            self._say(holdings.name, report)
            is_intact = is_intact and report.is_intact
            if tidy:
                self._tidy(holdings, report)
        if not is_intact:
            raise CommandError("STORAGE NOT INTACT: the files named above differ from what was acknowledged")

    def _say(self, name, report):
        self.stdout.write(f"{name}: {report.checked} checked, {report.good} good, {report.checked_bytes:,} bytes read "
                          f"in {report.seconds:.1f} s")
        for word, findings in (("missing", report.missing), ("changed", report.changed),
                               ("unreadable", report.unreadable)):
            for finding in findings:
                self.stdout.write(f"  {word}: {finding.sha256}: {finding.reason}")
        for word, files in (("untracked", report.untracked), ("not a blob", report.strangers),
                            ("left by an interrupted ingest", report.stale_incoming)):
            for found in files:
                self.stdout.write(f"  {word}: {found.name}")

    def _tidy(self, holdings, report):
        moved, dropped = tidy(holdings, report)
        self.stdout.write(f"  tidied: {len(moved)} set aside, {len(dropped)} leftovers removed")
