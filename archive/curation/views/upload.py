"""Receives files in pieces, by the tus protocol: created, asked about, continued, given up."""
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.curation.arrivals import batches_for, find_upload, told
from archive.curation.guards import allowed
from archive.curation.views import tus
from archive.ingest.uploads.announce import Announced, announce_uploads
from archive.ingest.uploads.digest import checked_sha256
from archive.ingest.uploads.errors import UploadGone
from archive.ingest.uploads.finish import finish_upload
from archive.ingest.uploads.give_up import give_up_upload
from archive.ingest.uploads.incoming import bytes_there
from archive.ingest.uploads.receive import append_bytes, is_gone
from archive.ingest.uploads.sending import collections_for
from archive.models import Upload


@allowed("batch", "add", "OPTIONS", "POST")
@tus.speaks_tus
def uploads(request):
    """Creation: one file, into the batch that its metadata names or a batch of its own."""
    size, said = tus.whole_number(request, "Upload-Length"), tus.metadata(request)
    batch = collection = None
    if "batch" in said:
        batch = get_object_or_404(batches_for(request.user), identifier=said["batch"], started_by=request.user)
    elif "collection" in said:
        collection = get_object_or_404(collections_for(request.user), code=said["collection"])
    file = Announced(said.get("filename", ""), size, checked_sha256(said.get("sha256", "")))
    batch, (line,) = announce_uploads([file], request.user, collection, batch)
    if not isinstance(line, Upload):
        return tus.refused(line.reason, 413 if line.outcome == "refused" else 422)
    address = reverse("curation:upload", args=[line.identifier])
    return HttpResponse(status=201, headers={"Location": address, **tus.progress(line, 0)})


@allowed("batch", "add", "OPTIONS", "HEAD", "GET", "PATCH", "DELETE")
@tus.speaks_tus
def upload(request, identifier):
    """One upload: HEAD where it stands, PATCH more bytes, DELETE it; GET tells a page of the desk in JSON."""
    found = find_upload(request.user, identifier)
    return METHODS[request.method](request, found)


def _tell(request, found):
    return JsonResponse(told(found, request.user, _line(found)))


def _stand(request, found):
    if is_gone(found):
        raise UploadGone(_("This upload was given up: send the file again as a new one."))
    there = bytes_there(found) if found.state == Upload.State.EXPECTED else found.size
    return HttpResponse(status=200, headers=tus.progress(found, there))


def _receive(request, found):
    if request.headers.get("Content-Type") != tus.BODY:
        return tus.refused(_("Send the bytes as %(type)s.") % {"type": tus.BODY}, 415)
    offset, length = tus.whole_number(request, "Upload-Offset"), tus.whole_number(request, "Content-Length")
    found = append_bytes(found, request.user, offset, request, length, tus.checksum(request))
    if found.state == Upload.State.RECEIVED:
        finish_upload(found, request.user)
    return HttpResponse(status=204, headers=tus.progress(found, found.received))


def _give_up(request, found):
    give_up_upload(found, request.user)
    return HttpResponse(status=204)


def _line(found):
    return found.batch.items.filter(name=found.name).select_related("document").first()


METHODS = {"GET": _tell, "HEAD": _stand, "PATCH": _receive, "DELETE": _give_up}
