"""Hands originals and thumbnails to curators, whatever the document's state."""
from django.shortcuts import get_object_or_404

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.models import Derivative
from archive.originals.serving import serve_file
from archive.originals.store import default_store, derivative_store


@allowed("original", "see")
def original(request, identifier, sha256):
    """The bytes as received, inert, under the name as received."""
    document = find_document(request.user, identifier)
    holding = get_object_or_404(document.holdings.select_related("original"), original__sha256=sha256)
    kept = holding.original
    return serve_file(
        request, path=default_store().path(kept.sha256), size=kept.size, sha256=kept.sha256,
        media_type=kept.media_type, filename=holding.filename, last_modified=kept.stored_at,
    )


@allowed("original", "see")
def thumbnail(request, identifier, sha256):
    """A re-encoded picture of an original; it carries no EXIF."""
    document = find_document(request.user, identifier)
    made = get_object_or_404(Derivative.objects.filter(original__holdings__document=document).distinct(), sha256=sha256)
    return serve_file(
        request, path=derivative_store().path(made.sha256), size=made.size, sha256=made.sha256,
        media_type=made.media_type, filename=f"thumbnail-{made.sha256[:12]}",
    )
