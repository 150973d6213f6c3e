"""The events of generated documents, chained as `archive/provenance/ledger.py` chains them."""
from datetime import datetime

from archive.models import Event
from archive.models.provenance import EventType
from archive.provenance.canonical import canonical_json, sha256_of
from archive.provenance.ledger import agent_name, event_hash
from bench.desk.columns import row


class Chain:
    """Where the ledger ends; `rows_of` lengthens it."""

    def __init__(self, sequence, hash):
        self.sequence, self.hash = sequence, hash

    def rows_of(self, ones):
        """Rows of what happened to these documents, in order."""
        return [self._next(one, *happening) for one in ones for happening in _happenings(one)]

    def _next(self, one, kind, by, detail):
        self.sequence += 1
        event = Event(
            sequence=self.sequence, type=kind, occurred_at=datetime.fromisoformat(f"{one['at']}+00:00"),
            agent=agent_name(by), object_type="document", object_id=one["identifier"], outcome="success",
            detail=canonical_json(detail), previous_hash=self.hash)
        self.hash = event_hash(event)
        return row(
            Event, sequence=event.sequence, type=event.type, occurred_at=one["at"], agent=event.agent,
            object_type=event.object_type, object_id=event.object_id, outcome=event.outcome, detail=event.detail,
            previous_hash=event.previous_hash, hash=self.hash)


def _happenings(one):
    yield EventType.INGESTION, one["maker"], {"batch": one["batch"].identifier, "sha256": one["digest"]}
    yield EventType.METADATA_MODIFICATION, one["maker"], {
        "version": 1, "revision_sha256": sha256_of(one["snapshot"]), "reason": "ingested"}
    if one["state"] in ("published", "withdrawn"):
        yield EventType.POLICY_ASSIGNMENT, one["other"], {"transition": "publish", "from": "in_review",
                                                          "to": "published"}
