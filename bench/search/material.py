"""The kept database of one size: generated once, used by every later run.

A million documents take minutes to make, so they stay under var/bench-search/<n>/ until
what makes them (VERSION, the catalog's migrations) changes. Nothing else is kept there, and
nothing of the real site is read.
"""
import gc
import hashlib
import json
import multiprocessing
import shutil
import sqlite3
import sys
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from bench.search.columns import COLUMNS, insertion
from bench.search.documents import BATCH, Documents, Known

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = PROJECT_ROOT / "var" / "bench-search"
VERSION = 2  # raise it when other documents are made
PROCESSES, AHEAD = 2, 4  # that make batches, and batches under way: memory stays the same for any size
# Only while generating: whoever is interrupted begins again.
RELAXED = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF", "locking_mode=EXCLUSIVE",
           "ignore_check_constraints=ON")


def folder_of(n):
    return KEPT / str(n)


def database_of(n):
    return folder_of(n) / "standpoint.sqlite3"


def fingerprint():
    """What the kept documents were made with."""
    digest = hashlib.sha256(str(VERSION).encode())
    for path in sorted((PROJECT_ROOT / "catalog" / "migrations").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def known_of(n):
    """What the kept documents contain, or None if there are none of this making."""
    path = folder_of(n) / "known.json"
    known = json.loads(path.read_text()) if path.exists() else None
    return known if known and known["fingerprint"] == fingerprint() else None


def prepare(n):
    """Generate `n` documents unless they are kept; return what is known of them. Django must be set up on them."""
    from django.core.management import call_command
    from django.db import connections

    known = known_of(n)
    if known is None:
        shutil.rmtree(folder_of(n), ignore_errors=True)
        folder_of(n).mkdir(parents=True)
    call_command("migrate", verbosity=0)
    connections.close_all()
    if known is None:
        sys.stderr.write(f"generating {n:,} documents, kept in {folder_of(n).relative_to(PROJECT_ROOT)}\n")
        started = time.perf_counter()
        known = {**generate(database_of(n), n), "fingerprint": fingerprint()}
        known["seconds"] = time.perf_counter() - started
        (folder_of(n) / "known.json").write_text(json.dumps(known))
    return known


def generate(database, n, seed=3, processes=PROCESSES):
    """Write `n` documents into a migrated database; return what is known of them."""
    documents, known = Documents(n, seed), Known()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in RELAXED:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        with indexes_last(connection):
            write(connection, documents.authorities.rows())
            for rows, counted in batches(documents, processes):
                write(connection, rows)
                known.add(counted)
        connection.execute("COMMIT")
    return documents.summary(known)


@contextmanager
def indexes_last(connection):
    """Inside, the catalog's tables have no indexes; making them at the end is several times faster."""
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE 'catalog_%'"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    yield
    for _name, sql in indexes:
        connection.execute(sql)


def batches(documents, processes):
    """(rows, Known) of every batch, in order, made by several processes."""
    context = multiprocessing.get_context("fork")  # the vocabulary is shared, not copied
    with ProcessPoolExecutor(processes, context, initializer=_become_maker, initargs=(documents,)) as makers:
        starts = iter(range(0, documents.n, BATCH))
        under_way = deque(makers.submit(_make, first) for first in islice(starts, AHEAD))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(makers.submit(_make, first) for first in islice(starts, 1))


def _become_maker(documents):
    gc.freeze()
    _make.documents = documents


def _make(first):
    return _make.documents.batch(first)


def write(connection, rows):
    """Insert {table: rows} in the order in which tables refer to each other."""
    for table in COLUMNS:
        if rows.get(table):
            connection.executemany(insertion(table), rows[table])
