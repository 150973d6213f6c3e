"""The documents before and after one in the list that a person came from."""
from dataclasses import dataclass

from archive.curation.queues import QUEUES, documents_in
from archive.models import Document
from archive.workflow.states import State


@dataclass(frozen=True)
class Neighbours:
    """`came_from` is said in each address, so that going on stays in the same list."""

    came_from: str = ""
    before: str = ""
    after: str = ""


def neighbours_of(document, user, came_from):
    """Neighbours in `came_from`: "queue:NAME" or "batch:IDENTIFIER"; none for anything else.

    Only drafts are neighbours: what cannot be described is passed over. Two queries.
    """
    listed = _drafts_of(user, came_from)
    if listed is None:
        return Neighbours()
    # Both kinds of list are ordered by age: queues the newest first, batches as received.
    newer = listed.filter(pk__gt=document.pk).order_by("pk").values_list("identifier", flat=True).first() or ""
    older = listed.filter(pk__lt=document.pk).order_by("-pk").values_list("identifier", flat=True).first() or ""
    before, after = (older, newer) if came_from.startswith("batch:") else (newer, older)
    return Neighbours(came_from, before, after)


def _drafts_of(user, came_from):
    kind, _colon, name = came_from.partition(":")
    if kind == "queue" and name in QUEUES:
        return documents_in(QUEUES[name], user).filter(state=State.DRAFT)
    if kind == "batch":
        return Document.objects.visible_to(user).filter(
            state=State.DRAFT, batch_items__batch__identifier=name).distinct()
    return None
