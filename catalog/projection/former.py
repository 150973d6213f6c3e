"""What reviewers decided that readers may have, as the ledger tells it: now, and before a withdrawal.

The row of a document that was reopened or taken up again is a working copy: its
embargo may have been edited, its published revision emptied. The ledger keeps
what was decided.
"""
import json
from dataclasses import dataclass, replace

from archive.models import Event, Revision
from archive.models.access import AccessLevel
from archive.models.provenance import EventType
from archive.workflow.transitions import SHOW_NOW


@dataclass(frozen=True)
class Approval:
    """One approval for everybody: which revision, and until which day (ISO 8601) it stays hidden.

    `until` is None if nothing was said, so that the revision's own embargo counts; "" if there is none.
    `withdrawn_on` is the day on which it was taken from readers; `version` that of the revision.
    """

    revision_sha256: str
    until: str | None = None
    withdrawn_on: str = ""
    version: int = 0

    def ends(self, snapshot):
        """The first day on which readers may have it, in ISO 8601, or ""."""
        return (snapshot["embargo_until"] or "") if self.until is None else self.until


def reviewed_embargo(document, snapshot):
    """The end (ISO 8601, or "") of the embargo that reviewers decided, whatever the working copy says."""
    approval = _approval_of(document.identifier)
    return approval.ends(snapshot) if approval else snapshot["embargo_until"] or ""


def former_snapshot(document):
    """The revision, as a dict, that readers had when the document was last withdrawn from them; or None."""
    approval = _approval_of(document.identifier)
    if approval is None or not approval.withdrawn_on:
        return None
    revision = Revision.objects.filter(record_type="document", record_id=document.identifier,
                                       sha256=approval.revision_sha256).order_by("-version").first()
    if revision is None:
        return None
    snapshot = json.loads(revision.snapshot)
    return snapshot if approval.ends(snapshot) <= approval.withdrawn_on else None


def _approval_of(identifier):
    """The last Approval for everybody; None if there was none, or one for fewer readers since."""
    approval = None
    for event in Event.objects.filter(
        object_type="document", object_id=identifier, type=EventType.POLICY_ASSIGNMENT
    ).order_by("sequence"):
        approval = approval_after(approval, event)
    return approval


def approval_after(approval, event):
    """What an approval (or None) becomes by one event about access."""
    said, day = json.loads(event.detail), event.occurred_at.date().isoformat()
    if said.get("transition") == "publish":
        return _published(approval, said) if said["access"] == AccessLevel.PUBLIC else None
    if approval is None or approval.withdrawn_on:
        return approval
    match said.get("transition"):
        case "embargo":
            return replace(approval, until=said["until"])
        case "lift":
            return replace(approval, until="")
        case "withdraw":
            return replace(approval, withdrawn_on=day)
        case "restrict":
            return None
        case "unpublish":
            return _taken_back(said)
    return approval


def _taken_back(said):
    """The revision before, which readers have from then on with the embargo that there was."""
    if said["access"] != AccessLevel.PUBLIC:
        return None
    return Approval(said["revision_sha256"], until=said["until"], version=said["revision_version"])


def _published(before, said):
    """A publication that says nothing of an embargo leaves that of the same revision as it is."""
    sha256, until = said["revision_sha256"], said.get("until", "")
    approval = Approval(sha256, version=said["version"])
    if until:
        return replace(approval, until="" if until == SHOW_NOW else until)
    return replace(approval, until=before.until if before and before.revision_sha256 == sha256 else None)
