"""All bytes of an upload are there: they are compared with what was announced and taken in as one draft.

Each step can be repeated, so whatever is killed here is finished by the next one who
asks: the line of the batch is written first, then the upload is settled, then its
unfinished file goes.
"""
import hashlib
from pathlib import PurePosixPath

from django.db import transaction
from django.utils.translation import gettext as _

from archive.ingest.batch import ingest_sources, refuse_names
from archive.ingest.receive import Source
from archive.ingest.uploads.close import close_if_complete
from archive.ingest.uploads.errors import UploadGone, UploadIncomplete
from archive.ingest.uploads.incoming import claimed, discard, incoming_path, size_of
from archive.ingest.uploads.sending import require_sender
from archive.models import Upload
from archive.originals.errors import as_store_errors


def finish_upload(upload, by):
    """Take in a file that has arrived; return its BatchItem.

    Raises UploadIncomplete, UploadGone, UploadBusy, StoreUnavailable; the file is
    kept then, and this can be repeated.
    """
    require_sender(upload, by)
    with as_store_errors(), claimed(upload) as file:
        upload.refresh_from_db()
        if upload.state == Upload.State.ABANDONED:
            discard(upload)
            raise UploadGone(_("This upload was given up: send the file again as a new one."))
        if not _lines(upload).exists():
            _require_whole(upload, file)
            _take_in(upload, file, by)
        _settle(upload)
        discard(upload)
    close_if_complete(upload.batch, by)
    return _lines(upload).select_related("document").get()


def _lines(upload):
    return upload.batch.items.filter(name=upload.name)


def _require_whole(upload, file):
    there = size_of(file)
    if upload.state == Upload.State.RECEIVED and there == upload.size:
        return
    if there < upload.received:  # a disk was changed or a power cut took them: they are asked for again
        upload.received, upload.state = there, Upload.State.EXPECTED
        upload.save(update_fields=["received", "state", "touched_at"])
    raise UploadIncomplete(_("“%(name)s” is not all there yet: %(there)s of %(size)s bytes have arrived.")
                           % {"name": upload.name, "there": upload.received, "size": upload.size})


def _take_in(upload, file, by):
    found = hashlib.file_digest(file, "sha256").hexdigest() if upload.announced_sha256 else ""
    if found != upload.announced_sha256:
        reason = _(
            "The bytes that arrived (SHA-256 %(found)s) are not those that were announced (%(announced)s): "
            "the file changed while it was sent. Send it again from a good copy."
        ) % {"found": found, "announced": upload.announced_sha256}
        with transaction.atomic():
            refuse_names(upload.batch, [(upload.name, reason)], by)
        return
    source = Source(upload.name, upload.size, incoming_path(upload), filename=PurePosixPath(upload.name).name)
    ingest_sources([source], upload.batch, by)


@transaction.atomic
def _settle(upload):
    upload.state = Upload.State.TAKEN_IN
    upload.save(update_fields=["state", "touched_at"])
