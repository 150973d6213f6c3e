"""The tus protocol, version 1.0.0 (tus.io/protocols/resumable-upload): how its headers are read and answered."""
import base64
import hashlib
import re
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from archive.ingest.uploads import errors
from archive.ingest.uploads.receive import expires_at
from archive.originals.errors import StoreUnavailable

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination,checksum"
CHECKSUMS = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}
BODY = "application/offset+octet-stream"
STATUS = {
    errors.AnnouncementRefused: 422, errors.UploadBusy: 423, errors.UploadGone: 410, errors.OffsetConflict: 409,
    errors.TooManyBytes: 413, errors.ChecksumMismatch: 460, errors.UploadIncomplete: 409, errors.DigestDiffers: 409,
    StoreUnavailable: 503, PermissionDenied: 403,
}


class MalformedHeader(ValueError):
    """A header of the protocol is missing or cannot be read; says which."""


def speaks_tus(view):
    """Require the version, answer OPTIONS, and turn refusals of the verbs into statuses with words."""
    @wraps(view)
    def speaking(request, *args, **kwargs):
        if request.method == "OPTIONS":
            answer = HttpResponse(status=204, headers=_abilities())
        elif request.method != "GET" and request.headers.get("Tus-Resumable") != VERSION:
            answer = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            answer = answer_in_words(view)(request, *args, **kwargs)
        answer["Tus-Resumable"] = VERSION
        return answer
    return speaking


def answer_in_words(view):
    """Answer what a verb refuses as {"error": words} with the status that fits."""
    @wraps(view)
    def answering(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except MalformedHeader as error:
            return refused(str(error), 400)
        except tuple(STATUS) as error:
            answer = refused(str(error), next(STATUS[kind] for kind in STATUS if isinstance(error, kind)))
            if isinstance(error, errors.OffsetConflict):
                answer["Upload-Offset"] = error.received
            return answer
    return answering


def refused(words, status):
    return JsonResponse({"error": words}, status=status)


def _abilities():
    return {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(settings.ORIGINAL_MAX_BYTES),
            "Tus-Checksum-Algorithm": ",".join(CHECKSUMS)}


def progress(upload, received):
    """The headers that say where an upload stands; nobody may keep them."""
    return {"Upload-Offset": str(received), "Upload-Length": str(upload.size), "Cache-Control": "no-store",
            "Upload-Expires": http_date(expires_at(upload).timestamp())}


def whole_number(request, name):
    """The count of bytes in a header; raise MalformedHeader."""
    value = request.headers.get(name, "")
    if not re.fullmatch(r"[0-9]{1,18}", value):
        raise MalformedHeader(_("The header %(name)s needs a whole number of bytes.") % {"name": name})
    return int(value)


def metadata(request):
    """{key: value} of Upload-Metadata: pairs of a key and base64, separated by commas; raise MalformedHeader."""
    found = {}
    for pair in filter(None, request.headers.get("Upload-Metadata", "").split(",")):
        key, _space, value = pair.strip().partition(" ")
        found[key] = _decoded(value, "Upload-Metadata").decode("utf-8", "replace")
    return found


def checksum(request):
    """(hash object, expected digest) of Upload-Checksum, or None without one; raise MalformedHeader."""
    value = request.headers.get("Upload-Checksum")
    if value is None:
        return None
    algorithm, _space, digest = value.partition(" ")
    if algorithm not in CHECKSUMS:
        raise MalformedHeader(_("Upload-Checksum: use one of %(known)s.") % {"known": ", ".join(CHECKSUMS)})
    return CHECKSUMS[algorithm](), _decoded(digest, "Upload-Checksum")


def _decoded(value, name):
    try:
        return base64.b64decode(value.strip(), validate=True)
    except ValueError as error:  # binascii.Error, or what is not ASCII at all
        raise MalformedHeader(_("The header %(name)s is not base64.") % {"name": name}) from error
