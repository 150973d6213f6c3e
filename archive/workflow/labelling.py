"""What a round of blind labelling owes its coders: while it is open, nothing of its document goes on to readers.

A label that was submitted would be on the public page before the other coders have read the text. The workflow
asks the rows themselves, since `stance/` stands upon it and not under it.
"""
from django.utils.translation import gettext as _

from archive.models.document import Document
from archive.models.labelling import LabellingRound
from archive.workflow.refusal import TransitionRefused
from archive.workflow.whole import parts_below


def refuse_while_labelled(document):
    """Raise TransitionRefused while a round of the document, or of a part of it at any depth, is open.

    The lock keeps it so until the document has moved: nobody opens a round meanwhile.
    """
    parts = list(parts_below(document))
    held = Document.objects.select_for_update().filter(pk__in=[document.pk, *(part.pk for part in parts)])
    keys = list(held.order_by("pk").values_list("pk", flat=True))
    opened = LabellingRound.objects.filter(document__in=keys, closed_at__isnull=True).select_related("document").first()
    if opened is None:
        return
    said = {"day": f"{opened.opened_at:%Y-%m-%d}", "part": opened.document}
    if opened.document_id == document.pk:
        raise TransitionRefused(_("a round of blind labelling is open since %(day)s, and its coders must not see each "
                                  "other's labels: a reviewer closes it first") % said)
    raise TransitionRefused(_("a round of blind labelling of its part “%(part)s” is open since %(day)s, and its coders "
                              "must not see each other's labels: a reviewer closes it first") % said)
