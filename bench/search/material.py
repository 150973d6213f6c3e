"""The kept database of one size; a million documents take minutes to make."""
import gc
import multiprocessing
import sqlite3
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice

from bench.kept import RELAXED, Kept
from bench.search.columns import COLUMNS, insertion
from bench.search.documents import BATCH, Documents, Known

KEPT = Kept("search", "catalog", version=2)
PROCESSES, AHEAD = 2, 4  # that make batches, and batches under way: memory stays the same for any size


def prepare(n):
    """Generate `n` documents unless they are kept; return what is known of them. Django must be set up on them."""
    from django.core.management import call_command
    from django.db import connections

    known = KEPT.known(n)
    if known is None:
        with KEPT.generating(n) as made:
            call_command("migrate", verbosity=0)
            connections.close_all()
            made |= generate(KEPT.database(n), n)
        return made
    call_command("migrate", verbosity=0)
    return known


def generate(database, n, seed=3, processes=PROCESSES):
    """Write `n` documents into a migrated database; return what is known of them."""
    documents, known = Documents(n, seed), Known()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in (*RELAXED, "ignore_check_constraints=ON"):
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
