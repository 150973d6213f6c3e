"""Whether the public may know of a document: the one decision that the projection rests on."""
import json
from dataclasses import dataclass
from enum import Enum

from django.utils import timezone

from archive.models import Document
from archive.workflow.states import State
from catalog.projection.former import former_snapshot, reviewed_embargo


class Visibility(Enum):
    """PUBLIC has a page, WITHDRAWN a tombstone; HIDDEN is as if it had never been."""

    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Standing:
    """How one document stands towards the public.

    `snapshot` is its published revision, or the one that was (None if hidden); `withdrawn` the Document
    whose withdrawal counts: itself, or the whole that took its part along. `approval` is the event of an
    approval that is only imagined (`catalog/preview.py`), None of one that the ledger tells.
    """

    visibility: Visibility
    document: Document | None = None
    snapshot: dict | None = None
    withdrawn: Document | None = None
    is_silent: bool = False
    approval: object = None


HIDDEN = Standing(Visibility.HIDDEN)


def standing_of(identifier, below=(), own_standing=None):
    """The Standing of the document with this identifier, read from the archive now.

    A part is public only with its whole. `below` are the parts that led here; a
    document that would be its own whole is hidden. `own_standing` judges a Document
    without regard to its whole; None: as the archive says.
    """
    document = Document.objects.select_related("published_revision").filter(identifier=identifier).first()
    if document is None or identifier in below:
        return HIDDEN
    own = (own_standing_of if own_standing is None else own_standing)(document)
    if own is HIDDEN or own.snapshot["parent"] is None:
        return own
    return _with_whole(own, standing_of(own.snapshot["parent"], (*below, identifier), own_standing))


def own_standing_of(document):
    """The Standing of a Document as if its whole did not matter."""
    if document.state == State.WITHDRAWN or document.published_revision is None:
        return _standing_of_withdrawn(document)
    snapshot = json.loads(document.published_revision.snapshot)
    is_public = Document.objects.public().filter(pk=document.pk).exists()
    if is_public and not _is_embargo_lifted_without_review(document, snapshot):
        return Standing(Visibility.PUBLIC, document, snapshot)
    return HIDDEN


def _standing_of_withdrawn(document):
    """A document that readers had keeps a tombstone, also while it is taken up again as a draft."""
    snapshot = former_snapshot(document) if document.withdrawn_at else None
    if snapshot is None:
        return HIDDEN
    return Standing(Visibility.WITHDRAWN, document, snapshot, document, document.is_withdrawn_silently)


def _is_embargo_lifted_without_review(document, snapshot):
    """Whether the reviewed embargo still runs, though the row of a reopened draft says otherwise."""
    if document.state == State.PUBLISHED:
        return False
    return reviewed_embargo(document, snapshot) > timezone.now().date().isoformat()


def _with_whole(own, whole):
    """What becomes of a part's own standing below a whole that stands like this."""
    if whole.visibility is Visibility.HIDDEN:
        return HIDDEN
    is_silent = own.is_silent or whole.is_silent
    if own.visibility is Visibility.PUBLIC and whole.visibility is Visibility.PUBLIC:
        return own
    withdrawn = own.withdrawn or whole.withdrawn
    return Standing(Visibility.WITHDRAWN, own.document, own.snapshot, withdrawn, is_silent)
