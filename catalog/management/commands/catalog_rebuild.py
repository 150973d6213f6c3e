"""`catalog_rebuild`: the public projection anew, or only what is behind, or the search index."""
import time

from django.core.management.base import BaseCommand
from tqdm import tqdm

from catalog.projection import project_stale, rebuild_projection
from catalog.search.update import rebuild_index


class Command(BaseCommand):
    help = (
        "Recreate everything the public reads from the reviewed revisions. Readers see the old state until the "
        "new one is complete. With --stale, project only documents that are behind: after a crash, and once a "
        "day so that documents appear when their embargo ends. With --index, build the search index anew from "
        "what the public reads."
    )

    def add_arguments(self, parser):
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--stale", action="store_true", help="only what is behind")
        one.add_argument("--index", action="store_true", help="only the search index")

    def handle(self, *args, stale, index, verbosity, **options):
        def track(identifiers):
            return tqdm(identifiers, unit="document", disable=not verbosity)

        start = time.monotonic()
        if index:
            count = rebuild_index(track)
            said = f"{count} document(s) in the search index, in {time.monotonic() - start:.1f} s"
        elif stale:
            said = f"{project_stale(track)} record(s) brought up to date"
        else:
            said = f"{rebuild_projection(track)} public document(s) projected"
        self.stdout.write(said)
