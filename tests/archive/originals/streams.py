"""Sources of bytes for the store's tests: plain, made up on the way, and broken."""
import hashlib
import io

BLOCK = bytes(range(256)) * 4096  # 1 MiB


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def keep(store, content):
    """Put some bytes and return their digest."""
    return store.put(io.BytesIO(content)).sha256


class MadeUpStream:
    """So many MiB that never exist at once; `read` only."""

    def __init__(self, megabytes):
        self.left = megabytes

    def read(self, count=-1):
        if not self.left:
            return b""
        self.left -= 1
        return BLOCK


class DribblingStream(io.RawIOBase):
    """Gives seven bytes at a time, as a slow network would."""

    def __init__(self, content):
        self.source = io.BytesIO(content)

    def readable(self):
        return True

    def readinto(self, view):
        return self.source.readinto(memoryview(view)[:7])


class FailingStream(io.RawIOBase):
    """Gives some bytes, then fails with the error it was made with."""

    def __init__(self, error, megabytes=2):
        self.error = error
        self.left = megabytes

    def readable(self):
        return True

    def readinto(self, view):
        if not self.left:
            raise self.error
        self.left -= 1
        count = min(len(view), len(BLOCK))
        view[:count] = BLOCK[:count]
        return count
