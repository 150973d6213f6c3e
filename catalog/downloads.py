"""Handing out public files: one small question to the projection, then the bytes.

A file is public if and only if its row stands in the catalog. Nothing here asks
who is reading.
"""
from django.http import HttpResponse

from archive.originals.ranges import FAILED, NOT_MODIFIED, precondition
from archive.originals.serving import not_modified, serve_file
from archive.originals.store import default_store, derivative_store
from catalog.models import PublishedFile, PublishedThumbnail
from catalog.pages.access import safe_only
from catalog.pages.errors import absent

PICTURES = frozenset(("image/jpeg", "image/png", "image/webp"))


@safe_only
def file(request, identifier, sha256, name):
    """An original, byte for byte, under whatever name the address ends in."""
    found = PublishedFile.objects.filter(document=str(identifier), sha256=sha256).order_by()
    row = next(iter(found.values_list("size", "media_type", "filename")[:1]), None)
    if row is None:
        return absent(request, identifier)
    size, media_type, filename = row
    return serve_file(request, path=default_store().path(sha256), size=size, sha256=sha256,
                      media_type=media_type, filename=filename)


@safe_only
def thumbnail(request, identifier, sha256):
    """A small picture that we drew ourselves; it may be shown in a page, and is asked for each time."""
    found = PublishedThumbnail.objects.filter(document=str(identifier), sha256=sha256, media_type__in=PICTURES)
    media_type = next(iter(found.order_by().values_list("media_type", flat=True)[:1]), None)
    path = derivative_store().path(sha256)
    if media_type is None or not path.is_file():
        return absent(request, identifier)
    headers = {"ETag": f'"{sha256}"', "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff",
               "Content-Security-Policy": "sandbox; default-src 'none'", "Cross-Origin-Resource-Policy": "same-origin"}
    outcome = precondition(request.headers, headers["ETag"], None)
    if outcome == NOT_MODIFIED:
        return not_modified(headers, path.stat().st_size)
    if outcome == FAILED:
        return HttpResponse(status=FAILED, headers=headers)
    return HttpResponse(path.read_bytes(), content_type=media_type, headers=headers)
