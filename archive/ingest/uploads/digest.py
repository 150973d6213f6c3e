"""The SHA-256 that a sender worked out: it spares sending what is held, and it is never trusted for storing."""
import re

from django.db import transaction
from django.utils.translation import gettext as _

from archive.ingest.draft import note_held
from archive.ingest.uploads.close import close_if_complete
from archive.ingest.uploads.errors import AnnouncementRefused, DigestDiffers
from archive.ingest.uploads.incoming import claimed, discard
from archive.ingest.uploads.sending import require_sender
from archive.models import Document, Holding, Upload
from archive.originals.errors import as_store_errors


def checked_sha256(words):
    """`words` in lower case if they are a SHA-256 or nothing; raise AnnouncementRefused."""
    if not isinstance(words, str) or not re.fullmatch(r"([0-9a-f]{64})?", words.lower()):
        raise AnnouncementRefused(_("A SHA-256 has 64 hexadecimal digits: correct it, or leave it out."))
    return words.lower()


def visible_holders(digests, user):
    """{SHA-256: Document} of those bytes that a document holds which `user` may see.

    Whoever may not see a document does not learn from here that its bytes are held.
    """
    visible = Document.objects.visible_to(user)
    digests = [sha256 for sha256 in digests if sha256]
    holdings = Holding.objects.filter(original__sha256__in=digests, document__in=visible)
    rows = holdings.select_related("document", "original").order_by("-pk")
    return {holding.original.sha256: holding.document for holding in rows}


def tell_digest(upload, sha256, by):
    """Note the SHA-256 of an expected file; return the BatchItem if the bytes are held already, else None.

    Raises DigestDiffers when another file was begun under this name: that one
    stays expected, and this one is announced for itself. Raises UploadBusy,
    StoreUnavailable.
    """
    require_sender(upload, by)
    with as_store_errors(), claimed(upload):
        upload.refresh_from_db()
        item = _note(upload, sha256, by)
        if upload.state in (Upload.State.TAKEN_IN, Upload.State.ABANDONED):
            discard(upload)
    return item


@transaction.atomic
def _note(upload, sha256, by):
    if upload.state != Upload.State.EXPECTED:
        return upload.batch.items.filter(name=upload.name).first()
    if upload.announced_sha256 not in ("", sha256):
        raise DigestDiffers(_("“%(name)s” was begun with other bytes than these.") % {"name": upload.name})
    held, item = visible_holders([sha256], by).get(sha256), None
    upload.announced_sha256 = sha256
    if held is not None:
        item = note_held(upload.name, sha256, held, upload.batch, by)
        upload.state = Upload.State.TAKEN_IN
    upload.save(update_fields=["announced_sha256", "state", "touched_at"])
    close_if_complete(upload.batch, by)
    return item
