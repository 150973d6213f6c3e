"""What waits for whom: each queue by name, and their counts in one query."""
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Revision
from archive.permissions import has_role
from archive.workflow.states import Role, State


@dataclass(frozen=True)
class Queue:
    """One list of the desk. `condition` makes the Q for a user; `order` is the newest first."""

    name: str
    title: str
    explanation: str
    condition: object
    order: str = "-pk"
    role: str = Role.CATALOGUER


def _mine(user):
    """Drafts that this person has saved at least once, apart from what came back."""
    saved = Revision.objects.filter(record_type="document", record_id=OuterRef("identifier"), made_by=user)
    return Q(state=State.DRAFT) & ~_returned(user) & Q(Exists(saved))


def _returned(user):
    return Q(state=State.DRAFT, submitted_by=user) & ~Q(review_comment="")


def _deciding(user):
    return Q(state=State.IN_REVIEW) & ~Q(submitted_by=user)


QUEUES = {
    queue.name: queue for queue in (
        Queue("returned", _("Returned to me"), _("A reviewer asks for a change."), _returned),
        Queue("mine", _("My drafts"), _("Drafts that you have worked on."), _mine),
        Queue("deciding", _("Waiting for my decision"), _("Submitted by somebody else."), _deciding,
              role=Role.REVIEWER),
        Queue("submitted", _("Submitted by me"), _("Another reviewer decides."),
              lambda user: Q(state=State.IN_REVIEW, submitted_by=user)),
        Queue("drafts", _("All drafts"), _("Whoever works on them."), lambda user: Q(state=State.DRAFT)),
        Queue("review", _("All in review"), _("Whoever submitted them."), lambda user: Q(state=State.IN_REVIEW)),
        Queue("published", _("Published"), _("The most recent first."), lambda user: Q(state=State.PUBLISHED),
              order="-published_at"),
        Queue("withdrawn", _("Withdrawn"), _("Only a tombstone is public."), lambda user: Q(state=State.WITHDRAWN),
              order="-withdrawn_at"),
    )
}


def queues_of(user):
    """The queues that this person's role has a use for."""
    return [queue for queue in QUEUES.values() if has_role(user, queue.role)]


def documents_in(queue, user):
    """The queue's documents, newest first. A part in the same state comes with its whole, not beside it."""
    return (
        Document.objects.visible_to(user).filter(queue.condition(user)).filter(_stands_alone())
        .select_related("parent", "collection", "genre", "submitted_by")
        .order_by(queue.order, "-pk")
    )


def counts_for(user):
    """{queue name: number of documents}, in one query."""
    return Document.objects.visible_to(user).filter(_stands_alone()).aggregate(
        **{queue.name: Count("pk", filter=queue.condition(user)) for queue in queues_of(user)}
    )


def _stands_alone():
    return Q(parent__isnull=True) | ~Q(parent__state=F("state"))


def waiting_for(user):
    """How many documents wait for this person to do something: returned, to be decided."""
    counts = counts_for(user)
    return sum(counts.get(name, 0) for name in ("returned", "deciding"))
