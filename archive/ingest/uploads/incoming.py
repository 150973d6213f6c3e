"""Where the bytes of unfinished uploads lie: below MEDIA_ROOT/incoming, untrusted and served to nobody.

The system's lock on the file lets one writer in, among threads and processes, and
ends with whoever held it.
"""
import os
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from archive.ingest.uploads.errors import UploadBusy
from archive.originals.durability import claim, sync_directory

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def incoming_folder():
    """The folder, made if it is missing; raise OSError."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    if not folder.is_dir():
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        sync_directory(folder.parent)
    return folder


def incoming_path(upload):
    return incoming_folder() / upload.identifier


@contextmanager
def claimed(upload):
    """Yield the upload's open file, made if it is missing; raise UploadBusy if somebody else has it, OSError."""
    path = incoming_path(upload)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        if not claim(descriptor):
            raise UploadBusy(_("This file is being sent already, perhaps in another window. Wait a moment."))
        yield file


def size_of(file):
    """Bytes of an open file."""
    return os.fstat(file.fileno()).st_size


def bytes_there(upload):
    """How many of the acknowledged bytes are really on the disk: a disk that was changed may have lost some."""
    try:
        return min(upload.received, incoming_path(upload).lstat().st_size)
    except FileNotFoundError:
        return 0


def discard(upload):
    """Remove the file; what is not there is not missed."""
    with suppress(FileNotFoundError):
        incoming_path(upload).unlink()
