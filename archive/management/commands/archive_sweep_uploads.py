"""Finishes, gives up or removes what a crash or time left behind among the uploads."""
from django.core.management.base import BaseCommand, CommandError

from archive.ingest.naming import shown
from archive.ingest.uploads.sweep import sweep_uploads
from archive.originals.errors import StoreUnavailable


class Command(BaseCommand):
    help = (
        "Take in uploads that had arrived when the server stopped, give up those that nobody went on with, "
        "and remove unfinished files that belong to none. Harmless to repeat."
    )

    def handle(self, *args, verbosity, **options):
        try:
            swept = sweep_uploads()
        except StoreUnavailable as error:
            raise CommandError(str(error)) from error
        for name, reason in swept.failures:
            self.stderr.write(f"left as it is: {shown(name)}: {reason}")
        if verbosity or swept.failures:
            self.stdout.write(f"Uploads: {swept.taken_in} taken in, {swept.expired} given up, "
                              f"{swept.removed} unfinished files removed.")
        if swept.failures:
            raise CommandError("some uploads could not be finished; the reasons stand above")
