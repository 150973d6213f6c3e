"""What became of the files and described rows of a batch, as the desk shows it: a line for each.

A person who was granted some collections learns of a duplicate, not of the document
elsewhere that holds its bytes.
"""
from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.models import BatchItem, Document, IngestBatch, Upload
from archive.permissions import grants_of, has_role_everywhere, roles_of
from archive.workflow.states import Role

OUTCOMES = {"created": gettext_lazy("stored"), "unchanged": gettext_lazy("duplicate"),
            "refused": gettext_lazy("refused")}


@dataclass(frozen=True)
class Line:
    """One file or row and what became of it; `document` only if the reader may see it."""

    name: str
    outcome: str
    words: str
    reason: str = ""
    document: object = None


def batches_for(user):
    """The batches that this person may look at: all, or their own and those of collections granted to them."""
    batches = IngestBatch.objects.select_related("started_by", "collection")
    if roles_of(user):
        return batches
    return batches.filter(Q(started_by=user) | Q(collection__in=list(grants_of(user))))


def find_batch(user, identifier):
    """Http404 if there is no batch that `user` may look at."""
    return get_object_or_404(batches_for(user), identifier=identifier)


def find_upload(user, identifier):
    """The Upload, for its sender or an administrator; for everybody else there is none (Http404)."""
    uploads = Upload.objects.select_related("batch__collection", "sent_by")
    if not has_role_everywhere(user, Role.ADMINISTRATOR):
        uploads = uploads.filter(sent_by=user)
    return get_object_or_404(uploads, identifier=identifier)


def lines_of(items, user):
    """The Lines of BatchItems, loaded with their documents, in one query more."""
    items = list(items)
    visible = set(Document.objects.visible_to(user).filter(
        pk__in=[item.document_id for item in items if item.document_id]).values_list("pk", flat=True))
    return [_line(item, item.document if item.document_id in visible else None) for item in items]


def _line(item, document):
    reason = item.reason
    if item.sheet:
        return Line(item.name, item.outcome, item.get_outcome_display(), reason, document)
    if item.outcome == BatchItem.Outcome.UNCHANGED:
        is_told = document is not None
        reason = _("already held as") if is_told else _("The archive holds these bytes already.")
    return Line(item.name, item.outcome, str(OUTCOMES[item.outcome]), reason, document)


def size_in_words(size):
    """“1.5 MB”, in the decimal units of scripts and refusals, and in the reader's language."""
    power = min(4, (len(str(size)) - 1) // 3)
    if not power:
        return ngettext("%(n)s byte", "%(n)s bytes", size) % {"n": size}
    words = (_("%(n)s kB"), _("%(n)s MB"), _("%(n)s GB"), _("%(n)s TB"))[power - 1]
    return words % {"n": number_format(round(size / 1000**power, 1), 1)}


def told(upload, user, item=None):
    """What a script of the desk needs to know about a file: JSON values, the words translated."""
    told = {
        "name": upload.name, "size": upload.size, "received": upload.received, "is_settled": item is not None,
        "address": reverse("curation:upload", args=[upload.identifier]),
        "digest": reverse("curation:upload-digest", args=[upload.identifier]),
        "take_in": reverse("curation:take-in", args=[upload.identifier]),
        "words": upload.get_state_display(),
    }
    return told if item is None else told | told_item(item, user)


def told_item(item, user):
    """What a script needs to know of a file whose fate is settled."""
    line = lines_of([item], user)[0]
    document = line.document
    return {
        "name": line.name, "is_settled": True, "outcome": line.outcome, "words": line.words, "reason": line.reason,
        "document": document and {"title": document.title,
                                  "address": reverse("curation:document", args=[document.identifier])},
    }
