"""What the catalog does when the archive announces that a document changed."""
from archive.signals import document_published, document_withdrawn
from catalog.projection import project_document


def connect():
    """Listen to the archive's two signals; called once, when the app is ready."""
    for signal in (document_published, document_withdrawn):
        signal.connect(_project, dispatch_uid="catalog.project_document")


def _project(sender, identifier, **kwargs):
    project_document(identifier)
