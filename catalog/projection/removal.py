"""Takes a document away from readers in the smallest way: when projecting it failed.

Nothing of the archive is read and nothing is written, so little can fail.
`catalog_rebuild --stale` leaves the tombstone and tells whatever is derived.
"""
from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument
from catalog.projection.writing import writing_projection


def remove_document(identifier):
    """Remove the document and its parts, then, in another transaction, what nothing public names any longer.

    It waits for its turn: a projection that began earlier could otherwise bring the rows back.
    """
    with writing_projection():
        PublishedDocument.objects.filter(pk=identifier).delete()
    with writing_projection():
        remove_unnamed()


def remove_unnamed():
    """Remove agents and collections that no public document names."""
    PublishedAgent.objects.filter(mentions__isnull=True).delete()
    PublishedCollection.objects.filter(documents__isnull=True).delete()
