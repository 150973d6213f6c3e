"""What waits for whom: each queue by name, and their counts in one question.

Every condition begins at an index of what is rare (what is mine, open, in review), so that a
queue of an archive of a hundred thousand documents costs what a queue of a hundred does.
"""
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.curation import trouble
from archive.curation.counting import MOST, count_at_once
from archive.models import Comment, Document, Revision, TakedownCase
from archive.permissions import RANK, grants_of, has_role, has_role_everywhere
from archive.stance.rounds import hidden_document_ids
from archive.workflow.states import Role, State

SOON = timedelta(days=30)
LATELY = 1000  # saves of one person among which their drafts are looked for


@dataclass(frozen=True)
class Queue:
    """One list of the desk.

    `condition` makes the Q of its documents for a user; `rows` makes the set of what are no documents
    (`trouble.py`). `role` is the least role, with `is_everywhere` not only for a collection.
    `is_waiting`: somebody waits for this person; `is_glanced`: the desk shows its first;
    `is_of_parts`: a part stands in it for itself, even beside its whole; `leads_to`: the page that a row opens.
    """

    name: str
    title: str
    explanation: str
    condition: object = None
    order: str = "-pk"
    role: str = Role.CATALOGUER
    is_everywhere: bool = False
    rows: object = None
    is_waiting: bool = False
    is_glanced: bool = True
    is_of_parts: bool = False
    leads_to: str = "curation:document"


def _returned(user):
    return Q(state=State.DRAFT, submitted_by=user) & ~Q(review_comment="")


def _mine(user):
    """Drafts among what this person saved lately, apart from what came back.

    That it is a draft is said by what it is not: SQLite would rather look through all drafts.
    """
    saved = Revision.objects.filter(made_by=user, record_type="document").order_by("-pk")[:LATELY]
    others = [state for state in State if state != State.DRAFT]
    return Q(identifier__in=saved.values("record_id")) & ~Q(state__in=others) & ~_returned(user)


def _deciding(user):
    return Q(state=State.IN_REVIEW) & ~Q(submitted_by=user) & _where(user, Role.REVIEWER)


def _assigned(user):
    return Q(assigned_to=user, state__in=(State.DRAFT, State.IN_REVIEW))


def _to_label(user):
    """Documents with an open round of which this person is a coder and has not submitted: nothing of the others."""
    return Q(pk__in=hidden_document_ids(user))


def _discussed(user):
    """Documents of this person, or on which they commented, with an open comment of somebody else.

    What came back with comments waits among what came back.
    """
    by_others = Comment.objects.filter(settled_at__isnull=True).exclude(made_by=user)
    commented = Comment.objects.filter(made_by=user).values("document")
    concerns = Q(submitted_by=user) | Q(assigned_to=user) | Q(pk__in=commented)
    return Q(pk__in=by_others.values("document")) & concerns & ~_returned(user)


def _embargo_ends(user):
    """Also while it is edited again: readers keep the published revision, and its embargo."""
    ends = Q(embargo_until__lte=timezone.now().date() + SOON, published_revision__isnull=False)
    return ends & ~Q(state=State.WITHDRAWN) & _where(user, Role.REVIEWER)


def _asked_to_remove(user):
    due = Q(decision=TakedownCase.Decision.OPEN) | Q(review_on__lte=timezone.now().date())
    return Q(pk__in=TakedownCase.objects.filter(due).values("document"))


def _where(user, role):
    """The documents for which this person has a role, if not for all of them."""
    if has_role_everywhere(user, role):
        return Q()
    return Q(collection__in=[pk for pk, held in grants_of(user).items() if RANK[held] >= RANK[role]])


