"""How fast the store keeps originals, beside the least that any store must do.

The floor is SHA-256, write and fsync of the same bytes on the same disk. The
store also re-reads them from the device and syncs directories. Floor and store
take turns, and turns at being first, so that both meet the same weather on the
machine and the same warm or cold memory.
"""
import hashlib
import io
import os
import time
from pathlib import Path
from statistics import median

from archive.originals.limits import StoreLimits
from archive.originals.store import OriginalStore

MEGABYTE = 1024 * 1024
SIZES = ((1, 40), (16, 10), (256, 4))  # megabytes, times
SMALL_COUNT, SMALL_BYTES = 500, 10 * 1024
BLOCK = MEGABYTE


def measure_store(workdir):
    """Measure below an existing folder on the disk in question; return rows for the table."""
    workdir = Path(workdir)
    store = OriginalStore(workdir / "store", limits=StoreLimits())
    rows = [put_row(store, workdir, megabytes, times) for megabytes, times in SIZES]
    return [*rows, put_many_row(store, workdir)]


def put_row(store, workdir, megabytes, times):
    """Return the row of `put` for files of one size, in MB/s (1 MB = 2**20 bytes)."""
    floors, puts = [], []
    for turn in range(times):
        content = os.urandom(megabytes * MEGABYTE)
        runs = [
            (floors, write_floor, workdir / "floor", content),
            (puts, store.put, io.BytesIO(content)),
        ]
        for seconds, *task in runs if turn % 2 else reversed(runs):
            seconds.append(seconds_of(*task))
    return {
        "name": f"store put, {megabytes} MB",
        "n": times,
        "unit": "MB/s",
        "value": megabytes / median(puts),
        "floor": megabytes / median(floors),
    }


def put_many_row(store, workdir):
    """Return the row of `put_many` for small files, in files/s."""
    contents = [os.urandom(SMALL_BYTES) for _ in range(SMALL_COUNT)]
    inputs = [(io.BytesIO(content), SMALL_BYTES) for content in contents]
    floor = sum(seconds_of(write_floor, workdir / "floor", content) for content in contents)
    return {
        "name": "store put_many, 10 KB",
        "n": SMALL_COUNT,
        "unit": "files/s",
        "value": SMALL_COUNT / seconds_of(store.put_many, inputs),
        "floor": SMALL_COUNT / floor,
    }


def seconds_of(task, *arguments):
    """Return how long a call took."""
    started = time.perf_counter()
    task(*arguments)
    return time.perf_counter() - started


def write_floor(path, content):
    """Hash, write and sync some bytes, then remove the file."""
    digest = hashlib.sha256()
    with open(path, "wb", buffering=0) as target:
        for start in range(0, len(content), BLOCK):
            block = memoryview(content)[start:start + BLOCK]
            digest.update(block)
            target.write(block)
        os.fsync(target.fileno())
    os.unlink(path)
