"""The sums of a batch: files that were sent and what became of them, and beside them the rows that describe.

Every line of a batch is in one of the two sums, and in one of its terms.
"""
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Value

from archive.ingest.description.columns import SHEETS
from archive.ingest.uploads.close import ARRIVING
from archive.models import BatchItem, Upload


@dataclass(frozen=True)
class Reconciled:
    """Counts of one batch: what was sent, in files, is the sum of all others; `rows` are no files."""

    stored: int = 0
    duplicate: int = 0
    refused: int = 0
    given_up: int = 0
    arriving: int = 0
    rows: "Rows" = field(default_factory=lambda: Rows({}))

    @property
    def sent(self):
        return self.stored + self.duplicate + self.refused + self.given_up + self.arriving

    @property
    def not_taken(self):
        return self.refused + self.given_up


@dataclass(frozen=True)
class Rows:
    """Counts of the described rows of one batch, {(sheet, outcome): n}."""

    counts: dict

    @property
    def all(self):
        return sum(self.counts.values())

    @property
    def created(self):
        return self._with("created")

    @property
    def changed(self):
        return self._with("changed")

    @property
    def unchanged(self):
        return self._with("unchanged")

    @property
    def refused(self):
        return self._with("refused")

    def _with(self, outcome):
        return sum(n for (_sheet, what), n in self.counts.items() if what == outcome)

    def sheets(self):
        """[(sheet, n)] of the sheets that have rows, in the order in which they are documented."""
        by_sheet = Counter()
        for (sheet, _outcome), n in self.counts.items():
            by_sheet[sheet] += n
        order = [*SHEETS]
        return sorted(by_sheet.items(), key=lambda one: (order.index(one[0]) if one[0] in order else len(order), one))


def reconcile(batches):
    """{primary key: Reconciled} of IngestBatches, in one query: one moment, though files are arriving."""
    keys = [batch.pk for batch in batches]
    items = BatchItem.objects.filter(batch__in=keys).order_by().values_list("batch", "sheet", "outcome")
    counted = items.annotate(n=Count("pk")).union(_open_uploads(keys), all=True)
    files, rows = Counter(), {key: {} for key in keys}
    for batch, sheet, what, n in counted:
        if sheet:
            rows[batch][sheet, what] = n
        else:
            files[batch, what] += n
    return {key: Reconciled(
        files[key, "created"], files[key, "unchanged"], files[key, "refused"] - files[key, "abandoned"],
        files[key, "abandoned"], files[key, "expected"] + files[key, "received"], Rows(rows[key]),
    ) for key in keys}


def _open_uploads(keys):
    """(batch, "", state, count) of uploads that are arriving and have no line yet, and of those that were given up."""
    lines = BatchItem.objects.filter(batch=OuterRef("batch"), name=OuterRef("name"))
    states = Q(state__in=ARRIVING) & ~Exists(lines) | Q(state=Upload.State.ABANDONED)
    uploads = Upload.objects.filter(states, batch__in=keys).order_by().annotate(sheet=Value(""))
    return uploads.values_list("batch", "sheet", "state").annotate(n=Count("pk"))
