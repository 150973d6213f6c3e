"""What a merge would do, counted before anybody confirms it."""
from dataclasses import dataclass

from archive.authorities.merge import MergeRefused, refuse_merge
from archive.authorities.references import MERGED, documents_of, references_to
from archive.models import Agent, StanceTarget
from archive.workflow.announce import documents_naming


@dataclass(frozen=True)
class Move:
    """Rows of one kind that will point to the primary; `folded` of them say what it has already, and go."""

    label: str
    count: int
    folded: int


@dataclass(frozen=True)
class Preview:
    """`refusal` says why it cannot be done; `question` what has to be confirmed first; both are mostly empty."""

    moves: tuple
    documents: int
    published: int
    targets: int
    refusal: str = ""
    question: str = ""


def preview_merge(kind, primary, other, by=None):
    """The Preview of `merge_records`; nothing is changed.

    Labels, and documents for their sake, are counted that `by` may see (None: all).
    """
    moves = tuple(_moves(kind, primary, other, by))
    return Preview(
        moves=moves, documents=len(documents_of(kind, other, by)),
        published=documents_naming(other).count(), targets=_targets(kind, primary, other),
        **_objections(kind, primary, other),
    )


def _moves(kind, primary, other, by):
    for reference in references_to(kind):
        count = reference.rows_seen(other, by).count()
        if count and reference.field != MERGED:
            yield Move(reference.label, count, reference.folds(primary, other))


def _targets(kind, primary, other):
    """Stance targets of both, if both have some: they stay two, and lead to one agent."""
    if kind.model is not Agent:
        return 0
    both = [StanceTarget.objects.filter(agent=record).count() for record in (primary, other)]
    return sum(both) if all(both) else 0


def _objections(kind, primary, other):
    try:
        refuse_merge(kind, primary, other)
    except MergeRefused as objection:
        try:
            refuse_merge(kind, primary, other, is_sure=True)
        except MergeRefused as refusal:
            return {"refusal": str(refusal)}
        return {"question": str(objection)}
    return {}
