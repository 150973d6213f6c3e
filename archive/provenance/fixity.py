"""Compares the stores with the rows that rely on them, and records the check in the ledger."""
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from archive.models import Derivative, Original
from archive.models.provenance import EventType, Outcome
from archive.originals.fixity import discard_stale_incoming, quarantine_untracked, sweep_storage
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
