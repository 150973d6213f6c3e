"""A person says which files they will send; from then on each has a line, whether it arrives or not."""
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.ingest.batch import open_batch, refuse_names
from archive.ingest.draft import note_held
from archive.ingest.naming import Names, storable
from archive.ingest.receive import EMPTY, why_too_large
from archive.ingest.uploads.close import close_if_complete, reopen
from archive.ingest.uploads.digest import visible_holders
from archive.ingest.uploads.errors import AnnouncementRefused
from archive.ingest.uploads.incoming import incoming_folder
from archive.ingest.uploads.repeated import keep_announcement, made_before
from archive.ingest.uploads.sending import require_sending
from archive.models import IngestBatch, Upload
from archive.originals.errors import OriginalRefused, as_store_errors
from archive.originals.limits import Allowance, StoreLimits
from archive.provenance.ledger import lock_ledger


@dataclass(frozen=True)
class Announced:
    """One file that somebody wants to send: its path on their side, its bytes, its SHA-256 if they know it."""

    name: str
    size: int
    sha256: str = ""


@transaction.atomic
def announce_uploads(files, by, collection=None, batch=None, key=""):
    """Expect `files`, a list of Announced, in a new batch or in `batch`; return (batch, lines).

    A line is, for each file and in order, an Upload that is expected, or the BatchItem
    of a file that will not be: refused, or held already under the announced SHA-256.
    Who repeats an announcement under the `key` that it had gets the same batch and
    lines, as they are by now. Raises AnnouncementRefused, PermissionDenied, StoreUnavailable.
    """
    lock_ledger()
    if made := made_before(files, by, key):
        return made
    batch, lines = _announce(files, by, collection, batch)
    if key:
        keep_announcement(files, by, key, batch, lines)
    return batch, lines


def _announce(files, by, collection, batch):
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    if not files or len(files) > most:
        raise AnnouncementRefused(_("Announce between 1 and %(most)s files at a time.") % {"most": most})
    batch = _batch_for(by, collection, batch)
    files = _with_names_of_their_own(files, batch)
    held, refusals = visible_holders([file.sha256 for file in files], by), _refusals(files)
    refused = iter(refuse_names(batch, refusals.items(), by))
    uploads = [Upload(batch=batch, name=file.name, size=file.size, announced_sha256=file.sha256, sent_by=by)
               for file in files if file.name not in refusals and file.sha256 not in held]
    expected = {upload.name: upload for upload in Upload.objects.bulk_create(uploads)}
    lines = [expected.get(file.name) or (
        next(refused) if file.name in refusals else note_held(file.name, file.sha256, held[file.sha256], batch, by)
    ) for file in files]
    close_if_complete(batch, by)
    return batch, lines


def _batch_for(by, collection, batch):
    if batch is None:
        require_sending(by, collection)
        label = f"upload {timezone.now():%Y-%m-%d %H:%M:%S}"
        return open_batch(label, by, collection, is_resumable=False, kind=IngestBatch.Kind.UPLOAD)
    require_sending(by, batch.collection)
    if batch.kind != IngestBatch.Kind.UPLOAD:
        raise AnnouncementRefused(_("Files cannot be sent into this batch: start a new one."))
    return reopen(batch, by)


def _with_names_of_their_own(files, batch):
    """The files under names that no other file of the batch has; a name is data, never a path of ours."""
    names = Names()
    for taken in {*batch.uploads.values_list("name", flat=True), *batch.items.values_list("name", flat=True)}:
        names.give(taken)
    return [Announced(names.give(_below(file.name)), file.size, file.sha256) for file in files]


def _below(name):
    parts = storable(name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "unnamed"


def _refusals(files):
    """{name: reason} of the files that can never be taken, as far as their announcement tells."""
    refusals, promised = {}, _promised()
    for file in files:
        reason = str(EMPTY) if not file.size else why_too_large(file.size) or _why_no_space(promised + file.size)
        if reason:
            refusals[file.name] = reason
        else:
            promised += file.size
    return refusals


def _promised():
    """Bytes that others have announced and not sent yet."""
    expected = Upload.objects.filter(state=Upload.State.EXPECTED)
    return expected.aggregate(n=Sum(F("size") - F("received")))["n"] or 0


def _why_no_space(size):
    try:
        with as_store_errors():
            Allowance(StoreLimits(None, settings.ORIGINAL_MIN_FREE_BYTES), incoming_folder(), size)
    except OriginalRefused as refusal:
        return str(refusal)
    return ""
