"""Takes a document away from readers in the smallest way: when projecting it failed.

Nothing of the archive is read, and nothing is written before the document is gone,
so little can fail. `catalog_rebuild --stale` leaves the tombstone.
"""
from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument, PublishedHeading
from catalog.projection.name import remove_names_without_owner
from catalog.projection.writing import record_change, writing_projection


def remove_document(identifier):
    """Remove the document and its parts; then, in another transaction, tell whatever is derived from
    them, and remove what nothing public names any longer.

    It waits for its turn: a projection that began earlier could otherwise bring the rows back.
    """
    with writing_projection():
        removed = _with_parts(identifier)
        PublishedDocument.objects.filter(pk=identifier).delete()
    with writing_projection():
        for one in removed:
            record_change(one, is_removal=True)
        remove_unnamed()


def _with_parts(identifier):
    """Identifiers of the rows that go with this one: its own, its parts', and theirs."""
    found = near = list(PublishedDocument.objects.filter(pk=identifier).values_list("pk", flat=True))
    while near:
        near = list(PublishedDocument.objects.filter(parent__in=near).values_list("pk", flat=True))
        found = found + near
    return found


def remove_unnamed():
    """Remove agents, headings and collections that no public document names, and names of nothing public."""
    PublishedAgent.objects.filter(mentions__isnull=True).delete()
    PublishedHeading.objects.filter(uses__isnull=True).delete()
    PublishedCollection.objects.filter(documents__isnull=True).delete()
    remove_names_without_owner()
