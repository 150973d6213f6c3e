"""What a page of the desk tells before and after it sends files; answered in JSON."""
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from archive.curation.arrivals import batches_for, find_batch, find_upload, told, told_item
from archive.curation.forms.announcement import read_files, read_identifier, read_json, read_key
from archive.curation.guards import allowed
from archive.curation.views.tus import answer_in_words
from archive.ingest.uploads.announce import announce_uploads
from archive.ingest.uploads.digest import checked_sha256, tell_digest
from archive.ingest.uploads.finish import finish_upload
from archive.ingest.uploads.give_up import give_up_upload
from archive.ingest.uploads.sending import collections_for
from archive.models import Upload


@allowed("batch", "add", "POST")
@require_POST
@answer_in_words
def announce(request):
    """{"files": [...], "collection"?, "batch"?, "key"?} becomes a batch in which each has a line.

    Repeated under the same key, it is answered with the same batch and lines.
    """
    said = read_json(request)
    files, collection, batch = read_files(said), None, None
    if named := read_identifier(said, "batch"):
        batch = get_object_or_404(batches_for(request.user), identifier=named, started_by=request.user)
    elif named := read_identifier(said, "collection"):
        collection = get_object_or_404(collections_for(request.user), identifier=named)
    batch, lines = announce_uploads(files, request.user, collection, batch, read_key(said))
    return JsonResponse({
        "batch": batch.identifier, "address": reverse("curation:batch", args=[batch.identifier]),
        "lines": [told(line, request.user) if isinstance(line, Upload) else told_item(line, request.user)
                  for line in lines],
    }, status=201)


@allowed("batch", "add", "POST")
@require_POST
@answer_in_words
def digest(request, identifier):
    """{"sha256": ...} of an expected file: the answer says whether its bytes are held already."""
    upload = find_upload(request.user, identifier)
    item = tell_digest(upload, checked_sha256(read_json(request).get("sha256")), request.user)
    return JsonResponse(told(upload, request.user, item))


@allowed("batch", "add", "POST")
@require_POST
@answer_in_words
def take_in(request, identifier):
    """Finish a file that has arrived: when the request that brought its last bytes could not."""
    upload = find_upload(request.user, identifier)
    item = finish_upload(upload, request.user)
    if request.accepts("text/html"):
        return redirect("curation:batch", upload.batch.identifier)
    return JsonResponse(told(upload, request.user, item))


@allowed("batch", "add", "POST")
@require_POST
@answer_in_words
def give_up(request, identifier):
    """Expect one file no longer."""
    upload = find_upload(request.user, identifier)
    give_up_upload(upload, request.user)
    return redirect("curation:batch", upload.batch.identifier)


@allowed("batch", "add", "POST")
@require_POST
@answer_in_words
def give_up_rest(request, identifier):
    """Expect none of the person's files in a batch any longer."""
    batch = find_batch(request.user, identifier)
    waiting = batch.uploads.filter(state=Upload.State.EXPECTED, sent_by=request.user)
    for upload in waiting.select_related("batch__collection"):
        give_up_upload(upload, request.user)
    return redirect("curation:batch", identifier)
