"""The first stage: bytes go into the write-once store, whatever they are.

What the store has acknowledged is durable; it becomes a document when
`draft.py` commits its rows. Until then it is an orphan that a repeated ingest
adopts and `archive_verify_storage` reports.
"""
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.ingest.naming import shown
from archive.ingest.speaking import in_this_language
from archive.originals.errors import OriginalRefused
from archive.originals.limits import Allowance, StoreLimits, limits_from_settings
from archive.originals.store import default_store

WRITERS = 2
WORTH_SHARING = 8
EMPTY = gettext_lazy("the file is empty (0 bytes); send it again from a good copy")


@dataclass(frozen=True)
class Source:
    """One file to take in: its name in the batch, and its bytes.

    The name is the path below the ingested folder; `filename` is what the file was
    called. The bytes lie at `path`, or come from an open binary `stream`. Size in
    bytes. `belongs_to` is the name of the first of several files that are one
    document together; empty for a file that is a document by itself. `capture` are
    the fields of the Capture that it came from, if the archive itself fetched it.
    """

    name: str
    size: int
    path: Path | None = None
    stream: BinaryIO | None = None
    filename: str = ""
    belongs_to: str = ""
    capture: dict | None = None

    @property
    def document_key(self):
        """Equal for the files of one document."""
        return self.belongs_to or self.name


@dataclass(frozen=True)
class Received:
    """One file after the first stage: kept under `sha256`, or refused for a `refusal`."""

    source: Source
    sha256: str = ""
    size: int = 0
    refusal: str = ""


def receive_sources(sources):
    """Keep the bytes of several Sources; return a Received for each, in order.

    Raises StoreUnavailable when the store itself fails: nothing of the group is
    acknowledged then.
    """
    opened = [open_source(source) for source in sources]
    try:
        readable = [(stream, source.size) for source, (stream, _why) in zip(sources, opened, strict=True) if stream]
        blobs = iter(_put(readable))
        received = [_received(source, why or next(blobs))
                    for source, (_stream, why) in zip(sources, opened, strict=True)]
        return refuse_incomplete(received)
    finally:
        for stream, _why in opened:
            if stream:
                stream.close()


def _put(readable):
    """As `put_many` of the store; a large group in two threads: one writes while the other waits for the disk."""
    writers = WRITERS if len(readable) >= WORTH_SHARING else 1
    store, shares = default_store(), [readable[first::writers] for first in range(writers)]
    with ThreadPoolExecutor(writers) as threads:
        kept = [iter(results) for results in threads.map(in_this_language(store.put_many), shares)]
    return [next(kept[position % writers]) for position in range(len(readable))]


def open_source(source):
    """(binary stream, "") of a Source, or (None, why it cannot be taken in)."""
    if source.stream is not None:
        return (source.stream, "") if source.size else (None, str(EMPTY))
    try:
        reason = _why_not(source.path.lstat())
        if reason:
            return None, reason
        return os.fdopen(os.open(source.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb"), ""
    except OSError as error:
        return None, _("it cannot be read (%(error)s); check the file and its permissions") % {"error": error.strerror}


def _why_not(status):
    if stat.S_ISLNK(status.st_mode):
        return _("it is a symbolic link; pass the file or folder that it points to")
    if stat.S_ISDIR(status.st_mode):
        return _("this folder cannot be listed; check its permissions")
    if not stat.S_ISREG(status.st_mode):
        return _("it is not a file but a pipe, socket or device")
    return "" if status.st_size else str(EMPTY)


def why_too_large(size):
    """Why the archive takes no file of this size (bytes); empty if it does."""
    try:
        Allowance(StoreLimits(limits_from_settings().max_bytes), None, size)
    except OriginalRefused as refusal:
        return str(refusal)
    return ""


def _received(source, result):
    if isinstance(result, str):
        return Received(source, refusal=result)
    if isinstance(result, OriginalRefused):
        return Received(source, refusal=str(result))
    return Received(source, result.sha256, result.size)


def refuse_incomplete(received):
    """Files of one document come together or not at all: where one is refused, so are its companions."""
    refused = {one.source.document_key: one for one in received if one.refusal}
    return [_with_its_document(one, refused.get(one.source.document_key)) for one in received]


def _with_its_document(one, refused):
    if refused is None or one.refusal:
        return one
    reason = _("“%(name)s”, another file of the same document, was refused: %(reason)s") % {
        "name": shown(refused.source.name), "reason": refused.refusal}
    return replace(one, sha256="", size=0, refusal=reason)
