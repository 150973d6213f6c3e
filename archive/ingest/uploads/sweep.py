"""What a crash or time left behind among the uploads: finished, given up or removed. Harmless to repeat."""
import logging
import os
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from archive.ingest.uploads.close import ARRIVING, close_if_complete
from archive.ingest.uploads.errors import UploadError
from archive.ingest.uploads.finish import finish_upload
from archive.ingest.uploads.give_up import expire_upload
from archive.ingest.uploads.incoming import incoming_folder
from archive.models import Announcement, IngestBatch, Upload
from archive.originals.durability import claim
from archive.originals.errors import OriginalsError, as_store_errors

log = logging.getLogger(__name__)


@dataclass
class Swept:
    """What a sweep did: counts, and (name, reason) of what it could not do."""

    taken_in: int = 0
    expired: int = 0
    removed: int = 0
    failures: list = field(default_factory=list)


def sweep_uploads():
    """Take in what had arrived, give up what nobody goes on with, remove files without an upload; a Swept."""
    swept = Swept()
    waiting = Upload.objects.select_related("batch__collection", "sent_by")
    for upload in waiting.filter(state=Upload.State.RECEIVED):
        swept.taken_in += _tried(swept, upload, lambda one: finish_upload(one, one.sent_by))
    late = timezone.now() - timedelta(days=settings.UPLOAD_EXPIRY_DAYS)
    for upload in waiting.filter(state=Upload.State.EXPECTED, touched_at__lt=late):
        swept.expired += _tried(swept, upload, expire_upload)
    swept.removed = _remove_orphans()
    Announcement.objects.filter(made_at__lt=late).delete()
    for batch in IngestBatch.objects.filter(state="running", uploads__isnull=False).distinct():
        close_if_complete(batch, None)
    return swept


def _tried(swept, upload, task):
    try:
        return bool(task(upload))
    except (OriginalsError, UploadError, PermissionDenied) as error:
        swept.failures.append((upload.name, str(error)))
    except Exception as error:  # a mistake of our own with one file must not keep the others, or the site, waiting
        log.exception("upload %s could not be finished", upload.identifier)
        swept.failures.append((upload.name, f"{type(error).__name__}: {error}"))
    return False


def _remove_orphans():
    """Remove unfinished files that no upload is waiting for; a row is there before its file, so look at files first."""
    with as_store_errors():
        files = list(incoming_folder().iterdir())
        awaited = set(Upload.objects.filter(state__in=ARRIVING).values_list("identifier", flat=True))
        return sum(_removed(path) for path in files if path.name not in awaited)


def _removed(path):
    """Whether the file was removed: not while somebody has it open to write."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        if not claim(descriptor):
            return False
        path.unlink(missing_ok=True)
        return True
    finally:
        os.close(descriptor)
