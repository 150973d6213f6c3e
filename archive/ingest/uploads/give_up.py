"""A file that will not come any more: its line says so, and what came of it is removed."""
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.ingest.batch import refuse_names
from archive.ingest.uploads.close import close_if_complete
from archive.ingest.uploads.incoming import claimed, discard
from archive.ingest.uploads.sending import require_sender
from archive.models import Upload
from archive.originals.errors import as_store_errors


def give_up_upload(upload, by):
    """Expect this file no longer, as its sender decided; what has arrived completely is not given up.

    Returns whether it was given up now. Raises UploadBusy, StoreUnavailable.
    """
    require_sender(upload, by)
    return _abandon(upload, by, _("given up by the sender before it had arrived: %(there)s of %(size)s bytes")
                    % {"there": upload.received, "size": upload.size})


def expire_upload(upload):
    """Expect this file no longer, because nobody went on sending it for UPLOAD_EXPIRY_DAYS."""
    days = settings.UPLOAD_EXPIRY_DAYS
    return _abandon(upload, None, ngettext(
        "it did not arrive: nothing more of it came for %(days)s day; send it again",
        "it did not arrive: nothing more of it came for %(days)s days; send it again", days) % {"days": days})


def _abandon(upload, by, reason):
    with as_store_errors(), claimed(upload):
        with transaction.atomic():
            upload.refresh_from_db()
            is_given_up = upload.state == Upload.State.EXPECTED
            if is_given_up:
                refuse_names(upload.batch, [(upload.name, reason)], by)
                upload.state = Upload.State.ABANDONED
                upload.save(update_fields=["state", "touched_at"])
        if upload.state != Upload.State.RECEIVED:
            discard(upload)
    close_if_complete(upload.batch, by)
    return is_given_up
