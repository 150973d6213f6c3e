"""An announcement whose answer was lost is made again under its key, and announces nothing twice."""
import json

from django.utils.translation import gettext as _

from archive.ingest.uploads.errors import AnnouncementRefused
from archive.models import Announcement
from archive.provenance.canonical import sha256_of


def made_before(files, by, key):
    """(batch, lines) of what the person announced under `key`, or None; under the ledger's lock.

    Raises AnnouncementRefused if other files were announced under it.
    """
    made = Announcement.objects.select_related("batch").filter(sent_by=by, key=key).first() if key else None
    if made is None:
        return None
    if made.sha256 != _sha256(files):
        raise AnnouncementRefused(_("Other files were announced under this key: choose the files again."))
    lines = {upload.name: upload for upload in made.batch.uploads.filter(name__in=made.names)}
    lines |= {item.name: item for item in made.batch.items.filter(name__in=made.names)}
    return made.batch, [lines[name] for name in made.names]


def keep_announcement(files, by, key, batch, lines):
    """Remember what was announced under `key`, in the transaction that announced it."""
    Announcement.objects.create(
        key=key, sent_by=by, batch=batch, sha256=_sha256(files), names=[line.name for line in lines])


def _sha256(files):
    return sha256_of(json.dumps([[file.name, file.size, file.sha256] for file in files]))
