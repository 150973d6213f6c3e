"""Files that come through the desk's plain upload form; `uploads/` receives those that are sent in pieces."""
import os
from pathlib import PurePosixPath

from django.utils import timezone

from archive.ingest.batch import close_batch, ingest_sources, open_batch
from archive.ingest.naming import Names, storable
from archive.ingest.receive import Source
from archive.models import IngestBatch
from archive.originals.errors import StoreUnavailable


def ingest_uploads(files, by, collection=None):
    """Take in `files`, a list of (name, seekable binary stream); return the closed IngestBatch.

    Every file has a line in the batch: created, unchanged or refused with its reason.
    """
    label = f"upload {timezone.now():%Y-%m-%d %H:%M:%S}"
    batch = open_batch(label, by, collection, is_resumable=False, kind=IngestBatch.Kind.UPLOAD)
    try:
        ingest_sources(_sources(files), batch, by)
    except StoreUnavailable as error:
        close_batch(batch, by, str(error))
    else:
        close_batch(batch, by)
    return batch


def _sources(files):
    names = Names()
    for name, stream in files:
        filename = storable(PurePosixPath(name.replace("\\", "/")).name) or "unnamed"
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        yield Source(names.give(filename), size, stream=stream, filename=filename)
