"""What can go wrong with originals, in words that a curator can act on."""
import errno
from contextlib import contextmanager

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS = {
    errno.ENOSPC: _("there is no space left on the disk"),
    errno.EDQUOT: _("the disk quota of the archive is used up"),
    errno.EROFS: _("the disk can only be read"),
    errno.EIO: _("the disk reported an input or output error"),
    errno.EACCES: _("the archive may not write there"),
    errno.EPERM: _("the archive may not write there"),
    errno.ENOENT: _("its folder is missing and cannot be made; the operator must check MEDIA_ROOT"),
    errno.ENOTDIR: _("something that is no folder stands in its place; the operator must check MEDIA_ROOT"),
    errno.EEXIST: _("something that is no folder stands in its place; the operator must check MEDIA_ROOT"),
    errno.EMLINK: _("the file system allows no further link"),
    errno.EOPNOTSUPP: _("the file system has no hard links"),
    errno.EMFILE: _("too many files are open"),
    errno.ENFILE: _("too many files are open"),
}


class OriginalsError(Exception):
    """Anything this package raises on purpose."""


class InvalidDigest(OriginalsError, ValueError):
    """A name that is not 64 lower-case hexadecimal digits."""


class BlobMissing(OriginalsError):
    """The store holds no blob of that name."""


class OriginalRefused(OriginalsError):
    """This input was not accepted; nothing of it was kept.

    `reason_code` is one of `too_large`, `no_space`, `checksum_malformed`,
    `checksum_mismatch`, `source_unreadable`; `message` says what to do.
    """

    def __init__(self, reason_code, message):
        super().__init__(message)
        self.reason_code = reason_code
        self.message = message


class StoreUnavailable(OriginalsError):
    """The store itself failed; nothing new was acknowledged.

    `errno` is the system's error number, or None when the device gave back
    other bytes than it was given.
    """

    def __init__(self, message, number=None):
        super().__init__(message)
        self.message = message
        self.errno = number


def as_unavailable(error):
    """Return the StoreUnavailable that tells an OSError in one sentence, without paths."""
    reason = REASONS.get(error.errno) or error.strerror or gettext("the disk failed")
    return StoreUnavailable(
        gettext("The store of originals is not available: %(reason)s. Nothing was acknowledged; send the file again "
                "once the operator has put this right.") % {"reason": reason},
        error.errno,
    )


@contextmanager
def as_store_errors():
    """Turn an OSError into StoreUnavailable."""
    try:
        yield
    except OSError as error:
        raise as_unavailable(error) from error
