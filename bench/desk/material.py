"""The kept database of one size. What is measured writes into it, a few hundred rows a run, as people do."""
from bench.kept import RELAXED, Kept

KEPT = Kept("desk", "archive", version=1)
PASSWORD = "only on this machine, for measuring"
PEOPLE = 10  # all but the first are cataloguers


def prepare(n):
    """Generate `n` documents unless they are kept; Django must be set up on their database."""
    from django.core.management import call_command

    if KEPT.known(n):
        return
    with KEPT.generating(n):
        call_command("migrate", verbosity=0)
        _generate_alone(n, make_people())


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
