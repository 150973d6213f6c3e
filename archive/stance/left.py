"""What a coder had not submitted when a round was closed: it stays theirs, until they take it over or discard it.

Nobody else reads these labels, and no event tells of them before they are labels of the document.
"""
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models.labelling import BlindLabel
from archive.permissions import require
from archive.stance.blind import write_labels
from archive.stance.rounds import refuse_unless_draft, round_of


def left_labels(coder, document):
    """The coder's BlindLabels of closed rounds of a document, in the order of their making."""
    return BlindLabel.objects.filter(coder=coder.pk, round__document=document, round__closed_at__isnull=False)


def take_over(labels, document, coder):
    """Make ordinary, proposed labels of what is left; return the StanceAnnotations. All of them, or none.

    Raises AnchorError if a passage does not stand in the text any more, NotEditable unless the document is a draft.
    """
    require(coder, "add", "stance", document)
    with transaction.atomic():
        held = _held(labels, document, coder)
        refuse_unless_draft(document)
        if round_of(document) is not None:
            raise ValidationError(_("Another round of this document is open: take your labels over when it is closed."))
        return write_labels(document, coder, held, "stance labels taken over by their coder")


def discard(labels, document, coder):
    """Delete what is left of one's own; return how many labels."""
    require(coder, "label", "round", document)
    with transaction.atomic():
        held = _held(labels, document, coder)
        for label in held:
            label.delete()
    return len(held)


def _held(labels, document, coder):
    """The rows as they are now, locked. Raises for none, for those of others, and for what is gone."""
    if not labels:
        raise ValidationError(_("Choose at least one label."))
    if any(label.coder_id != coder.pk for label in labels):
        raise PermissionDenied(_("A blind label is its coder's alone."))
    held = list(left_labels(coder, document).select_for_update(of=("self",)).filter(
        pk__in=[label.pk for label in labels]))
    if len(held) != len(labels):
        raise ValidationError(_("A label was taken over or discarded since: open the page again."))
    return held
