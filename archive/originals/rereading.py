"""Reading a file back from the device, not from memory, to learn what was really kept.

Direct input (open(2), O_DIRECT) passes the page cache by, so it sees the
device, it spares the processor a copy, and it leaves in memory what others
are about to use. Where a file system does not offer it, the cache is dropped
first, which the system may decline: that is the best there is.
"""
import errno
import os
from contextlib import contextmanager

from .digest import HashedReading, read_once
from .durability import drop_page_cache, read_ahead

DIRECT = getattr(os, "O_DIRECT", 0)
NOT_OFFERED = (errno.EINVAL, errno.EOPNOTSUPP)


@contextmanager
def opened_for_reading(path, flags=0):
    """Open a path without following a link; yield the descriptor; raise OSError."""
    flags |= os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def digest_from_device(path):
    """Return (sha256, size) of a regular file, read from the device; raise OSError."""
    return read_directly(path, digest_of) or read_past_cache(path, digest_of)


def is_same_on_device(path, views):
    """Whether the device has exactly these bytes: faster than a digest, and as sure."""
    def is_same(read_into, *how):
        expected = iter([*views, b""])
        with HashedReading(is_hashing=False) as reading:
            same = all(
                bytearray(view) == next(expected) for view in reading.chunks(read_into, *how)
            )
            return same, reading.size

    same, size = read_directly(path, is_same) or read_past_cache(path, is_same)
    return same and size == sum(len(view) for view in views)


def read_directly(path, reader):
    """Return `reader`'s (result, size) by direct input; None if not offered or ended early.

    Offsets and buffers must stay aligned, so a short read is taken as the end
    of the file; if the size disagrees, the other way of reading decides.
    """
    if not DIRECT:
        return None
    try:
        with opened_for_reading(path, DIRECT) as descriptor:
            found = reader(lambda view: os.readv(descriptor, [view]), read_once)
            return found if found[1] == os.fstat(descriptor).st_size else None
    except OSError as error:
        if error.errno in NOT_OFFERED:
            return None
        raise


def read_past_cache(path, reader):
    """Return `reader`'s (result, size) after the system was asked to forget its copy."""
    with opened_for_reading(path) as descriptor:
        drop_page_cache(descriptor)
        read_ahead(descriptor)
        return reader(lambda view: os.readv(descriptor, [view]))


def digest_of(read_into, *how):
    """Return (sha256, size) of what `read_into(view) -> count` gives."""
    with HashedReading() as reading:
        for _ in reading.chunks(read_into, *how):
            pass
        return reading.hexdigest(), reading.size
