"""Compares stored files with rows, both ways, and reads every byte."""
from django.core.management.base import BaseCommand, CommandError

from archive.ingest.naming import shown
from archive.originals.errors import StoreUnavailable
from archive.originals.layout import DIGEST
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
            if holdings.is_gone():
                self.stderr.write(f"The folder of {holdings.name}, {holdings.store.root}, is missing altogether: "
                                  "is MEDIA_ROOT right, and its disk mounted?")
            try:
                report = check_fixity(holdings, is_reading_bytes=not quick)
            except StoreUnavailable as error:
                raise CommandError(str(error)) from error
            self._say(holdings, report)
            is_intact = is_intact and report.is_intact
            if tidy:
                self._tidy(holdings, report)
        if not is_intact:
            raise CommandError("STORAGE NOT INTACT: the files named above differ from what was acknowledged")

    def _say(self, holdings, report):
        self.stdout.write(f"{holdings.name}: {report.checked} checked, {report.good} good, "
                          f"{report.checked_bytes:,} bytes read in {report.seconds:.1f} s")
        for word, findings in (("missing", report.missing), ("changed", report.changed),
                               ("unreadable", report.unreadable)):
            for finding in findings:
                self.stdout.write(f"  {word}: {finding.sha256}: {finding.reason}")
                self._say_whose(holdings, finding.sha256, word)
        for word, files in (("untracked", report.untracked), ("not a blob", report.strangers),
                            ("left by an interrupted ingest", report.stale_incoming)):
            for found in files:
                self.stdout.write(f"  {word}: {found.name}")

    def _say_whose(self, holdings, sha256, word):
        """The documents that rely on damaged bytes, and what to do; of a folder that is gone all was said."""
        if holdings.is_gone():
            return
        for holding in holdings.holdings_of(sha256):
            self.stdout.write(f"    document {holding.document.identifier} “{shown(holding.document.title)}”, "
                              f"file “{shown(holding.filename)}”")
        if word == "unreadable":
            self.stdout.write("    put the disk or the permissions right, and repeat the check")
        elif DIGEST.fullmatch(sha256):
            self.stdout.write(f"    restore the file from a backup to {holdings.place(sha256)} below MEDIA_ROOT, "
                              "and repeat the check")

    def _tidy(self, holdings, report):
        moved, dropped = tidy(holdings, report)
        self.stdout.write(f"  tidied: {len(moved)} set aside, {len(dropped)} leftovers removed")
