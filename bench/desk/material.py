"""The kept database of one size: generated once, used by every later run.

It stays under var/bench-desk/<n>/ until what makes it (VERSION, the archive's migrations) changes.
What is measured writes into it, a few hundred rows a run, as people do.
"""
import hashlib
import json
import shutil
import sys
import time
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = PROJECT_ROOT / "var" / "bench-desk"
VERSION = 1  # raise it when other documents are made
PASSWORD = "only on this machine, for measuring"
PEOPLE = 10  # all but the first are cataloguers
# Only while generating: whoever is interrupted begins again.
RELAXED = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF", "locking_mode=EXCLUSIVE")


def folder_of(n):
    return KEPT / str(n)


def database_of(n):
    return folder_of(n) / "standpoint.sqlite3"


def fingerprint():
    """What the kept documents were made with."""
    digest = hashlib.sha256(str(VERSION).encode())
    for path in sorted((PROJECT_ROOT / "archive" / "migrations").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare(n):
    """Generate `n` documents unless they are kept; Django must be set up on their database."""
    from django.core.management import call_command

    told = folder_of(n) / "known.json"
    if told.exists() and json.loads(told.read_text())["fingerprint"] == fingerprint():
        return
    shutil.rmtree(folder_of(n), ignore_errors=True)
    folder_of(n).mkdir(parents=True)
    call_command("migrate", verbosity=0)
    people = make_people()
    sys.stderr.write(f"generating {n:,} documents, kept in {folder_of(n).relative_to(PROJECT_ROOT)}\n")
    started = time.perf_counter()
    _generate_alone(n, people)
    told.write_text(json.dumps({"fingerprint": fingerprint(), "seconds": time.perf_counter() - started}))


def _generate_alone(n, people):
    """All in one transaction, while nobody else reads or writes."""
    from django.db import connection

    connection.ensure_connection()  # it brings the functions that the tables' constraints call
    for pragma in RELAXED:
        connection.connection.execute(f"PRAGMA {pragma}")
    connection.connection.execute("BEGIN")
    generate(connection.connection, n, people)
    connection.connection.execute("COMMIT")
    connection.close()


def make_people():
    """The people of the desk: a reviewer, who is measured, and cataloguers."""
    from django.contrib.auth.models import Group

    from archive.models import Curator

    people = []
    for number in range(PEOPLE):
        person = Curator.objects.create_user(
            f"bench-{number}", password=PASSWORD if number == 0 else None, pseudonym=f"Coder {number}")
        person.groups.add(Group.objects.get(name="cataloguer" if number else "reviewer"))
        people.append(person)
    return people


def generate(connection, n, people, seed=3):
    """Write `n` documents into the migrated, empty database of an sqlite3 connection that holds `people`."""
    from archive.models import Event
    from bench.desk.chain import Chain
    from bench.desk.documents import Documents

    documents = Documents(n, people, seed)
    write(connection, documents.authorities.rows())
    chain = Chain(*connection.execute("SELECT sequence, hash FROM archive_ledgerhead").fetchone())
    for rows, ones in documents.chunks():
        write(connection, {**rows, Event: chain.rows_of(ones)})
    connection.execute("UPDATE archive_ledgerhead SET sequence = ?, hash = ?", (chain.sequence, chain.hash))


def write(connection, rows):
    """Insert {model: rows}."""
    from bench.desk.columns import insertion

    for model, new in rows.items():
        connection.executemany(insertion(model), new)
