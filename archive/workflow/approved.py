"""Which revision of a document readers had before the one they have, as the ledger tells it."""
import json
from dataclasses import dataclass
from datetime import datetime

from archive.models.access import AccessLevel
from archive.models.provenance import Event, EventType, Revision


@dataclass(frozen=True)
class Approved:
    """One approval that still holds: the revision, who may read it, and when it was decided (aware datetime)."""

    revision: Revision
    access: AccessLevel
    at: datetime


def approval_before(document):
    """The Approved that was in force before the present one; None if there was none.

    A withdrawal ends all approvals before it, and a revision that was taken back is never gone back to.
    """
    approvals = []
    for event in _decisions(document):
        approvals = _after(approvals, event, json.loads(event.detail))
    if len(approvals) < 2:
        return None
    at, said = approvals[-2]
    revision = Revision.objects.filter(
        record_type="document", record_id=document.identifier, sha256=said["revision_sha256"]
    ).order_by("-version").first()
    return revision and Approved(revision, AccessLevel(said["access"]), at)


def _after(approvals, event, said):
    """The approvals in force, oldest first, after one more decision."""
    match said.get("transition"):
        case "publish":
            others = [(at, one) for at, one in approvals if one["revision_sha256"] != said["revision_sha256"]]
            return [*others, (event.occurred_at, said)]
        case "unpublish":
            return approvals[:-1]
        case "withdraw":
            return []
    return approvals


def _decisions(document):
    return Event.objects.filter(
        object_type="document", object_id=document.identifier, type=EventType.POLICY_ASSIGNMENT
    ).order_by("sequence")