QUEUES = {
    queue.name: queue for queue in (
        Queue("returned", _("Returned to me"), _("A reviewer asks for a change."), _returned, is_waiting=True),
        Queue("deciding", _("Waiting for my decision"), _("Submitted by somebody else."), _deciding,
              role=Role.REVIEWER, is_waiting=True),
        Queue("assigned", _("Assigned to me"), _("Somebody asked you to take care of it."), _assigned,
              is_waiting=True),
        Queue("to-label", _("To label blindly"),
              _("A reviewer named you as a coder: submit your labels when they are complete."), _to_label,
              is_waiting=True, is_of_parts=True, leads_to="curation:label"),
        Queue("comments", _("Comments for me"), _("Open comments of others on what concerns you."), _discussed,
              is_waiting=True),
        Queue("takedown", _("Requests for removal"), _("Not decided yet, or due for another look."),
              _asked_to_remove, role=Role.REVIEWER, is_everywhere=True, is_waiting=True),
        Queue("embargo", _("Embargo ending"), _("Readers find it within thirty days, or do already."),
              _embargo_ends, order="embargo_until", role=Role.REVIEWER),
        Queue("mine", _("My drafts"), _("Drafts that you have worked on lately."), _mine),
        Queue("submitted", _("Submitted by me"), _("Another reviewer decides."),
              lambda user: Q(state=State.IN_REVIEW, submitted_by=user)),
        Queue("tasks", _("Tasks that failed"), _("Batches and captures of the last thirty days that did not finish."),
              rows=trouble.failed_tasks),
        Queue("fixity", _("Fixity alerts"), _("Originals that the last check found changed, missing or unreadable."),
              rows=trouble.fixity_alerts, role=Role.REVIEWER, is_everywhere=True),
        Queue("drafts", _("All drafts"), _("Whoever works on them."), lambda user: Q(state=State.DRAFT),
              is_glanced=False),
        Queue("review", _("All in review"), _("Whoever submitted them."), lambda user: Q(state=State.IN_REVIEW),
              is_glanced=False),
        Queue("published", _("Published"), _("The most recent first."), lambda user: Q(state=State.PUBLISHED),
              order="-published_at", is_glanced=False),
        Queue("withdrawn", _("Withdrawn"), _("Only a tombstone is public."), lambda user: Q(state=State.WITHDRAWN),
              order="-withdrawn_at", is_glanced=False),
    )
}


def queues_of(user):
    """The queues that this person's role has a use for."""
    return [queue for queue in QUEUES.values() if may_see(user, queue)]


def may_see(user, queue):
    """Whether this person's role has a use for the queue."""
    return (has_role_everywhere if queue.is_everywhere else has_role)(user, queue.role)


def documents_in(queue, user):
    """The queue's documents in its order. A part in the same state comes with its whole, mostly not beside it."""
    return _set_of(queue, user).order_by(queue.order, "-pk")


def with_facts(documents, user):
    """The same documents with what a line of a list shows `user` of each: three questions, however many."""
    return documents.with_whole(user).select_related(
        "collection", "genre", "submitted_by", "assigned_to"
    ).prefetch_related("contributions__agent")


def counts_for(user):
    """{queue name: number, at most MOST}, and under "waiting" how many documents wait for this person.

    One question. Whoever counts for a page of the desk asks it once: the answer is kept on the user.
    """
    if not hasattr(user, "_waiting_counts"):
        queues = queues_of(user)
        sets = {queue.name: _keys_of(queue, user) for queue in queues}
        waiting = [sets[queue.name] for queue in queues if queue.is_waiting]
        user._waiting_counts = count_at_once(sets, {"waiting": waiting}) if queues else {"waiting": 0}
    return user._waiting_counts


def next_waiting(user, document):
    """The oldest other document that waits for this person's decision, or None."""
    if not has_role(user, Role.REVIEWER):
        return None
    return _set_of(QUEUES["deciding"], user).exclude(pk=document.pk).order_by("pk").first()


def number_in_words(count):
    """A count as people read it; beyond MOST nobody counts."""
    return f"{MOST - 1}+" if count >= MOST else str(count)


def _keys_of(queue, user):
    return queue.rows(user) if queue.rows else _set_of(queue, user).values("pk")


def _set_of(queue, user):
    found = Document.objects.visible_to(user).filter(queue.condition(user))
    return found if queue.is_of_parts else found.filter(_stands_alone())


def _stands_alone():
    return Q(parent__isnull=True) | ~Q(parent__state=F("state"))
