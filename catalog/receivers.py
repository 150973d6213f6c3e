"""What the catalog does when the archive announces that a document or a name changed.

The decision is committed already: an error here is logged and never reaches the
curator as a failure. What may no longer be read is then removed in the smallest
way; everything else waits for `catalog_rebuild --stale`.
"""
import logging

from archive.models import Document
from archive.signals import document_published, document_withdrawn, name_changed
from catalog.projection import project_document, project_name, remove_document

logger = logging.getLogger(__name__)


def connect():
    """Listen to the archive's signals; called once, when the app is ready."""
    for signal in (document_published, document_withdrawn):
        signal.connect(_project, dispatch_uid="catalog.project_document")
    name_changed.connect(_project_name, dispatch_uid="catalog.project_name")


def _project(sender, identifier, signal, **kwargs):
    try:
        project_document(identifier)
    except Exception:
        logger.exception("document %s was not projected; catalog_rebuild --stale mends it", identifier)
        _hide_unless_due(identifier, signal)


def _project_name(sender, record, **kwargs):
    try:
        project_name(record)
    except Exception:
        logger.exception("%s %s was not renewed; catalog_rebuild --stale mends it", sender.__name__, record.pk)


def _hide_unless_due(identifier, signal):
    """Take the document away from readers, unless the archive says that they may still read it.

    An embargo and a restoration are announced as `document_published`, so the archive is asked.
    """
    try:
        if signal is document_withdrawn or not Document.objects.public().filter(identifier=identifier).exists():
            remove_document(identifier)
    except Exception:
        logger.critical("document %s may still be public though it should not be: run catalog_rebuild --stale now",
                        identifier, exc_info=True)
