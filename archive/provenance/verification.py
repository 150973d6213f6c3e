"""Reads the whole ledger and names the first row that is not as it was written.

It may run while the archive is at work: what is checked ends at the head that
is read first, and what others append meanwhile waits for the next check.
"""
import json
from dataclasses import dataclass

from django.db.models import Max

from archive.models.provenance import Event, LedgerHead, Revision
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import agent_name, event_hash

FIRST_HASH = "0" * 64


@dataclass(frozen=True)
class LedgerReport:
    """What was checked. `fault` is empty when every row is as written."""

    events: int
    revisions: int
    head: str
    fault: str = ""

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
    """Check the chain, its head and every revision; return a LedgerReport.

    `expected_head` is a head hash noted earlier, on paper or elsewhere: it must
    still be in the chain, which finds a ledger that was rewritten as a whole.
    """
    bounds = _bounds()
    if bounds.head is None:
        return LedgerReport(0, 0, FIRST_HASH, "the ledger's head is missing")
    previous, count, is_expected_seen, recorded = FIRST_HASH, 0, not expected_head, {}
    for event in Event.objects.filter(sequence__lte=bounds.head.sequence).order_by("sequence").iterator(2000):
        fault = _fault_in(event, count + 1, previous)
        if fault:
            return LedgerReport(count, 0, previous, fault)
        count, previous = count + 1, event.hash
        is_expected_seen = is_expected_seen or event.hash == expected_head
        recorded.update(_revision_in(event))
    fault = _fault_at_end(bounds, count, previous, is_expected_seen)
    if fault:
        return LedgerReport(count, 0, previous, fault)
    return LedgerReport(*_check_revisions(recorded, bounds, count, previous))


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
    if event.hash != event_hash(event) or not _is_readable(event):
        return f"event {event.sequence} was altered: its fields do not give its hash"
    return ""


def _is_readable(event):
    """Whether the detail is an object, as the writer writes it; a forger who rehashes may not know."""
    try:
        return isinstance(json.loads(event.detail), dict)
    except ValueError:
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
    """{(kind, identifier, version): (sha256, agent, reason)} if the event recorded a new revision."""
    detail = json.loads(event.detail)
    if "revision_sha256" not in detail or "transition" in detail:
        return {}
    key = (event.object_type, event.object_id, detail.get("version"))
    return {key: (detail["revision_sha256"], event.agent, detail.get("reason"))}


def _check_revisions(recorded, bounds, events, head):
    """The fields of a LedgerReport: every revision is as its event says, and none is gone."""
    count = 0
    missing = dict(recorded)
    for revision in Revision.objects.select_related("made_by").order_by("pk").iterator(500):
        key = (revision.record_type, revision.record_id, revision.version)
        if key not in recorded and revision.pk > bounds.newest_revision:
            continue
        count += 1
        missing.pop(key, None)
        if recorded.get(key) != _as_recorded(revision):
            return events, count, head, f"revision {revision} was altered: it is not what the ledger recorded"
    if missing:
        kind, identifier, version = min(missing)
        return events, count, head, (f"revision {kind} {identifier} v{version} is missing: the ledger recorded "
                                     f"{len(missing)} that are gone")
    return events, count, head, ""


def _as_recorded(revision):
    if sha256_of(revision.snapshot) != revision.sha256:
        return None
    return revision.sha256, agent_name(revision.made_by), revision.reason
