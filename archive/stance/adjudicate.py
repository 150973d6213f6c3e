"""Decides about the labels of several coders side by side, in one revision; dissents are kept as contested."""
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from archive.models.stance import StanceAnnotation
from archive.permissions import require
from archive.provenance.revise import claim_version, revising
from archive.stance.rounds import refuse_sight, refuse_while_blind
from archive.workflow.states import State

Status = StanceAnnotation.Status
REASON = 500  # characters of a revision's reason


@dataclass(frozen=True)
class Decision:
    """About all labels of one voice on one target: which of them is accepted, or None to keep all contested."""

    labels: tuple
    accepted: StanceAnnotation | None
    note: str = ""


def adjudicate(document, decisions, by):
    """Take `decisions` about the document's present labels; return how many labels are accepted and contested.

    Labels that say the same as the accepted one are accepted with it; those that dissent stay, as contested.
    Raises PermissionDenied where a label is the reviewer's own, StaleRecord if the document was saved since.
    """
    require(by, "decide", "stance", document)
    if by.is_program:
        raise PermissionDenied(_("Labels are accepted or contested by a person, never by a program."))
    refuse_sight(by, document)
    refuse_while_blind(document)
    if not decisions:
        raise ValidationError(_("Decide about at least one voice: accept a label, or keep all as contested."))
    for decision in decisions:
        _refuse(decision, document, by)
    said = {"action": "labels adjudicated", "decisions": [_recorded(decision) for decision in decisions]}
    with revising(document, by, _reason(decisions), states=(State.DRAFT, State.IN_REVIEW), detail=said):
        for decision in decisions:
            for label in decision.labels:
                _set(label, status_by(decision, label))
    every = [label.status for decision in decisions for label in decision.labels]
    return every.count(Status.ACCEPTED), every.count(Status.CONTESTED)


def status_by(decision, label):
    """What becomes of one label."""
    return Status.ACCEPTED if decision.accepted and says_the_same(decision.accepted, label) else Status.CONTESTED


def says_the_same(one, other):
    return (one.position, one.neither_reason) == (other.position, other.neither_reason)


def _refuse(decision, document, by):
    labels = decision.labels
    if any(label.coder_id == by.pk for label in labels):
        raise PermissionDenied(_("Nobody decides about their own label: ask another reviewer."))
    if any(label.document_id != document.pk or label.status == Status.SUPERSEDED for label in labels):
        raise ValidationError(_("A label was corrected since: open the page again."))
    if decision.accepted is not None and decision.accepted not in labels:
        raise ValidationError(_("The accepted label is none of this voice: open the page again."))
    if decision.accepted is None and not decision.note.strip():
        raise ValidationError(_("Say in a note why the labels are kept as contested."))


def _set(label, status):
    if label.status != status:
        claim_version(label)
        label.status = status
        label.save(update_fields=["status"])


def _reason(decisions):
    notes = [decision.note.strip() for decision in decisions if decision.note.strip()]
    return ": ".join(["labels adjudicated", *(["; ".join(notes)] if notes else [])])[:REASON]


def _recorded(decision):
    return {"labels": [label.identifier for label in decision.labels], "note": decision.note.strip(),
            "accepted": decision.accepted.identifier if decision.accepted else None}
