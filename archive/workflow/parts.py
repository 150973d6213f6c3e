"""Moves a whole together with its parts, in one transaction: all of them, or none.

A digest is reviewed as one thing. Each part still obeys the same policy as its
whole (role, four eyes, state); the first that may not move stops all.
"""
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models.access import AccessLevel
from archive.permissions import title_for
from archive.workflow import transitions
from archive.workflow.states import State

VERBS = {
    "submit": transitions.submit_document,
    "recall": transitions.recall_document,
    "return": transitions.return_document,
    "publish": transitions.publish_document,
    "restrict": transitions.restrict_document,
    "withdraw": transitions.withdraw_document,
}

# A part in one of these states stays where it is, when its whole moves.
LEFT_ALONE = {
    "submit": (State.IN_REVIEW, State.PUBLISHED, State.WITHDRAWN),
    "recall": (State.DRAFT, State.PUBLISHED, State.WITHDRAWN),
    "return": (State.DRAFT, State.PUBLISHED, State.WITHDRAWN),
    "publish": (State.PUBLISHED, State.WITHDRAWN),
    "restrict": (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN),
    "withdraw": (State.WITHDRAWN,),
}


class PartRefused(transitions.TransitionRefused):
    """One part could not move, so nothing did; `part` is that Document."""

    def __init__(self, part, reason, by):
        super().__init__(_("part %(n)s “%(part)s” could not move, so nothing was moved: %(reason)s") % {
            "n": part.sequence, "part": title_for(by, part), "reason": reason})
        self.part = part


@transaction.atomic
def move_with_parts(document, by, name, **said):
    """Move `document`, then its parts at every depth; return how many documents moved.

    `name` is submit, recall, return, publish, restrict or withdraw; `said` is passed to its verb.
    On publication a part gets the level proposed for it, or its whole's where
    that is stricter. Raises TransitionRefused and PermissionDenied for the whole,
    PartRefused for a part.
    """
    if name not in VERBS:
        raise ValueError(f"{name} moves one document at a time")
    VERBS[name](document, by, **said)
    return 1 + sum(_move_part(part, by, name, said) for part in document.parts.order_by("sequence"))


def _move_part(part, by, name, said):
    """Move one part and what lies below it; return how many moved."""
    moved = 0
    if part.state not in LEFT_ALONE[name] and not _stays(part, by, name, said):
        try:
            VERBS[name](part, by, **_said_of_part(part, name, said))
        except (transitions.TransitionRefused, PermissionDenied) as refusal:
            raise PartRefused(part, str(refusal), by) from refusal
        moved = 1
    return moved + sum(_move_part(below, by, name, said) for below in part.parts.order_by("sequence"))


def _stays(part, by, name, said):
    """Whether a part has as few readers already as its whole is left to, or was submitted by somebody else."""
    if name == "recall":
        return part.submitted_by_id != by.pk
    return name == "restrict" and AccessLevel(part.access_level).rank >= AccessLevel(said["access"]).rank


def _said_of_part(part, name, said):
    if name != "publish":
        return said
    if said.get("embargo_until") == transitions.SHOW_NOW:  # said of the whole: a part keeps its own embargo
        said = {**said, "embargo_until": None}
    levels = (AccessLevel(part.proposed_access), AccessLevel(part.parent.access_level))
    return {**said, "access": max(levels, key=lambda level: level.rank)}
