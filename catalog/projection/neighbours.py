"""Which documents change with a document: its parts, and those that say they relate to it.

What counts is the published revision. The working copy can say otherwise only
while it is reopened, so the few reopened documents are read as text.
"""
import json

from archive.models import Document
from archive.workflow.states import State
from catalog.models import PublishedDocument, PublishedRelation


def parts_and_referring(identifier):
    """(identifiers of its parts, in order; the set of those of documents that relate to it).

    Parts by their published revisions, withdrawn ones, and those that are projected so; the same of relations.
    """
    parts, referring = set(), set()
    for other, snapshot in _revisions(identifier):
        if snapshot["parent"] == identifier:
            parts.add(other)
        if any((row["related"] or {}).get("identifier") == identifier for row in snapshot["relations"]):
            referring.add(other)
    withdrawn = Document.objects.filter(parent__identifier=identifier, withdrawn_at__isnull=False)
    parts |= set(withdrawn.order_by().values_list("identifier", flat=True))
    parts |= set(PublishedDocument.objects.order_by().filter(parent=identifier).values_list("pk", flat=True))
    stated = PublishedRelation.objects.order_by().filter(related=identifier)
    return sorted(parts), referring | set(stated.values_list("document_id", flat=True))


def _revisions(identifier):
    """(identifier, snapshot) of published documents that name this one, and of reopened ones that mention it."""
    published = Document.objects.published().order_by()
    reopened = published.filter(
        state__in=(State.DRAFT, State.IN_REVIEW), published_revision__snapshot__contains=identifier)
    sets = (published.filter(parent__identifier=identifier),
            published.filter(relations__related__identifier=identifier), reopened)
    columns = ("identifier", "published_revision__snapshot")
    # a union, because each of the three is found by an index of its own, and their OR by none
    first, *others = (rows.values_list(*columns) for rows in sets)
    return [(other, json.loads(snapshot)) for other, snapshot in dict(first.union(*others, all=True)).items()
            if other != identifier]
