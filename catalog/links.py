"""Addresses of public things: permanent ones, and where a file is handed out."""
from django.conf import settings
from django.urls import reverse

from archive.originals.attachment import safe_filename


def document_address(identifier):
    """The permanent absolute address of a document, from the setting BASE_URL, never from the request."""
    return settings.BASE_URL + reverse("catalog:document", args=[identifier])


def file_path(identifier, sha256, filename):
    """Where a file of a document is downloaded; the name is only there to be read by people."""
    return reverse("catalog:file", args=[identifier, sha256, safe_filename(filename) or "file"])
