"""Reads the whole ledger and names the first row that is not as it was written.

It may run while the archive is at work: what is checked ends at the head that
is read first, and what others append meanwhile waits for the next check.
"""
import json
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max

from archive.models.provenance import Event, LedgerHead, Revision
from archive.models.text import TextVersion
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import agent_name, event_hash

FIRST_HASH = "0" * 64
# A revision is dated in the transaction of its event; clocks are set back, and large batches take their time.
LONGEST_TRANSACTION = timedelta(hours=6)
UNREADABLE = (AttributeError, TypeError, ValueError)  # what a column raises that holds what nobody writes into it


@dataclass(frozen=True)
class LedgerReport:
    """What was checked. `fault` is empty when every row is as written."""

    events: int
    revisions: int
    head: str
    fault: str = ""
    texts: int = 0

    @property
    def is_good(self):
        return not self.fault


@dataclass(frozen=True)
class Bounds:
    """Where the ledger ended when the check began. A writer moves rows and head in one
    transaction, so whatever is read before the head is never ahead of it."""

    newest_revision: int
    newest_event: int
    head: LedgerHead | None


def verify_ledger(expected_head=""):
    """Check the chain, its head, every revision and every text; return a LedgerReport.

    `expected_head` is a head hash noted earlier, on paper or elsewhere: it must
    still be in the chain, which finds a ledger that was rewritten as a whole.
    """
    bounds = _bounds()
    if bounds.head is None:
        return LedgerReport(0, 0, FIRST_HASH, "the ledger's head is missing")
    count, previous, recorded, fault = _check_events(bounds, expected_head)
    if fault:
        return LedgerReport(count, 0, previous, fault)
    revisions, fault = _check_revisions(recorded, bounds)
    if fault:
        return LedgerReport(count, revisions, previous, fault)
    texts, fault = _check_texts()
    return LedgerReport(count, revisions, previous, fault, texts)


def _check_events(bounds, expected_head):
    """(events that are good, the last one's hash, what they recorded, fault)."""
    previous, count, is_expected_seen, recorded = FIRST_HASH, 0, not expected_head, {}
    events = _rows(Event.objects.filter(sequence__lte=bounds.head.sequence).order_by("sequence"), 2000)
    while True:
        try:
            event = next(events, None)
        except UNREADABLE:
            return count, previous, {}, f"event {count + 1} was altered: its fields cannot be read"
        if event is None:
            return count, previous, recorded, _fault_at_end(bounds, count, previous, is_expected_seen)
        fault = _fault_in(event, count + 1, previous)
        if fault:
            return count, previous, {}, fault
        count, previous = count + 1, event.hash
        is_expected_seen = is_expected_seen or event.hash == expected_head
        recorded.update(_revision_in(event))


def _rows(queryset, chunk_size):
    """Yield the rows; one whose columns cannot be read raises one of UNREADABLE, after all before it.

    SQLite reads a chunk as a whole, so the chunk that fails is read again row by row.
    """
    count = 0
    try:
        for row in queryset.iterator(chunk_size):
            yield row
            count += 1
    except UNREADABLE:
        yield from queryset[count:].iterator(1)


def _bounds():
    return Bounds(
        newest_revision=Revision.objects.aggregate(newest=Max("pk"))["newest"] or 0,
        newest_event=Event.objects.aggregate(newest=Max("sequence"))["newest"] or 0,
        head=LedgerHead.objects.filter(pk=1).first(),
    )


def _fault_in(event, expected_sequence, previous):
    if event.sequence != expected_sequence:
        return f"event {expected_sequence} is missing: the next row is event {event.sequence}"
    if event.previous_hash != previous:
        return f"event {event.sequence} does not follow the row before it: it was moved or replaced"
    if not _is_readable(event) or event.hash != event_hash(event):
        return f"event {event.sequence} was altered: its fields do not give its hash"
    return ""


def _is_readable(event):
    """Whether it has a time, and its detail is an object, as the writer writes it; a forger may not know.

    SQLite keeps any word in a column for times; it is read as None, or not at all.
    """
    try:
        return event.occurred_at is not None and isinstance(json.loads(event.detail), dict)
    except UNREADABLE:
        return False


def _fault_at_end(bounds, count, previous, is_expected_seen):
    if count < bounds.head.sequence:
        return (f"event {count + 1} is missing: the ledger ends at event {count}, "
                f"its head says {bounds.head.sequence}")
    if bounds.newest_event > count:
        return f"event {count + 1} was added past the head, which says that the ledger ends at event {count}"
    if bounds.head.hash != previous:
        return f"event {count} is not the one that the head names: the end of the ledger was replaced"
    if not is_expected_seen:
        return "the expected head hash is not in this ledger: it was rewritten"
    return ""


def _revision_in(event):
    """{(kind, identifier, version): (sha256, agent, reason, time)} if the event recorded a new revision."""
    detail = json.loads(event.detail)
    if "revision_sha256" not in detail or "transition" in detail:
        return {}
    key = (event.object_type, event.object_id, detail.get("version"))
    return {key: (detail["revision_sha256"], event.agent, detail.get("reason"), event.occurred_at)}


def _check_revisions(recorded, bounds):
    """(how many, fault): every revision is as its event says, and none is gone."""
    count, missing = 0, dict(recorded)
    revisions = _rows(Revision.objects.select_related("made_by").order_by("pk"), 500)
    while True:
        try:
            revision = next(revisions, None)
        except UNREADABLE:
            return count, f"the revision after the first {count} was altered: its fields cannot be read"
        if revision is None:
            return count, _fault_of_missing(missing)
        key = (revision.record_type, revision.record_id, revision.version)
        if key not in recorded and revision.pk > bounds.newest_revision:
            continue
        count += 1
        missing.pop(key, None)
        if not _is_as_recorded(revision, recorded.get(key)):
            return count, f"revision {revision} was altered: it is not what the ledger recorded"


def _fault_of_missing(missing):
    if not missing:
        return ""
    kind, identifier, version = min(missing)
    return f"revision {kind} {identifier} v{version} is missing: the ledger recorded {len(missing)} that are gone"


def _is_as_recorded(revision, recorded):
    if recorded is None or revision.made_at is None or sha256_of(str(revision.snapshot)) != revision.sha256:
        return False
    *fields, occurred_at = recorded
    return (fields == [revision.sha256, agent_name(revision.made_by), revision.reason]
            and abs(revision.made_at - occurred_at) <= LONGEST_TRANSACTION)


def _check_texts():
    """(how many, fault): every text in which evidence stands has the SHA-256 it was kept under."""
    count = 0
    rows = TextVersion.objects.order_by("pk").values_list("pk", "original__sha256", "kind", "sha256", "text")
    for pk, original, kind, sha256, text in rows.iterator(100):
        if sha256_of(str(text)) != sha256:
            return count, (f"text {pk} ({kind}) of original {original} was altered: it does not give its SHA-256; "
                           "the original itself is checked by archive_verify_storage")
        count += 1
    return count, ""
