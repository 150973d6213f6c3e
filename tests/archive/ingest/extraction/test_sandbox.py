"""The sandbox outlives its files: threads, crashes, killed zygotes, killed parents."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.ingest.extraction import ExtractionSandbox, Limits
from tests.archive.ingest.extraction.samples import letter_document, pdf, picture

ROOT = Path(__file__).resolve().parents[4]
HOSTILE = "tests.archive.ingest.extraction.hostile_parsers:load"
PARENT = """
import sys, threading
from archive.ingest.extraction import ExtractionSandbox
sandbox = ExtractionSandbox(entry=sys.argv[2])
thread = threading.Thread(target=sandbox.extract, args=(sys.argv[1],))
thread.start()
thread.join()
"""


def descendants(pid: int) -> set[int]:
    children = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), set()).add(int(entry.parent.name))
    found, waiting = set(), [pid]
    while waiting:
        new = children.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def wait_until(condition, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killing_the_parent_leaves_no_process_behind(tmp_path):
    path = tmp_path / "slow"
    path.write_text("sleep 50")
    command = [sys.executable, "-c", PARENT, str(path), HOSTILE]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    assert wait_until(lambda: len(descendants(parent.pid)) == 2), "a zygote and its reader"
    started = descendants(parent.pid)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not any(map(is_running, started)))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_closing_the_sandbox_leaves_no_process_behind(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words")
    before = descendants(os.getpid())
    with ExtractionSandbox() as sandbox:
        sandbox.extract(path)
        started = descendants(os.getpid()) - before
        assert started
    assert not any(map(is_running, started))
    with pytest.raises(RuntimeError, match="closed"):
        sandbox.extract(path)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_killed_zygote_is_replaced(tmp_path, number):
    path = tmp_path / "a.txt"
    path.write_text("words")
    with ExtractionSandbox() as sandbox:
        for _ in range(2):
            assert sandbox.extract(path).text("main") == "words"
            (zygote,) = sandbox.parsers.idle
            os.kill(zygote.pid, number)
        assert sandbox.extract(path).text("main") == "words"
        assert sandbox.parsers.idle != [zygote]


def test_threads_get_their_own_results(sandbox, tmp_path):
    paths = []
    for number in range(40):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"words {number}")
        paths.append(path)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(sandbox.extract, paths))
    assert [e.text("main") for e in found] == [f"words {number}" for number in range(40)]


def test_a_zygote_started_by_a_thread_outlives_that_thread(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words")
    with ExtractionSandbox() as sandbox:
        thread = threading.Thread(target=sandbox.extract, args=(path,))
        thread.start()
        thread.join()
        (zygote,) = sandbox.parsers.idle
        assert sandbox.extract(path).text("main") == "words"
        assert sandbox.parsers.idle == [zygote]


def test_what_was_found_before_a_crash_is_kept(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG", size=(5000, 5000)))
    with ExtractionSandbox(Limits(memory_bytes=48_000_000)) as sandbox:
        extraction = sandbox.extract(path)
    assert extraction.media_type == "image/png"
    assert extraction.private_metadata["image"]["width"] == 5000
    assert extraction.thumbnails == ()
    assert extraction.failures


@pytest.mark.parametrize("megabytes", [1, 4, 8, 16, 32, 64])
def test_little_memory_gives_reasons_and_never_an_exception(tmp_path, megabytes):
    contents = [pdf("Words"), letter_document("Words"), picture("JPEG"), b"<html><p>x" * 50_000]
    with ExtractionSandbox(Limits(memory_bytes=megabytes << 20)) as sandbox:
        for number, content in enumerate(contents):
            path = tmp_path / str(number)
            path.write_bytes(content)
            extraction = sandbox.extract(path)
            assert extraction.failures or extraction.texts or extraction.thumbnails


def test_too_little_time_gives_a_reason(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*["Words"] * 400))
    with ExtractionSandbox(Limits(wall_seconds=0.05)) as sandbox:
        extraction = sandbox.extract(path)
    assert any("longer than" in failure.reason for failure in extraction.failures)


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_gives_a_reason(sandbox, tmp_path, kind):
    path = tmp_path / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    extraction = sandbox.extract(path)
    assert extraction.failures[0].stage == "opening"


def test_a_zygote_that_cannot_start_gives_a_reason(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words")
    with ExtractionSandbox(entry="archive.ingest.extraction.child:missing") as sandbox:
        assert "did not start" in sandbox.extract(path).failures[0].reason


def test_limits_must_be_positive():
    with pytest.raises(ValueError, match="cpu_seconds must be greater"):
        Limits(cpu_seconds=0)
