"""The workflow policy, readable on one screen: who may move a document from where to where."""
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the working copy of a document stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Role(models.TextChoices):
    """What a curator may do; an administrator has every role's rights but not four eyes."""

    CATALOGUER = "cataloguer", _("cataloguer")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")


@dataclass(frozen=True)
class Transition:
    """One allowed move. `role` is the least role; `needs` names what must be said with it.

    `is_four_eyes`: never by who submitted it; `is_own`: only by who submitted it.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    role: str
    is_four_eyes: bool = False
    is_own: bool = False
    needs: tuple[str, ...] = ()


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("submit", (State.DRAFT,), State.IN_REVIEW, Role.CATALOGUER),
        Transition("recall", (State.IN_REVIEW,), State.DRAFT, Role.CATALOGUER, is_own=True),
        Transition("return", (State.IN_REVIEW,), State.DRAFT, Role.REVIEWER, needs=("comment",)),
        Transition("publish", (State.IN_REVIEW,), State.PUBLISHED, Role.REVIEWER, is_four_eyes=True),
        Transition("embargo", (State.PUBLISHED,), State.PUBLISHED, Role.REVIEWER, needs=("until", "reason")),
        Transition("lift", (State.PUBLISHED,), State.PUBLISHED, Role.REVIEWER),
        Transition("restrict", (State.PUBLISHED,), State.PUBLISHED, Role.REVIEWER, needs=("access", "reason")),
        Transition("unpublish", (State.PUBLISHED,), State.DRAFT, Role.REVIEWER, needs=("comment",)),
        Transition("reopen", (State.PUBLISHED,), State.DRAFT, Role.CATALOGUER),
        Transition("withdraw", (State.PUBLISHED, State.DRAFT, State.IN_REVIEW), State.WITHDRAWN, Role.REVIEWER,
                   needs=("reason",)),
        Transition("restore", (State.WITHDRAWN,), State.DRAFT, Role.REVIEWER, needs=("comment",)),
    )
}
