"""Many at once, and death at any moment: one blob, and nothing half-visible."""
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from archive.originals.limits import StoreLimits
from archive.originals.store import OriginalStore

from .streams import BLOCK, digest_of, keep

ROOT = Path(__file__).parents[3]
SAME = BLOCK + b"the same for all"
PROLOGUE = """
import io, os, sys, time
from archive.originals.limits import StoreLimits
from archive.originals.store import OriginalStore
from tests.archive.originals.streams import BLOCK, MadeUpStream
store = OriginalStore(sys.argv[1], limits=StoreLimits())
"""
PUT_SAME = PROLOGUE + """
print("ready", flush=True); sys.stdin.readline()
print(store.put(io.BytesIO(BLOCK + b"the same for all")).is_new)
"""
STALL = PROLOGUE + """
class Stalling(MadeUpStream):
    def read(self, count=-1):
        if self.left == 1:
            print("stalled", flush=True); time.sleep(60)
        return super().read(count)
store.put(Stalling(3))
"""
PUT_ON_AND_ON = PROLOGUE + """
while True:
    content = os.urandom(300_000)
    print(store.put(io.BytesIO(content)).sha256, flush=True)
    print(store.put_many([(io.BytesIO(content[:5000]), None)])[0].sha256, flush=True)
"""
GROWTH = PROLOGUE + """
import resource
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
store.put(io.BytesIO(b"warm up")); before = peak()
blob = store.put(MadeUpStream(300))
store.put(MadeUpStream(300)); store.verify(blob.sha256)
print(blob.size, peak() - before)
"""


def start(script, store):
    return subprocess.Popen(
        [sys.executable, "-c", script, str(store.root)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    output, _ = process.communicate()
    return output


def test_fifty_threads_with_the_same_bytes_make_one_blob(store):
    with ThreadPoolExecutor(50) as pool:
        blobs = list(pool.map(lambda _: store.put(BytesIO(SAME)), range(50)))
    assert [blob.is_new for blob in blobs].count(True) == 1
    assert {blob.sha256 for blob in blobs} == {digest_of(SAME)}
    assert list(store.iter_incoming()) == []


def test_fifty_threads_that_meet_a_damaged_blob_repair_it_once(store):
    sha256 = keep(store, SAME)
    store.path(sha256).chmod(0o640)
    store.path(sha256).write_bytes(b"damaged")
    with ThreadPoolExecutor(50) as pool:
        blobs = list(pool.map(lambda _: store.put(BytesIO(SAME)), range(50)))
    assert [blob.is_repaired for blob in blobs].count(True) == 1
    assert len(list((store.root / ".quarantine").iterdir())) == 1
    assert store.verify(sha256, len(SAME)).is_good


def test_different_bytes_at_once_do_not_mix(store):
    contents = [bytes([number]) * (700_000 + number) for number in range(40)]
    with ThreadPoolExecutor(16) as pool:
        blobs = list(pool.map(lambda content: store.put(BytesIO(content)), contents))
    assert [blob.sha256 for blob in blobs] == [digest_of(content) for content in contents]


def test_processes_with_the_same_bytes_make_one_blob(store):
    processes = [start(PUT_SAME, store) for _ in range(8)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate()[0].strip() for process in processes]
    assert sorted(answers) == ["False"] * 7 + ["True"]


def test_a_fork_after_hashing_can_hash_too(store):
    keep(store, SAME)
    child = os.fork()
    if not child:
        try:
            keep(OriginalStore(store.root, limits=StoreLimits()), SAME + b"child")
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.exists(digest_of(SAME + b"child"))


def test_a_process_killed_while_receiving_leaves_only_a_temporary_file(store):
    process = start(STALL, store)
    assert process.stdout.readline() == "stalled\n"
    assert store.discard_incoming(0) == [], "a living process keeps its file"
    kill(process)
    assert list(store.iter_blobs()) == []
    [left] = store.iter_incoming()
    assert store.discard_incoming(3600) == [], "it is young"
    assert store.discard_incoming(0) == [left.name]


def test_a_process_killed_at_random_points_loses_nothing_it_acknowledged(store):
    for seed in range(8):
        process = start(PUT_ON_AND_ON, store)
        first = process.stdout.readline()
        time.sleep(random.Random(seed).random() / 20)
        acknowledged = (first + kill(process)).split()
        for sha256 in acknowledged:
            if len(sha256) == 64:
                assert store.verify(sha256).is_good
    assert all(store.verify(found.name).is_good for found in store.iter_blobs())
    store.discard_incoming(0)
    assert list(store.iter_incoming()) == list(store.iter_strangers()) == []


def test_memory_stays_flat_for_a_large_stream(store):
    size, growth = start(GROWTH, store).communicate()[0].split()
    assert int(size) == 300 * 2**20
    assert int(growth) < 64 * 1024, "kilobytes"
