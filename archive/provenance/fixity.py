"""Compares the stores with the rows that rely on them, and records the check in the ledger."""
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from archive.models import Derivative, Holding, Original
from archive.models.provenance import EventType, Outcome
from archive.originals.fixity import discard_stale_incoming, quarantine_untracked, sweep_storage
from archive.originals.layout import relative_name
from archive.originals.store import default_store, derivative_store
from archive.provenance.ledger import Entry, record_events


@dataclass(frozen=True)
class Holdings:
    """One store with the rows that rely on it."""

    name: str
    store: object
    model: type

    @property
    def kind(self):
        """What the ledger calls one of its rows: original or derivative."""
        return self.model._meta.model_name

    def known(self):
        """(sha256, size) of every row, read only when asked for."""
        return self.model.objects.values_list("sha256", "size").iterator(chunk_size=5000)

    def is_gone(self):
        """Whether rows rely on a folder that is not there at all, as when its disk is not mounted."""
        return not self.store.root.is_dir() and self.model.objects.exists()

    def place(self, sha256):
        """Where the bytes belong, below MEDIA_ROOT."""
        return f"{self.store.root.name}/{relative_name(sha256)}"

    def holdings_of(self, sha256):
        """The Holdings (document, file name) that rely on the bytes; for a picture, those of what it shows."""
        field = "original__sha256" if self.model is Original else "original__derivatives__sha256"
        return Holding.objects.filter(**{field: sha256}).select_related("document").distinct().order_by("pk")

    def is_known(self, sha256):
        return self.model.objects.filter(sha256=sha256).exists()


def all_holdings():
    """The two stores: originals and what was derived from them."""
    return [Holdings("originals", default_store(), Original),
            Holdings("derivatives", derivative_store(), Derivative)]


def check_fixity(holdings, *, is_reading_bytes=True):
    """Sweep one store, both ways; return its StorageReport. What is found is recorded as events."""
    report = sweep_storage(holdings.store, _lazily(holdings.known), is_reading_bytes=is_reading_bytes)
    with transaction.atomic():
        record_events([*_faults(holdings, report), _summary(holdings, report)])
    return report


def _lazily(rows):
    yield from rows()


def _faults(holdings, report):
    for finding in chain(report.missing, report.changed, report.unreadable):
        yield Entry(EventType.FIXITY_CHECK, holdings.kind, finding.sha256, outcome=Outcome.FAIL,
                    detail={"reason": finding.reason})


def _summary(holdings, report):
    return Entry(
        EventType.FIXITY_CHECK, "store", holdings.name,
        outcome=Outcome.SUCCESS if report.is_intact else Outcome.FAIL,
        detail={"checked": report.checked, "bytes_read": report.checked_bytes, "good": report.good,
                "missing": len(report.missing), "changed": len(report.changed),
                "unreadable": len(report.unreadable), "untracked": len(report.untracked)},
    )


def tidy(holdings, report):
    """Set untracked blobs aside and drop dead temporary files; return (names moved, names dropped)."""
    moved = [found.name for found in quarantine_untracked(holdings.store, report, holdings.is_known)]
    with transaction.atomic():
        record_events([Entry(EventType.QUARANTINE, holdings.kind, name, detail={"reason": "no row relies on it"})
                       for name in moved])
    return moved, discard_stale_incoming(holdings.store)
