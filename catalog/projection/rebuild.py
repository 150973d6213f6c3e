"""All of the projection anew, or only what is behind; readers see nothing half done."""
from django.apps import apps
from django.db import connections, router
from django.db.models import Q

from archive.models import Document
from catalog.models import Change, PublishedDocument, PublishedRedirect, Tombstone, WriterLine
from catalog.projection.codebook import write_codebooks
from catalog.projection.merged import renew_redirects
from catalog.projection.project import project_in_transaction
from catalog.projection.removal import remove_unnamed
from catalog.projection.stale import renew_names, stale_documents
from catalog.projection.writing import record_change, writing_projection

KEPT = (Change, PublishedRedirect, WriterLine)


def rebuild_projection(track=iter):
    """Drop and recreate every row, in one transaction; return the number of documents that are public.

    `track` wraps the list of identifiers while it is worked through (a progress bar).
    """
    with writing_projection():
        before = _addresses()
        _empty_tables()
        renew_redirects()
        write_codebooks()
        done = set()
        for identifier in track(_candidates()):
            if identifier not in done:
                done |= project_in_transaction(identifier)
        for identifier in sorted(before - _addresses()):
            record_change(identifier, is_removal=True)
        return PublishedDocument.objects.count()


def project_stale(track=iter):
    """Bring what is behind up to date, each document in its own transaction; return how many records were."""
    documents = stale_documents()
    done = set()
    for identifier in track(documents):
        if identifier not in done:
            with writing_projection():
                done |= project_in_transaction(identifier)
    names = renew_names()
    with writing_projection():
        remove_unnamed()
    return len(documents) + names


def _candidates():
    """Identifiers of every document that can have a page or a tombstone, wholes first."""
    rows = Document.objects.filter(Q(withdrawn_at__isnull=False) | Q(published_revision__isnull=False))
    return [*rows.filter(parent__isnull=True).order_by("pk").values_list("identifier", flat=True),
            *rows.filter(parent__isnull=False).order_by("pk").values_list("identifier", flat=True)]


def _addresses():
    return set(PublishedDocument.objects.order_by().values_list("pk", flat=True)) | set(
        Tombstone.objects.values_list("pk", flat=True))


def _empty_tables():
    connection = connections[router.db_for_write(PublishedDocument)]
    with connection.cursor() as cursor:
        for model in apps.get_app_config("catalog").get_models():
            if model not in KEPT:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
