"""One writer at a time, and all or nothing: the transaction in which the projection changes."""
from contextlib import contextmanager

from django.db import router, transaction

from catalog.models import Change, PublishedDocument, WriterLine


@contextmanager
def writing_projection():
    """A transaction on the catalog's database, entered when no other writer is inside."""
    with transaction.atomic(using=router.db_for_write(PublishedDocument)):
        WriterLine.objects.get_or_create(pk=1)
        WriterLine.objects.select_for_update().get(pk=1)
        yield


def record_change(identifier, *, is_removal):
    """Tell whatever is derived from the projection that this document changed."""
    Change.objects.create(identifier=identifier, is_removal=is_removal)


def record_changes(identifiers):
    """Tell it of several documents that stay public, in their order."""
    Change.objects.bulk_create([Change(identifier=identifier, is_removal=False) for identifier in identifiers])
