"""How long it takes until what was published is found: rows and their Changes are written, then the page is asked.

Written like a publication is: in one transaction, seen by the follower of the web workers.
Everything is taken away again, so that the kept documents stay what they were counted as.
"""
import sqlite3
import time
from contextlib import closing
from random import Random

from bench.downloads import UnexpectedAnswer
from bench.search.answers import found_in
from bench.search.columns import COLUMNS
from bench.search.documents import Batch
from bench.search.material import write

TIMES = 10
BATCH = 20
ASKED_EACH = 4  # answers in a row that must know it: of all web processes, as good as surely
PAUSE = 0.01  # seconds between two looks
LONGEST = 30  # seconds
MARK = "justpublishedk"  # begins a word of the title that no other document has


def visible_rows(n, port, database, documents):
    """One row for single documents, one for twenty at once."""
    rng = Random(time.time_ns())
    rows = []
    for name, size in (("published until visible", 1), (f"batch of {BATCH} until visible", BATCH)):
        times = sorted(_publish(database, port, documents, size, rng) for _ in range(TIMES))
        rows.append({"name": f"search/{name}", "n": n, "unit": "s", "value": times[len(times) // 2], "target": 2,
                     "note": f"median of {TIMES}, longest {times[-1]:.2f} s"})
    return rows


def _publish(database, port, documents, size, rng):
    """Seconds from the commit until all of `size` new documents are found."""
    batch, word = Batch(documents, rng), f"{MARK}{rng.getrandbits(40):x}k"
    identifiers = {batch.add(documents.n + number, title=f"{word} {number}") for number in range(size)}
    with _writing(database) as connection:
        write(connection, batch.rows)
        connection.execute("COMMIT")
        started = time.perf_counter()
        try:
            return _wait_until_found(port, word, identifiers) - started
        finally:
            remove(connection, identifiers)


def _wait_until_found(port, word, identifiers):
    deadline, times = time.perf_counter() + LONGEST, []
    while time.perf_counter() < deadline:
        is_found = identifiers <= found_in(port, word)
        times = [*times, time.perf_counter()] if is_found else []
        if len(times) == ASKED_EACH:
            return times[0]
        time.sleep(0 if is_found else PAUSE)
    raise UnexpectedAnswer(f"{word}: not found after {LONGEST} s")


def remove_left_over(database):
    """What an interrupted run left behind; return how many documents."""
    with _writing(database) as connection:
        rows = connection.execute(
            "SELECT identifier FROM catalog_publisheddocument WHERE title LIKE ?", (f"{MARK}%",)).fetchall()
        connection.execute("ROLLBACK")
        remove(connection, {identifier for identifier, in rows})
    return len(rows)


def remove(connection, identifiers):
    """Withdraw documents: their rows, and a Change for each."""
    if not identifiers:
        return
    connection.execute("BEGIN IMMEDIATE")
    given = [(identifier,) for identifier in sorted(identifiers)]
    for table, columns in reversed(COLUMNS.items()):
        if "document_id" in columns:
            connection.executemany(f"DELETE FROM catalog_{table} WHERE document_id = ?", given)
    connection.executemany("DELETE FROM catalog_publisheddocument WHERE identifier = ?", given)
    connection.executemany(
        "INSERT INTO catalog_change (identifier, is_removal, changed_at) VALUES (?, 1, datetime('now'))", given)
    connection.execute("COMMIT")


def _writing(database):
    """A connection inside a transaction, as durable as the site's own."""
    connection = sqlite3.connect(database, isolation_level=None, timeout=20)
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("BEGIN IMMEDIATE")
    return closing(connection)
