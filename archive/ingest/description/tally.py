"""What became of each described row, so that the report reconciles row by row."""
from archive.models import BatchItem

CREATED, UNCHANGED = BatchItem.Outcome.CREATED, BatchItem.Outcome.UNCHANGED


class Tally:
    """Collects one BatchItem for each row; rows of a batch that is repeated keep their first line."""

    def __init__(self, batch):
        self.batch = batch
        self._items = {}

    def note(self, row, outcome, reason="", document=None, sha256=""):
        """Say what became of `row`; several rows read from one line of a sheet are numbered."""
        name, number = row.name, 1
        while name in self._items:
            number += 1
            name = f"{row.name} ({number})"
        self._items[name] = BatchItem(
            batch=self.batch, name=name, sheet=row.kind, outcome=outcome, reason=reason, document=document,
            sha256=sha256,
        )

    def created(self, row, **more):
        self.note(row, CREATED, **more)

    def unchanged(self, row, reason, **more):
        self.note(row, UNCHANGED, reason, **more)

    def save(self):
        """Write the items that the batch does not have yet."""
        known = set(self.batch.items.values_list("name", flat=True))
        BatchItem.objects.bulk_create([item for name, item in self._items.items() if name not in known])
