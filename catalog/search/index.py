"""The index as readers hold it: opened once in each process, looked at anew when it changed.

`current()` costs two looks at the file system while nothing changed, so it is asked
on every request. Opening reads the end of every file: one that is missing or cut
short is noticed here. Bytes changed inside a file are not; `catalog_rebuild --index`
mends whatever it is.
"""
import json
import os
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tantivy

from catalog.search.place import POINTER, WriterBusy, current_folder, read_state, search_root
from catalog.search.schema import ANALYSER, VERSION, analyser, build_schema

META = "meta.json"
POSITIONS = ".pos"


class IndexMissing(Exception):
    """There is no index that can be read; says why and what to do."""

    def __init__(self, reason):
        super().__init__(f"{reason}: run `manage.py catalog_rebuild --index`, or wait while the site does")


@dataclass(frozen=True)
class OpenIndex:
    """One state of the index; it stays readable while newer ones appear.

    `generation` can be a key of a dictionary: it differs after each commit and is
    the same in all processes.
    """

    index: tantivy.Index
    searcher: tantivy.Searcher
    folder: Path
    marks: tuple

    @property
    def generation(self):
        return self.folder.name, self.marks[1]

    @property
    def schema(self):
        return self.index.schema


_opened = None
_turn = threading.Lock()


def current():
    """The index as it is now, as an OpenIndex; raise IndexMissing."""
    opened, root = _opened, search_root()
    with suppress(OSError):
        if opened is not None and opened.folder.parent == root and opened.marks == _marks(opened.folder):
            return opened
    with _turn, damage_said():
        folder = current_folder(root)
        try:
            return _look_anew(folder)
        except (OSError, ValueError):
            if current_folder(root) == folder:
                raise
        return _look_anew(current_folder(root))  # a new index took its place between two steps


def open_folder(folder):
    """The tantivy index in one folder, checked, ready for `reload()`; raise IndexMissing."""
    with damage_said():
        _check(folder)
        index = tantivy.Index.open(str(folder))
    if index.schema != build_schema():
        raise IndexMissing("the index has other fields than this program")
    index.config_reader("manual")
    index.register_tokenizer(ANALYSER, analyser())
    return index


@contextmanager
def damage_said():
    """Whatever goes wrong when an index is read becomes IndexMissing; so does a panic of tantivy, no Exception."""
    try:
        yield
    except (IndexMissing, WriterBusy):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        is_absent = isinstance(error, FileNotFoundError) and not (search_root() / POINTER).exists()
        raise IndexMissing("there is no index yet" if is_absent else f"the index is damaged ({error})") from error


def _look_anew(folder):
    """Open the folder or, if that is open already, read its last commit."""
    global _opened
    marks = _marks(folder)  # before reading: what is committed meanwhile is noticed the next time
    is_open = _opened is not None and _opened.folder == folder
    if not is_open or _opened.marks != marks:
        index = _opened.index if is_open else open_folder(folder)
        index.reload()
        _opened = OpenIndex(index, index.searcher(), folder, marks)
    return _opened


def _check(folder):
    """What tantivy does not look at when it opens an index: our state, and the files of positions."""
    state = read_state(folder)
    if state.version != VERSION:
        raise IndexMissing(f"the index has version {state.version}, this program needs {VERSION}")
    for segment in json.loads((folder / META).read_text(encoding="utf-8"))["segments"]:
        (folder / (segment["segment_id"].replace("-", "") + POSITIONS)).stat()


def _marks(folder):
    return _mark(folder.parent / POINTER), _mark(folder / META)


def _mark(path):
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size, found.st_ino
