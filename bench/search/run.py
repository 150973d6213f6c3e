"""One size, in a process of its own: `python -m bench.search.run N FILE` writes the rows as JSON.

Django reads its settings once in each process, and each size has a database, an index
and a web server of its own.
"""
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

from bench.kept import PROJECT_ROOT
from bench.search.answers import ask, kind_rows, many_row, memory_rows
from bench.search.material import KEPT, prepare
from bench.search.requests import Requests

# What decides how an index is built, not how it is asked.
BUILDING = ("entry", "facet", "folding", "labels", "readers", "schema", "stemming", "title_order", "writer")
CONNECTIONS = 8
EMPTY_PATH, EMPTY_TIMES = "/robots.txt", 300


def main():
    n, result = int(sys.argv[1]), Path(sys.argv[2])
    KEPT.set_up(n)
    known = prepare(n)
    from bench.search.documents import Documents
    from bench.search.visible import remove_left_over, visible_rows
    from bench.site import server

    remove_left_over(KEPT.database(n))
    rows = [*index_rows(n)]
    with server(KEPT.folder(n)) as (port, master):
        rows += answer_rows(n, port, Requests(known).of_every_kind())
        rows += memory_rows(n, master)
        rows += visible_rows(n, port, KEPT.database(n), Documents(n))
    result.write_text(json.dumps(rows))


def index_rows(n):
    """How fast the index was built and how large it is; it is built unless a current one is kept."""
    from catalog.search.index import current

    kept, making = KEPT.folder(n) / "index.json", _making_of_index()
    built = json.loads(kept.read_text()) if kept.exists() else {}
    if built.get("making") != making or not _is_readable():
        started = time.perf_counter()
        subprocess.run([sys.executable, PROJECT_ROOT / "manage.py", "catalog_rebuild", "--index", "--verbosity=0"],
                       check=True, stdout=sys.stderr)
        built = {"making": making, "seconds": time.perf_counter() - started, "at": time.strftime("%Y-%m-%d %H:%M")}
        kept.write_text(json.dumps(built))
    size = sum(path.stat().st_size for path in current().folder.iterdir())
    return [
        {"name": "search/index build", "n": n, "unit": "documents/s", "value": n / built["seconds"], "target": 4000,
         "is_more_better": True, "note": f"built {built['at']} in {built['seconds']:.0f} s"},
        {"name": "search/index size", "n": n, "unit": "bytes/doc.", "value": size / n},
    ]


def _making_of_index():
    digest = hashlib.sha256()
    for name in BUILDING:
        digest.update((PROJECT_ROOT / "catalog" / "search" / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _is_readable():
    """Whether there is an index of this database, brought up to date."""
    from catalog.search.index import IndexMissing
    from catalog.search.update import catch_up

    try:
        catch_up()
    except IndexMissing:
        return False
    return True


def answer_rows(n, port, kinds):
    """Rows of every kind of request; all are warmed up first, in every web process."""
    empty = [(EMPTY_PATH, None)] * EMPTY_TIMES
    for before, _measured, _at_once in kinds.values():
        ask(port, before)
        many_row("warm-up", n, port, before, CONNECTIONS)
    ask(port, empty)
    rows = kind_rows("empty answer", n, port, empty, None)
    for kind, (_before, measured, _at_once) in kinds.items():
        rows += kind_rows(kind, n, port, measured, rows[0]["value"])
    return rows + [many_row(kind, n, port, at_once, CONNECTIONS)
                   for kind, (_before, _measured, at_once) in kinds.items() if at_once]


if __name__ == "__main__":
    main()
