"""The second stage: what the child process could read from kept bytes."""
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.conf import settings

from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.sandbox import ExtractionSandbox
from archive.originals.store import default_store

READERS = 2


class _Room:
    """The sandbox of this process, as long as somebody is in it: many uploads at once share its readers."""

    def __init__(self):
        self._lock, self._visitors, self._sandbox = threading.Lock(), 0, None

    def enter(self):
        with self._lock:
            if not self._visitors:
                self._sandbox = ExtractionSandbox(_limits(), workers=READERS)
            self._visitors += 1
            return self._sandbox

    def leave(self):
        with self._lock:
            self._visitors -= 1
            if not self._visitors:
                self._sandbox.close()


_room = _Room()


@contextmanager
def reading_room():
    """The ExtractionSandbox with the limits of the settings, ended when the last one leaves."""
    sandbox = _room.enter()
    try:
        yield sandbox
    finally:
        _room.leave()


def _limits():
    return Limits(
        wall_seconds=settings.EXTRACTION_SECONDS, cpu_seconds=max(1, int(settings.EXTRACTION_SECONDS * 0.9)),
        memory_bytes=settings.EXTRACTION_MEMORY_BYTES,
    )


def read_all(sandbox, received, leaving_out=()):
    """{SHA-256: Extraction} of the kept files among `received`, each once; digests in `leaving_out` are not read."""
    names = {one.sha256: one.source.name for one in received if one.sha256 and one.sha256 not in leaving_out}
    store, digests = default_store(), list(names)
    shares = [digests[first::READERS] for first in range(READERS)]
    with ThreadPoolExecutor(READERS) as readers:
        read = readers.map(
            lambda share: sandbox.extract_many([(store.path(sha256), names[sha256]) for sha256 in share]), shares)
        return {sha256: found for share, extractions in zip(shares, read, strict=True)
                for sha256, found in zip(share, extractions, strict=True)}
