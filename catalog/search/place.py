"""Where the index lies: folders of SEARCH_ROOT, one of which is the current one.

    SEARCH_ROOT/current              names the folder that readers open
    SEARCH_ROOT/index-…/             one index; a new one is built beside the old one
    SEARCH_ROOT/index-…/state.json   its version, and the change up to which it follows
    SEARCH_ROOT/*.lock               held while a process writes; the system lets go when it dies

Small files are replaced whole: a reader sees the old one or the new one.
"""
import fcntl
import json
import os
import re
import shutil
import uuid
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from archive.originals.durability import sync_directory

POINTER = "current"
STATE = "state.json"
NAME = re.compile(r"index-[0-9a-f]{32}")


class WriterBusy(Exception):
    """Another thread or process is writing."""


@dataclass(frozen=True)
class State:
    """What an index holds: the fields' version, the last change it follows, and when that was recorded.

    The time (ISO 8601, "" before the first change) tells a change from one of the
    same number in another database.
    """

    version: int
    sequence: int
    changed_at: str


def search_root():
    return Path(settings.SEARCH_ROOT)


def current_folder(root):
    """The folder that the pointer names; raise OSError or ValueError."""
    name = (root / POINTER).read_text(encoding="ascii").strip()
    if not NAME.fullmatch(name):
        raise ValueError(f"{root / POINTER} names no index")
    return root / name


def point_to(folder):
    """Let readers open this folder from now on."""
    _replace(folder.parent / POINTER, folder.name)


def make_folder():
    """A new empty folder for an index."""
    folder = search_root() / f"index-{uuid.uuid4().hex}"
    folder.mkdir()
    sync_directory(folder.parent)
    return folder


def remove_others(kept):
    """Remove every other index: older ones, and what interrupted rebuilds left.

    Who has one open keeps its files until it looks again.
    """
    for folder in kept.parent.glob("index-*"):
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)


def read_state(folder):
    """Raise OSError, or ValueError or TypeError if it is no state."""
    return State(**json.loads((folder / STATE).read_text(encoding="ascii")))


def write_state(folder, state):
    _replace(folder / STATE, json.dumps(asdict(state)))


def _replace(path, text):
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_directory(path.parent)


@contextmanager
def held(name, *, wait=True):
    """Hold SEARCH_ROOT/NAME.lock among threads and processes; raise WriterBusy instead of waiting."""
    root = search_root()
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        _lock(descriptor, name, wait)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor, name, wait):
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError as error:
        raise WriterBusy(name) from error
