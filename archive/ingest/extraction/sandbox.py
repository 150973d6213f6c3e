"""The door: `extract` hands a file to a confined process and never raises for its content.

    with ExtractionSandbox() as sandbox:
        extraction = sandbox.extract(path, filename="letter.docx")

Safe to share between threads: each call uses its own zygote, up to `workers` of them at
once; more callers wait.
"""

import os
import stat
import threading
from pathlib import Path

from archive.ingest.extraction.assembly import assemble, failed
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.types import Extraction
from archive.ingest.extraction.zygote import STANDARD_ENTRY, Zygote, ZygoteFailed

MAX_SUFFIX = 16
ATTEMPTS = 2


class ExtractionSandbox:
    """A pool of zygotes, started when first needed and ended with the `with` block."""

    def __init__(self, limits: Limits | None = None, workers: int = 4, entry: str = STANDARD_ENTRY):
        self.limits = Limits() if limits is None else limits
        self.layers: tuple[str, ...] = ()
        self._entry = entry
        self._turns = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._idle: list[Zygote] = []
        self._owner = os.getpid()
        self._is_closed = False

    def __enter__(self) -> "ExtractionSandbox":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def extract(self, path: str | os.PathLike, filename: str | None = None) -> Extraction:
        """Return all that can be read from the regular file at `path`.

        Of `filename` (default: the path's own name) only the extension is used, to choose
        between equally plausible textual types.
        """
        suffix = Path(filename if filename is not None else path).suffix[:MAX_SUFFIX]
        try:
            descriptor = _open_regular(path)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return failed("opening", f"The file could not be opened: {reason}.")
        try:
            return self._read(descriptor, suffix)
        finally:
            os.close(descriptor)

    def close(self) -> None:
        """End all zygotes that wait for work, and refuse more."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        if self._owner == os.getpid():
            for zygote in idle:
                zygote.end()

    def _read(self, descriptor: int, suffix: str) -> Extraction:
        """Read the file; if the zygote was lost meanwhile, once more with a new one."""
        reason = ""
        with self._turns:
            for _ in range(ATTEMPTS):
                try:
                    zygote = self._take()
                except (ZygoteFailed, OSError) as error:
                    return failed("extraction", f"The extraction process did not start: {error}.")
                try:
                    return assemble(*self._use(zygote, descriptor, suffix), self.limits)
                except (ZygoteFailed, OSError) as error:
                    reason = str(error)
        return failed("extraction", f"The file could not be read: {reason}.")

    def _use(self, zygote: Zygote, descriptor: int, suffix: str) -> tuple[bytes, bool, dict]:
        is_usable = False
        try:
            outcome = zygote.read(descriptor, suffix, self.limits)
            is_usable = True
            return outcome
        finally:
            self._give_back(zygote, is_usable)

    def _take(self) -> Zygote:
        with self._lock:
            if self._is_closed:
                raise RuntimeError("this ExtractionSandbox is closed")
            if self._owner != os.getpid():
                # After a fork, the parent's zygotes must not be shared with it.
                self._idle, self._owner = [], os.getpid()
            while self._idle:
                zygote = self._idle.pop()
                if zygote.is_running:
                    return zygote
                zygote.end()
        zygote = Zygote(self._entry)
        self.layers = tuple(zygote.layers)
        return zygote

    def _give_back(self, zygote: Zygote, is_usable: bool) -> None:
        with self._lock:
            if is_usable and not self._is_closed:
                self._idle.append(zygote)
                return
        zygote.end()


def _open_regular(path) -> int:
    """Open a regular file for reading, without waiting on a pipe or a device."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ValueError("it is not a regular file")
    return descriptor
