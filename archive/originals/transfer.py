"""Sending a stored file while checking each byte that is sent.

The last chunk of a whole file is held back until the digest agrees; if it does
not, the connection ends early, and the reader's client sees that the file is
incomplete rather than taking damaged bytes for the original.
"""
import hashlib
import logging
import os

from .errors import OriginalsError
from .layout import is_regular

logger = logging.getLogger(__name__)
CHUNK = 1024 * 1024


class DamagedOriginal(OriginalsError):
    """The stored bytes are not the original: changed, missing or unreadable."""


class OpenedOriginal:
    """A stored file opened for sending, of the right kind and size; close it.

    Raises DamagedOriginal on opening, before a status has been sent.
    """

    def __init__(self, path, size, sha256):
        self.size = size
        self.sha256 = sha256
        self._descriptor = None
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            self._descriptor = os.open(path, flags)
            status = os.fstat(self._descriptor)
        except OSError as error:
            self.close()
            raise self.damaged(f"it cannot be opened ({error.strerror})") from error
        if not is_regular(status) or status.st_size != size:
            self.close()
            raise self.damaged(f"{status.st_size} bytes instead of {size}")

    def read(self, start, count):
        """Return bytes from `start`, fewer only at the end; raise DamagedOriginal."""
        try:
            data = os.pread(self._descriptor, count, start)
        except OSError as error:
            raise self.damaged(f"it cannot be read ({error.strerror})") from error
        if not data and count:
            raise self.damaged(f"it ends at byte {start} of {self.size}")
        return data

    def read_checked(self):
        """Return the whole file after comparing its digest; raise DamagedOriginal."""
        parts, position = [], 0
        while position < self.size:
            parts.append(self.read(position, self.size - position))
            position += len(parts[-1])
        data = b"".join(parts)
        self.require_digest(hashlib.sha256(data))
        return data

    def require_digest(self, digest):
        """Raise DamagedOriginal unless a finished hash is the file's."""
        if digest.hexdigest() != self.sha256:
            raise self.damaged(f"its SHA-256 is now {digest.hexdigest()}")

    def damaged(self, reason):
        """Log the damage for the operator and return the exception that says so."""
        logger.error("Original %s is not fit to be served: %s", self.sha256, reason)
        return DamagedOriginal(reason)

    def close(self):
        """Let go of the file; may be called again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class Body:
    """A WSGI response body: the bytes of a range, checked where it is the whole file.

    An iterator with `close`, not a generator, since a generator that was never
    started would not close its file.
    """

    def __init__(self, original, start, stop):
        self._original = original
        self._position = start
        self._stop = stop
        self._hash = hashlib.sha256() if stop - start == original.size else None

    def __iter__(self):
        return self

    def __next__(self):
        if self._position >= self._stop:
            raise StopIteration
        data = self._original.read(self._position, min(CHUNK, self._stop - self._position))
        self._position += len(data)
        if self._hash is not None:
            self._hash.update(data)
            if self._position >= self._stop:
                self._original.require_digest(self._hash)
        return data

    def close(self):
        """Close the file, whether or not all of it was sent."""
        self._original.close()
