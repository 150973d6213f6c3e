"""Takes in files and folders, and describes them from a folder of spreadsheets."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from tqdm import tqdm

from archive.ingest.described import batch_label, ingest_described, plan_ingest
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.naming import shown
from archive.ingest.operator import OperatorUnknown, find_operator
from archive.ingest.reading import reading_room
from archive.ingest.walk import NothingThere, foresee_refusals
from archive.models import Collection
from archive.originals.errors import StoreUnavailable

SHOWN_REFUSALS = 200
INTERRUPTED = 130  # what a shell says of a program that ended by Ctrl+C: 128 + SIGINT


class Command(BaseCommand):
    help = (
        "Take in files and folders: bytes into the store, one draft for each file. Interrupted, it goes on "
        "where it stopped when it is repeated; repeated, it changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with all below it")
        parser.add_argument("--description", type=Path, metavar="FOLDER",
                            help="spreadsheets that describe the files: see docs/description-folder.md")
        parser.add_argument("--collection", metavar="ID", help="code or identifier of their collection")
        parser.add_argument("--by", metavar="USERNAME", help="the curator who takes them in; without it, the program")
        parser.add_argument("--dry-run", action="store_true", help="check everything, store nothing")

    def handle(self, *args, paths, description, collection, by, dry_run, **options):
        try:
            curator = None if dry_run and by is None else find_operator(by)
            collection = self._collection(collection)
            with reading_room():  # the check and the intake share one
                sources, sheets = plan_ingest(paths, description)
                if dry_run:
                    self._say_plan(sources, sheets)
                    return
                batch = self._ingest(sources, sheets, curator, batch_label(paths, description), collection)
        except KeyboardInterrupt as interrupt:
            raise CommandError("Interrupted: what was acknowledged is kept; repeat the command to go on.",
                               returncode=INTERRUPTED) from interrupt
        except (NothingThere, OperatorUnknown, StoreUnavailable) as error:
            raise CommandError(f"{error}") from error
        except DescriptionRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{refusal}: mend these and repeat the command") from refusal
        self._report(batch)

    def _collection(self, code):
        if code is None:
            return None
        if not code.strip():
            raise CommandError("--collection is empty: give the code or identifier of a collection, or leave it out")
        found = Collection.objects.filter(Q(code=code) | Q(identifier=code)).first()
        if found is None:
            raise CommandError(f"there is no collection “{code}”: create it at the desk, under Collections")
        return found

    def _say_plan(self, sources, sheets):
        refused = foresee_refusals(sources)
        self._say_refusals([(one.source.name, one.refusal) for one in refused], len(refused), "mend these first")
        self.stdout.write(f"Would receive {len(sources)} files, {sum(source.size for source in sources):,} bytes; "
                          f"would refuse {len(refused)} of them.")
        for name, rows in (sheets or {}).items():
            self.stdout.write(f"Would apply {len(rows)} rows of {name}.")
        self.stdout.write("Nothing was stored (--dry-run).")
        if refused:
            raise CommandError("some files would be refused; the reasons stand above")

    def _say_refusals(self, refusals, count, elsewhere):
        for name, reason in refusals[:SHOWN_REFUSALS]:
            self.stderr.write(f"refused: {shown(name)}: {reason}")
        if count > SHOWN_REFUSALS:
            self.stderr.write(f"... and {count - SHOWN_REFUSALS} more: {elsewhere}")

    def _ingest(self, sources, sheets, curator, label, collection):
        with tqdm(total=len(sources), unit="file", file=self.stderr, disable=None) as bar:
            return ingest_described(sources, sheets, curator, label=label, collection=collection,
                                    on_progress=lambda count, _size: bar.update(count))

    def _report(self, batch):
        refused = batch.items.filter(outcome="refused").values_list("name", "reason")
        self._say_refusals(refused, refused.count(), "see the batch at the desk")
        counts = batch.counts()
        if rows := batch.items.exclude(sheet="").count():
            self.stdout.write(f"{counts['received'] - rows} files and {rows} rows of the description")
        self.stdout.write(
            f"Batch {batch.identifier}: received {counts['received']} = created {counts['created']} "
            f"+ unchanged {counts['unchanged']} + refused {counts['refused']}"
        )
        if counts["refused"]:
            raise CommandError("some files were refused; the reasons stand above")
