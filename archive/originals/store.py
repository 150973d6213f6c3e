"""The write-once store: bytes in under their SHA-256, and out again.

See the package docstring for the layout and the order of the steps. Every
method that names a blob raises InvalidDigest for anything but 64 lower-case
hexadecimal digits. `OSError` never leaves a `put`: it becomes StoreUnavailable.
"""
import os
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from . import layout
from .durability import DurableFolders, locked
from .errors import BlobMissing, OriginalRefused, as_store_errors, as_unavailable
from .installation import StoredBlob, install
from .intake import discard_dead, incoming, iter_incoming
from .limits import Allowance, limits_from_settings
from .quarantine import set_aside
from .verification import verify_file

GROUP = 128  # files held open at once


class OriginalStore:
    """Blobs below one root. `limits` default to the settings, read at each put."""

    def __init__(self, root, *, limits=None):
        self.root = Path(root).absolute()
        self.folders = DurableFolders(self.root)
        self._limits = limits

    def put(self, stream, *, size_hint=None, expected_sha256=None, max_bytes=None):
        """Keep the rest of a binary stream; return a StoredBlob once it is durable.

        `size_hint` in bytes lets a refusal come before the first byte is
        written. Raises OriginalRefused, StoreUnavailable.
        """
        expected = normal_checksum(expected_sha256)
        with as_store_errors(), self._receiving(stream, size_hint, max_bytes) as received:
            require_checksum(received, expected)
            blob = install(self, received)
            self._anchor([blob])
            return blob

    def put_many(self, inputs):
        """Keep several small inputs, syncing each directory once.

        `inputs` is an iterable of (stream, size_hint). Returns, in order, a
        StoredBlob or the OriginalRefused of each; on return all are durable.
        Raises StoreUnavailable for all of them: then put them again.
        """
        inputs = list(inputs)
        results = []
        with as_store_errors():
            for start in range(0, len(inputs), GROUP):
                results += self._put_group(inputs[start:start + GROUP])
            self._anchor([blob for blob in results if isinstance(blob, StoredBlob)])
        return results

    def path(self, sha256):
        """Return where the blob is or would be."""
        return self.root / layout.relative_name(sha256)

    def exists(self, sha256):
        """Whether a regular file has the blob's name; its bytes are not read."""
        path = self.path(sha256)
        return path.is_file() and not path.is_symlink()

    def open(self, sha256):
        """Return the blob as a binary file; raise BlobMissing, StoreUnavailable."""
        path = self.path(sha256)
        try:
            return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")
        except FileNotFoundError as error:
            raise BlobMissing(f"The store holds no original {sha256}.") from error
        except OSError as error:
            raise as_unavailable(error) from error

    def verify(self, sha256, expected_size=None, *, is_reading_bytes=True):
        """Re-read the blob from the device; return a FixityResult; raise StoreUnavailable."""
        with as_store_errors():
            return verify_file(
                self.path(sha256), sha256, expected_size, is_reading_bytes=is_reading_bytes
            )

    def iter_blobs(self):
        """Yield a StoredFile for each blob, in the order of their digests."""
        return (found for found, is_blob in self.walk() if is_blob)

    def iter_strangers(self):
        """Yield a StoredFile for each entry that has no business below the root."""
        return (found for found, is_blob in self.walk() if not is_blob)

    def walk(self):
        """Yield (StoredFile, is_blob) for all below the root but incoming and quarantine."""
        for entry, is_blob in layout.walk(self.root):
            found = layout.as_stored_file(entry)
            if found is not None:
                yield found, is_blob

    def iter_incoming(self):
        """Yield a StoredFile for each temporary file, in use or left behind."""
        return iter_incoming(self.root)

    def quarantine(self, sha256, reason):
        """Move a blob aside, never delete it; return its new path; raise BlobMissing."""
        source = self.path(sha256)
        with as_store_errors(), self.exclusively():
            return set_aside(self, source, reason)

    def discard_incoming(self, older_than_seconds):
        """Remove temporary files whose process is dead; return their names."""
        with as_store_errors():
            return discard_dead(self.root, older_than_seconds)

    def exclusively(self):
        """Hold the lock that adopting an existing blob respects."""
        self.folders.make(self.root)
        return locked(self.root / layout.LOCK, exclusive=True)

    def shared(self):
        """Hold the lock that moving a blob aside respects."""
        return locked(self.root / layout.LOCK, exclusive=False)

    @contextmanager
    def _receiving(self, stream, size_hint, max_bytes=None):
        """Yield the stream as a written, unsynced IncomingFile."""
        folder = self.root / layout.INCOMING
        self.folders.make(folder)
        limits = limits_from_settings() if self._limits is None else self._limits
        allowance = Allowance(limits.narrowed_to(max_bytes), folder, size_hint)
        with incoming(folder) as received:
            received.receive(stream, allowance)
            yield received

    def _put_group(self, inputs):
        """Receive all before syncing any, so that the device can write them together."""
        with ExitStack() as stack:
            received = [self._received_or_refused(stack, *item) for item in inputs]
            return [
                one if isinstance(one, OriginalRefused) else install(self, one)
                for one in received
            ]

    def _received_or_refused(self, stack, stream, size_hint):
        try:
            received = stack.enter_context(self._receiving(stream, size_hint))
        except OriginalRefused as refusal:
            return refusal
        received.forget()
        return received

    def _anchor(self, blobs):
        """Make the names of blobs durable, whoever installed them."""
        self.folders.sync_leaves({self.path(blob.sha256).parent for blob in blobs})


def default_store():
    """Return the store of originals, below MEDIA_ROOT."""
    return store_below_media("originals")


def derivative_store():
    """Return the store of thumbnails and previews, below MEDIA_ROOT."""
    return store_below_media("derivatives")


def store_below_media(name):
    """Return the store in a folder of MEDIA_ROOT; one per process, for what it remembers."""
    from django.conf import settings

    return store_at(Path(settings.MEDIA_ROOT) / name)


store_at = cache(OriginalStore)


def normal_checksum(expected):
    """Return a checksum a person gave, in lower case; raise OriginalRefused."""
    if expected is None:
        return None
    checksum = expected.strip().lower()
    if layout.DIGEST.fullmatch(checksum):
        return checksum
    raise OriginalRefused(
        "checksum_malformed",
        _("The SHA-256 given for the file is not 64 hexadecimal digits. Correct it, or leave it out."),
    )


def require_checksum(received, expected):
    """Raise OriginalRefused unless the bytes are those that were announced."""
    if expected is not None and received.sha256 != expected:
        raise OriginalRefused(
            "checksum_mismatch",
            _("The file has SHA-256 %(found)s, but %(expected)s was announced. It changed on the way; send it again "
              "from a good copy.") % {"found": received.sha256, "expected": expected},
        )
