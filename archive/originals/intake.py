"""Receiving one input: a temporary file, hashed beside the write, synced, and re-read.

Nothing here has a public name. A temporary file is claimed with a lock for as
long as its process lives, so the sweep can tell a slow upload from a dead one.
"""
import os
import time
import uuid
from contextlib import ExitStack, contextmanager, suppress

from django.utils.translation import gettext as _

from .digest import CHUNK, HashedReading
from .durability import claim, start_writing_back
from .errors import OriginalRefused, StoreUnavailable
from .layout import INCOMING, as_stored_file, sorted_entries
from .rereading import digest_from_device, is_same_on_device, opened_for_reading

BLOB_MODE = 0o440
SUFFIX = ".part"


class IncomingFile:
    """One input on its way in; `sha256` and `size` are known once it is written."""

    def __init__(self, folder):
        self.path = folder / f"{os.getpid()}-{uuid.uuid4().hex}{SUFFIX}"
        self.sha256 = None
        self.size = None
        self._release = ExitStack()
        self._reading = self._release.enter_context(HashedReading())
        self._descriptor = os.open(
            self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600
        )
        try:
            claim(self._descriptor)
        except OSError:
            self.discard()
            raise

    def receive(self, stream, allowance):
        """Write and hash the whole stream; raise OriginalRefused, OSError."""
        for view in self._reading.chunks(reader_of(stream)):
            allowance.use(len(view))
            write_all(self._descriptor, view)
            if len(view) == CHUNK:
                start_writing_back(self._descriptor)
        self.sha256, self.size = self._reading.hexdigest(), self._reading.size
        os.fchmod(self._descriptor, BLOB_MODE)

    def forget(self):
        """Give up the memory, where many files wait together for their sync."""
        start_writing_back(self._descriptor)
        self._release.close()
        self._reading = None

    def sync(self):
        """Return when the device has the bytes; raise OSError."""
        os.fsync(self._descriptor)

    def confirm(self):
        """Re-read what the device has and compare; raise OSError, StoreUnavailable."""
        if not self._is_on_device():
            raise StoreUnavailable(
                _("The store of originals is not available: the disk gave back other bytes than it was given. "
                  "Nothing was acknowledged; the operator must check the disk.")
            )

    def _is_on_device(self):
        whole = self._reading.whole() if self._reading is not None else None
        if whole is not None:
            return is_same_on_device(self.path, whole)
        return digest_from_device(self.path) == (self.sha256, self.size)

    def discard(self):
        """Remove the temporary name and let go; a name that stays is swept later."""
        self._release.close()
        with suppress(OSError):
            os.unlink(self.path)
        with suppress(OSError):
            os.close(self._descriptor)


@contextmanager
def incoming(folder):
    """Open an IncomingFile that leaves no temporary name behind, whatever happens."""
    received = IncomingFile(folder)
    try:
        yield received
    finally:
        received.discard()


def reader_of(stream):
    """Return `read_into(view) -> count` for a binary stream with `readinto` or `read`.

    What the source does wrong is told apart from what the store does wrong.
    """
    read_into = getattr(stream, "readinto", None) or reading_into(stream)

    def guarded(view):
        try:
            return read_into(view)
        except OSError as error:
            raise OriginalRefused(
                "source_unreadable",
                _("The file could not be read to its end, so nothing of it was kept: %(why)s. Send it again from a "
                  "good copy.") % {"why": error.strerror or _("the source failed")},
            ) from error

    return guarded


def reading_into(stream):
    """Return `readinto` for a stream that can only `read(n)`, even one that gives too much."""
    left = memoryview(b"")

    def read_into(view):
        nonlocal left
        if not left:
            left = memoryview(stream.read(len(view)) or b"")
        count = min(len(left), len(view))
        view[:count] = left[:count]
        left = left[count:]
        return count

    return read_into


def write_all(descriptor, view):
    """Write the whole view; the system may take it in parts."""
    while view:
        view = view[os.write(descriptor, view):]


def iter_incoming(root):
    """Yield a StoredFile for each temporary file below a store's root."""
    for entry in sorted_entries(root / INCOMING):
        found = as_stored_file(entry)
        if found is not None:
            yield found


def discard_dead(root, older_than_seconds):
    """Remove temporary files of that age that no living process holds; return their names."""
    limit = time.time() - older_than_seconds
    old = [found for found in iter_incoming(root) if found.modified_at <= limit]
    return [found.name for found in old if discard_unclaimed(found.path)]


def discard_unclaimed(path):
    """Remove one temporary file unless it is in use; return whether it was removed."""
    try:
        with opened_for_reading(path) as descriptor:
            if not claim(descriptor):
                return False
            os.unlink(path)
    except FileNotFoundError:
        return False
    return True
