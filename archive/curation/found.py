"""Finds the document of an address, with all that a screen shows of it."""
from django.shortcuts import get_object_or_404

from archive.models import Document

SHOWN_WITH = (
    "contributions__agent", "subjects", "places__place", "relations__related", "captures",
    "holdings__original__derivatives", "stances__target", "stances__holder_agent", "stances__coder",
    "stances__codebook", "stances__evidence", "stances__further_evidence",
    "claims__evidence", "quotations__evidence", "quotations__speaker_agent", "parts", "takedown_cases",
)


def find_document(user, identifier):
    """The Document alone, for a verb; Http404 if there is none that `user` may see."""
    return get_object_or_404(Document.objects.visible_to(user).select_related("parent"), identifier=identifier)


def find_record(user, identifier):
    """The Document with its whole record in a constant number of queries; Http404 if `user` may see none."""
    documents = Document.objects.visible_to(user).select_related(
        "genre", "collection", "assigned_to", "parent", "part_text", "submitted_by", "published_by", "embargo_reviewer",
    ).prefetch_related(*SHOWN_WITH)
    return get_object_or_404(documents, identifier=identifier)
