"""Addresses of public things: permanent ones, those of pages, and where a file is handed out.

A page shows dozens of addresses; Django looks for each anew among all of the site's. Here an address
is found once, as a pattern to fill in.
"""
from functools import cache
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

from archive.originals.attachment import safe_filename

SAMPLES = (str(UUID(int=0)), "0" * 64)  # what the first and the second identifier in an address look like


def page_path(name, *identifiers):
    """The address of the catalog's page of that name: `page_path("document", row.pk)`."""
    pattern = _pattern(get_script_prefix(), name, len(identifiers))
    if pattern is None:
        return reverse(f"catalog:{name}", args=identifiers)
    return pattern.format(*(quote(str(one), safe="") for one in identifiers))


@cache
def _pattern(script_prefix, name, size):
    """The address with {} for each identifier; None if its identifiers are of other kinds than SAMPLES."""
    try:
        address = reverse(f"catalog:{name}", args=SAMPLES[:size])
    except NoReverseMatch:
        return None
    for sample in SAMPLES[:size]:
        address = address.replace(sample, "{}")
    return address if address.count("{}") == size else None


def document_address(identifier):
    """The permanent absolute address of a document, from the setting BASE_URL, never from the request."""
    return settings.BASE_URL + page_path("document", identifier)


def file_path(identifier, sha256, filename):
    """Where a file of a document is downloaded; the name is only there to be read by people."""
    return page_path("file", identifier, sha256, safe_filename(filename) or "file")
