"""Which documents change with a document: its parts, and those that say they relate to it.

What counts is the published revision. The working copy can say otherwise only
while it is reopened, so the few reopened documents are read as text.
"""
import json

from archive.models import Document
from archive.workflow.states import State
from catalog.models import PublishedDocument, PublishedRelation


def parts_of(identifier):
    """Identifiers of documents whose published revision is a part of it, in order; and of those projected so."""
    near = Document.objects.published().filter(parent__identifier=identifier)
    found = {part for part, snapshot in _revisions(near, identifier) if snapshot["parent"] == identifier}
    found |= set(PublishedDocument.objects.filter(parent=identifier).values_list("pk", flat=True))
    withdrawn = Document.objects.filter(parent__identifier=identifier, withdrawn_at__isnull=False)
    return sorted(found | set(withdrawn.values_list("identifier", flat=True)))


def referring_to(identifier):
    """Identifiers of documents whose published revision relates to it."""
    near = Document.objects.published().filter(relations__related__identifier=identifier)
    found = {
        other for other, snapshot in _revisions(near, identifier)
        if any((row["related"] or {}).get("identifier") == identifier for row in snapshot["relations"])
    }
    return found | set(PublishedRelation.objects.filter(related=identifier).values_list("document_id", flat=True))


def _revisions(near, identifier):
    """(identifier, snapshot) of the documents in `near`, and of reopened ones that mention `identifier`."""
    columns = ("identifier", "published_revision__snapshot")
    reopened = Document.objects.published().filter(
        state__in=(State.DRAFT, State.IN_REVIEW), published_revision__snapshot__contains=identifier
    )
    rows = set(near.values_list(*columns)) | set(reopened.values_list(*columns))
    return [(other, json.loads(snapshot)) for other, snapshot in rows if other != identifier]
