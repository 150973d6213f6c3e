"""A pool of zygotes of one kind, started when first needed; safe to share between threads."""

import os
import threading

from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.zygote import Zygote, ZygoteFailed

ATTEMPTS = 2


class NotRead(Exception):
    """No process could read the files, twice; the message says why."""


class ZygotePool:
    """Up to `workers` zygotes that load the same `entry`; more callers wait."""

    def __init__(self, entry: str, limits: Limits, workers: int):
        self.layers: tuple[str, ...] = ()
        self.idle: list[Zygote] = []
        self._entry, self._limits = entry, limits
        self._turns = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._is_closed = False

    def read(self, files: list[int], suffixes: list[str], is_batch: bool = False) -> tuple[bytes, bool, dict]:
        """Let one forked process read the open files; if the zygote was lost, once more with a new one.

        Returns as `Zygote.read`. Raises NotRead.
        """
        reason = ""
        with self._turns:
            for _ in range(ATTEMPTS):
                try:
                    zygote = self._take()
                except (ZygoteFailed, OSError) as error:
                    raise NotRead(f"The extraction process did not start: {error}.") from error
                try:
                    return self._use(zygote, files, suffixes, is_batch)
                except (ZygoteFailed, OSError) as error:
                    reason = str(error)
        raise NotRead(f"The file could not be read: {reason}.")

    def close(self) -> None:
        """End all zygotes that wait for work, and refuse more."""
        with self._lock:
            self._is_closed = True
            idle, self.idle = self.idle, []
        if self._owner == os.getpid():
            for zygote in idle:
                zygote.end()

    def _use(self, zygote: Zygote, files: list[int], suffixes: list[str], is_batch: bool):
        is_usable = False
        try:
            outcome = zygote.read(files, suffixes, self._limits, is_batch)
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
                self.idle, self._owner = [], os.getpid()
            while self.idle:
                zygote = self.idle.pop()
                if zygote.is_running:
                    return zygote
                zygote.end()
        zygote = Zygote(self._entry)
        self.layers = tuple(zygote.layers)
        return zygote

    def _give_back(self, zygote: Zygote, is_usable: bool) -> None:
        with self._lock:
            if is_usable and not self._is_closed:
                self.idle.append(zygote)
                return
        zygote.end()
