"""The only writer of ledger events.

Each event's hash covers all its fields and the hash before it, so a row that is
altered, removed or moved is found by `verification.py`. Locking the head row
puts concurrent writers in a line; the lock ends with their transaction, so an
event exists if and only if its effect does.
"""
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from archive import VERSION
from archive.models.provenance import Event, LedgerHead, Outcome
from archive.provenance.canonical import canonical_json, sha256_of

STANDPOINT = f"software:standpoint {VERSION}"


@dataclass(frozen=True)
class Entry:
    """What is to be recorded: a PREMIS event type, an object, an agent and what else is known."""

    type: str
    object_type: str
    object_id: str
    agent: str = STANDPOINT
    outcome: str = Outcome.SUCCESS
    detail: dict = field(default_factory=dict)


def agent_name(curator):
    """How the ledger names a person: by opaque identifier, so that a name can be erased."""
    return f"curator:{curator.identifier}"


def event_hash(event):
    """SHA-256 over the previous hash and every field of the event, as canonical JSON."""
    return sha256_of(canonical_json([
        event.previous_hash, event.sequence, event.type, event.occurred_at.isoformat(),
        event.agent, event.object_type, event.object_id, event.outcome, event.detail,
    ]))


def lock_ledger():
    """Wait for every other writer and return the LedgerHead; the transaction holds the lock."""
    return LedgerHead.objects.select_for_update().get(pk=1)


def record_events(entries):
    """Append `entries` in order and return the Events.

    Must run inside the transaction that makes the recorded change; raises
    TransactionManagementError otherwise.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "an event is written in the same transaction as its effect: wrap both in transaction.atomic()"
        )
    head = lock_ledger()
    events = []
    for entry in entries:
        event = Event(
            sequence=head.sequence + 1, type=entry.type, occurred_at=timezone.now(), agent=entry.agent,
            object_type=entry.object_type, object_id=entry.object_id, outcome=entry.outcome,
            detail=canonical_json(entry.detail), previous_hash=head.hash,
        )
        event.hash = event_hash(event)
        head.sequence, head.hash = event.sequence, event.hash
        events.append(event)
    Event.objects.bulk_create(events)
    head.save()
    return events


def record_event(type, record, *, by=None, outcome=Outcome.SUCCESS, **detail):
    """Append one event about `record` (anything with an identifier or a SHA-256)."""
    return record_events([entry_about(type, record, by=by, outcome=outcome, **detail)])[0]


def entry_about(type, record, *, by=None, outcome=Outcome.SUCCESS, **detail):
    """An Entry about `record`, by a Curator or, without one, by this software."""
    object_id = getattr(record, "identifier", None) or record.sha256
    agent = STANDPOINT if by is None else agent_name(by)
    return Entry(type, record._meta.model_name, object_id, agent, outcome, detail)
