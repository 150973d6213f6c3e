"""Reading one stored blob again and saying whether it is still itself."""
import errno
import os
from dataclasses import dataclass

from .layout import is_regular
from .rereading import digest_from_device

GOOD, CHANGED, MISSING = "good", "changed", "missing"
UNREADABLE = (errno.EIO, errno.EUCLEAN, errno.EBADMSG, errno.EILSEQ)


@dataclass(frozen=True)
class FixityResult:
    """What was found under a name. `sha256_found` is None when no bytes were read."""

    state: str
    sha256_found: str | None = None
    size_found: int | None = None

    @property
    def is_good(self):
        """Whether the blob is present and unchanged."""
        return self.state == GOOD


def verify_file(path, sha256, expected_size=None, *, is_reading_bytes=True):
    """Compare one file with its digest and size; return a FixityResult.

    Without `is_reading_bytes` only presence, kind and size are looked at.
    A file the device cannot read is changed: bytes that cannot be had are not
    the bytes that were kept. Other errors (permission, too many files) raise
    OSError, since they say nothing about the blob.
    """
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return FixityResult(MISSING)
    if not is_regular(status):
        return FixityResult(CHANGED)
    if not is_reading_bytes:
        is_good = expected_size in (None, status.st_size)
        return FixityResult(GOOD if is_good else CHANGED, None, status.st_size)
    try:
        found, size = read_digest(path)
    except FileNotFoundError:
        return FixityResult(MISSING)
    is_good = found == sha256 and expected_size in (None, size)
    return FixityResult(GOOD if is_good else CHANGED, found, size)


def read_digest(path):
    """Return (sha256, size) from the device; (None, None) where it cannot be read."""
    try:
        return digest_from_device(path)
    except OSError as error:
        if error.errno in UNREADABLE:
            return None, None
        raise
