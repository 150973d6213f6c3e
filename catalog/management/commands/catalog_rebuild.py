"""`catalog_rebuild`: the public projection anew, or only what is behind."""
from django.core.management.base import BaseCommand
from tqdm import tqdm

from catalog.projection import project_stale, rebuild_projection


class Command(BaseCommand):
    help = (
        "Recreate everything the public reads from the reviewed revisions. Readers see the old state until the "
        "new one is complete. With --stale, project only documents that are behind: after a crash, and once a "
        "day so that documents appear when their embargo ends."
    )

    def add_arguments(self, parser):
        parser.add_argument("--stale", action="store_true", help="only what is behind")

    def handle(self, *args, stale, verbosity, **options):
        def track(identifiers):
            return tqdm(identifiers, unit="document", disable=not verbosity)

        if stale:
            self.stdout.write(f"{project_stale(track)} record(s) brought up to date")
        else:
            self.stdout.write(f"{rebuild_projection(track)} public document(s) projected")
