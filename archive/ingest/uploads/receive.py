"""Bytes are appended to an unfinished file, and acknowledged once they are on the disk."""
import os
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.ingest.uploads.errors import ChecksumMismatch, OffsetConflict, TooManyBytes, UploadGone
from archive.ingest.uploads.incoming import claimed, discard, incoming_folder, size_of
from archive.ingest.uploads.sending import require_sender
from archive.models import Upload
from archive.originals.durability import sync_directory
from archive.originals.errors import as_store_errors

PIECE = 256 * 1024


def expires_at(upload):
    """When an upload that nobody goes on with is given up."""
    return upload.touched_at + timedelta(days=settings.UPLOAD_EXPIRY_DAYS)


def is_gone(upload):
    """Whether no byte can be added any more because the file was given up, or waited for too long."""
    is_late = upload.state == Upload.State.EXPECTED and expires_at(upload) < timezone.now()
    return is_late or upload.state == Upload.State.ABANDONED


def append_bytes(upload, by, offset, stream, length, checksum=None):
    """Append up to `length` bytes of `stream`, which begin at `offset`; return the Upload as it is now.

    If the stream breaks off, what came is kept. `checksum` is (hash object, expected
    digest) of the piece: if they differ, nothing of it is kept. Raises UploadGone,
    UploadBusy, OffsetConflict, TooManyBytes, ChecksumMismatch, StoreUnavailable.
    """
    require_sender(upload, by)
    with as_store_errors(), claimed(upload) as file:
        upload.refresh_from_db()
        if upload.state in (Upload.State.TAKEN_IN, Upload.State.ABANDONED):
            discard(upload)  # to claim it made it anew
        _require_fitting(upload, file, offset, length)
        file.truncate(offset)  # bytes that came once and were never acknowledged
        file.seek(offset)
        written = _write(file, stream, length, checksum)
        if checksum is not None and checksum[0].digest() != checksum[1]:
            file.truncate(offset)
            raise ChecksumMismatch(_("This piece of the file changed on its way. It will be sent again."))
        os.fsync(file.fileno())
        if not offset:
            sync_directory(incoming_folder())
        return _acknowledge(upload, offset + written)


def _require_fitting(upload, file, offset, length):
    if is_gone(upload):
        raise UploadGone(_("This upload was given up: send the file again as a new one."))
    there = min(upload.received, size_of(file))
    if upload.state == Upload.State.TAKEN_IN:
        there = upload.size
    elif there < upload.received:
        _acknowledge(upload, there)
    if offset != there:
        raise OffsetConflict(_("The archive has %(n)s bytes of this file: go on from there.") % {"n": there}, there)
    if offset + length > upload.size:
        raise TooManyBytes(
            _("More bytes came than the %(n)s that were announced: the file changed. Send it again as a new one.")
            % {"n": upload.size})


def _write(file, stream, length, checksum):
    """Copy in pieces, never the whole in memory; return the count of bytes written."""
    written = 0
    for piece in _pieces(stream, length):
        view = memoryview(piece)
        while view:
            view = view[file.write(view):]
        if checksum is not None:
            checksum[0].update(piece)
        written += len(piece)
    return written


def _pieces(stream, length):
    """What the sender sends, until the connection is lost."""
    while length > 0:
        try:
            piece = stream.read(min(PIECE, length))
        except UnreadablePostError:
            return
        if not piece:
            return
        length -= len(piece)
        yield piece


@transaction.atomic
def _acknowledge(upload, received):
    upload.received = received
    is_whole = received == upload.size
    upload.state = Upload.State.RECEIVED if is_whole else Upload.State.EXPECTED
    upload.save(update_fields=["received", "state", "touched_at"])
    return upload
