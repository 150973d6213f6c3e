"""SHA-256 at the speed of the processor: hashing beside reading or writing, in flat memory."""
import hashlib
import mmap
import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

CHUNK = 512 * 1024
SPARE_PAIRS = 4
HASHING_THREADS = 4


class HashingThreads:
    """The threads that hash, started at first use; a forked child starts its own."""

    def __init__(self):
        self.forget()
        os.register_at_fork(after_in_child=self.forget)

    def forget(self):
        """Begin anew: threads and lent buffers stay with the process that had them."""
        self._guard = threading.Lock()
        self._executor = None
        self.spare = deque()

    def submit(self, task, *arguments):
        """Run a task beside the caller; return its future."""
        with self._guard:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(HASHING_THREADS, thread_name_prefix="sha256")
        return self._executor.submit(task, *arguments)


threads = HashingThreads()


class HashedReading:
    """Hands a source on in chunks, while each chunk is hashed in another thread.

    Used as a context: `for view in reading.chunks(read_into)`, then
    `hexdigest()` and `size`. hashlib lets go of the interpreter lock, so the
    caller may write one chunk, and read the next into the other buffer, while
    the first is hashed. Buffers begin on a page, as direct input demands.
    """

    def __init__(self, *, is_hashing=True):
        self._hash = hashlib.sha256() if is_hashing else None
        self._pending = None
        self._buffers = None
        self.size = 0

    def __enter__(self):
        try:
            self._buffers = threads.spare.pop()
        except IndexError:
            self._buffers = (mmap.mmap(-1, CHUNK), mmap.mmap(-1, CHUNK))
        return self

    def __exit__(self, *exception):
        self._wait()
        if len(threads.spare) < SPARE_PAIRS:
            threads.spare.append(self._buffers)

    def chunks(self, read_into, fill=None):
        """Yield memoryviews from `read_into(view) -> count`; only the last may be short.

        A view is valid until the next one is asked for.
        """
        fill = read_until_full if fill is None else fill
        for buffer in cycle(self._buffers):
            view = memoryview(buffer)
            filled = fill(view, read_into)
            if filled:
                self._update(view[:filled])
                yield view[:filled]
            if filled < CHUNK:
                return

    def whole(self):
        """Return all that was read as views, while it still fits the two buffers; else None."""
        if self.size > CHUNK * len(self._buffers):
            return None
        views = [memoryview(buffer) for buffer in self._buffers]
        return [views[0][:self.size], views[1][:max(0, self.size - CHUNK)]]

    def hexdigest(self):
        """Return the digest of everything handed on."""
        self._wait()
        return self._hash.hexdigest()

    def _update(self, view):
        """Hash a view; the one before is done, so its buffer is free again."""
        self._wait()
        self.size += len(view)
        if self._hash is None:
            return
        if len(view) < CHUNK:
            self._hash.update(view)
        else:
            self._pending = threads.submit(self._hash.update, view)

    def _wait(self):
        if self._pending is not None:
            pending, self._pending = self._pending, None
            pending.result()


def read_once(view, read_into):
    """Read one time; return the count."""
    return read_into(view) or 0


def read_until_full(view, read_into):
    """Read until the view is full or the source ends; return the count."""
    filled = 0
    while filled < len(view):
        count = read_into(view[filled:])
        if not count:
            break
        filled += count
    return filled
