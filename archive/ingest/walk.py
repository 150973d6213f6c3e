"""Which files an ingest is about to receive, and which of them it will refuse."""
import os
from pathlib import Path

from archive.ingest.naming import Names, storable
from archive.ingest.receive import Received, Source, open_source, refuse_incomplete, why_too_large


class NothingThere(ValueError):
    """A path that was given does not exist, or has no file below it; says which."""


def find_sources(paths, leaving_out=()):
    """Every file below `paths` as a Source, once, in a stable order; folders in `leaving_out` are skipped.

    Names are relative to the folder that was given, so they say the same on
    another machine; where two given folders hold equal names, the later ones begin
    with their folder. Links, and folders that cannot be listed, are Sources too:
    they will be refused by name, so that nothing is passed over in silence.
    Raises NothingThere.
    """
    left_out = {Path(path).resolve() for path in leaving_out}
    names, met, sources = Names(), set(), []
    for given in map(Path, paths):
        if not given.exists() and not given.is_symlink():
            raise NothingThere(f"{given}: there is no such file or folder")
        is_empty = True
        for path in _below(given, left_out):
            is_empty, place = False, os.path.abspath(path)
            if place not in met:
                met.add(place)
                sources.append(_source(path, given, names))
        if is_empty:
            raise NothingThere(f"{given}: there is no file in this folder, so there is nothing to take in")
    return sources


def foresee_refusals(sources):
    """The Received of every Source that would be refused, as far as can be known without storing its bytes."""
    foreseen = refuse_incomplete([Received(source, refusal=_why_refused(source)) for source in sources])
    return [one for one in foreseen if one.refusal]


def _why_refused(source):
    stream, why = open_source(source)
    if stream:
        stream.close()
    return why or why_too_large(source.size)


def _below(given, left_out):
    if not given.is_dir() or given.is_symlink():
        yield given
        return
    unlisted = []
    for folder, folders, files in os.walk(given, onerror=unlisted.append):
        below = [Path(folder) / name for name in folders]
        links = [path.name for path in below if path.is_symlink()]
        folders[:] = sorted(path.name for path in below if path.name not in links and path.resolve() not in left_out)
        yield from (Path(folder) / name for name in sorted([*files, *links]))
    yield from (Path(error.filename) for error in unlisted)


def _source(path, given, names):
    if path == given:
        name = names.give(path.name or str(path))
    else:
        below = path.relative_to(given).as_posix()
        name = names.give(below, f"{given.resolve().name}/{below}")
    return Source(name, _size(path), path, filename=storable(path.name))


def _size(path):
    """Bytes; 0 for what is gone already, which will be refused when it is opened."""
    try:
        return path.lstat().st_size
    except OSError:
        return 0
