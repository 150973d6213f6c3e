"""Handing an original to a reader: byte for byte, in part if asked, and inert.

The caller has decided that this reader may have this file. Nothing here looks
at a model or at who asks.

With `ORIGINALS_ACCEL_PREFIX` nginx sends the bytes (X-Accel-Redirect) of an
`internal` location over the store. It then answers Range itself and checks no
digest, so the scheduled sweep is what finds damage; and it drops headers it
does not know, so that location must repeat them, for instance
`add_header Content-Security-Policy $upstream_http_content_security_policy;`
and so for X-Content-Type-Options, Cross-Origin-Resource-Policy, Repr-Digest
and ETag (with `etag off`).
"""
import base64
from pathlib import Path
from time import time

from django.conf import settings
from django.http import (
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from .attachment import inert_headers
from .layout import relative_name
from .ranges import (
    FAILED,
    NOT_MODIFIED,
    ByteRange,
    Unsatisfiable,
    is_range_valid,
    precondition,
    requested_range,
)
from .store import default_store
from .transfer import Body, DamagedOriginal, OpenedOriginal

WHOLE_IN_MEMORY = 1024 * 1024
DAMAGED = _(
    "This file is held, but the copy at hand did not pass its integrity check, so it was not "
    "sent. The archive has been told. Please try again later."
)


def serve_file(request, *, path, size, sha256, media_type, filename, last_modified=None):
    """Answer GET or HEAD for one stored file; return an HttpResponse.

    `path` of the blob, `size` in bytes, `last_modified` an aware datetime. 200,
    206, 304, 412, 416, 405 for other methods, and 503 when the stored bytes
    are not the original. Up to 1 MiB is read and checked before the answer
    begins; a larger whole file is checked while it is sent (see `transfer`).
    A part of a larger file cannot be checked alone; `Repr-Digest` lets the
    reader check what was put together (RFC 9530).
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    modified_at = told_date(last_modified)
    headers = inert_headers(media_type, filename, sha256) | validators(sha256, modified_at)
    outcome = precondition(request.headers, headers["ETag"], modified_at)
    if outcome == NOT_MODIFIED:
        return not_modified(headers, size)
    if outcome == FAILED:
        return HttpResponse(status=FAILED, headers=bodiless(headers))
    try:
        part = part_of(request, size, headers["ETag"], modified_at)
    except Unsatisfiable:
        there = {"Content-Range": f"bytes */{size}"}
        return HttpResponse(status=416, headers=bodiless(headers) | there)
    return answer(request, Path(path), size, sha256, part, headers)


def told_date(last_modified):
    """Return whole seconds since the epoch, never in the future (8.8.2.1), or None."""
    if last_modified is None:
        return None
    return min(int(last_modified.timestamp()), int(time()))


def validators(sha256, modified_at):
    """Return what lets a client resume, revalidate, and check the file."""
    digest = base64.b64encode(bytes.fromhex(sha256)).decode()
    headers = {"ETag": f'"{sha256}"', "Accept-Ranges": "bytes", "Repr-Digest": f"sha-256=:{digest}:"}
    if modified_at is not None:
        headers["Last-Modified"] = http_date(modified_at)
    return headers


def part_of(request, size, etag, modified_at):
    """Return the ByteRange that is asked for, or None; HEAD has no ranges (14.2)."""
    if request.method != "GET" or "Range" not in request.headers:
        return None
    if not is_range_valid(request.headers.get("If-Range"), etag, modified_at):
        return None
    return requested_range(request.headers["Range"], size)


def answer(request, path, size, sha256, part, headers):
    """Return the response that carries the bytes, or says what they would be."""
    try:
        original = OpenedOriginal(path, size, sha256)
    except DamagedOriginal:
        return damaged()
    if request.method == "HEAD":
        original.close()
        return HttpResponse(headers=headers | {"Content-Length": str(size)})
    if settings.ORIGINALS_ACCEL_PREFIX and path == default_store().path(sha256):
        original.close()
        return left_to_nginx(sha256, headers)
    return with_bytes(original, part, headers)


def with_bytes(original, part, headers):
    """Send a file or a part of it: from memory where it is small, else as it is read."""
    size = original.size
    status, span = (200, ByteRange(0, size)) if part is None else (206, part)
    headers["Content-Length"] = str(len(span))
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    if size > WHOLE_IN_MEMORY:
        body = Body(original, span.start, span.stop)
        return StreamingHttpResponse(body, status=status, headers=headers)
    return from_memory(original, span, status, headers)


def from_memory(original, span, status, headers):
    """Read and check a small file, then answer with the part of it that was asked for."""
    try:
        data = original.read_checked()
    except DamagedOriginal:
        return damaged()
    finally:
        original.close()
    return HttpResponse(data[span.start:span.stop], status=status, headers=headers)


def left_to_nginx(sha256, headers):
    """Leave the bytes, and the range of them, to nginx."""
    prefix = settings.ORIGINALS_ACCEL_PREFIX.rstrip("/")
    return HttpResponse(headers=headers | {"X-Accel-Redirect": f"{prefix}/{relative_name(sha256)}"})


def not_modified(headers, size):
    """Answer 304 with what a 200 would have said (15.4.5).

    The length is stated because CommonMiddleware would otherwise say 0.
    """
    return HttpResponseNotModified(headers={**bodiless(headers), "Content-Length": str(size)})


def bodiless(headers):
    """Return the headers without those that describe a body."""
    dropped = ("Content-Type", "Content-Disposition")
    return {name: value for name, value in headers.items() if name not in dropped}


def damaged():
    """Say that the stored copy is not fit to be sent; nothing of it is."""
    return HttpResponse(
        str(DAMAGED),
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
