"""The database itself refuses to change the ledger, revisions and texts, whoever asks."""
import pytest
from django.db import IntegrityError, connection, transaction

from archive.models import Document, Event, Revision, TextVersion
from archive.provenance.guards import APPEND_ONLY, IMMUTABLE, TAKEN, create_guards, drop_guards
from tests.archive.provenance.damage import execute
from tests.archive.stance.texts import make_written_document

pytestmark = pytest.mark.django_db

TABLES = {"archive_event": Event, "archive_revision": Revision, "archive_textversion": TextVersion}


@pytest.fixture
def row(cast, request):
    """One row of the table that the test names."""
    make_written_document(cast["cataloguer"], "A text.")
    return TABLES[request.param].objects.get()


def refused(table, verb):
    return pytest.raises(IntegrityError, match=f"{table}.*{verb} refused")


@pytest.mark.parametrize("row", TABLES, indirect=True)
def test_a_row_cannot_be_changed_through_the_orm(row):
    field = _own_field(row)
    for act in (row.save, lambda: type(row).objects.update(**{field: "forged"}),
                lambda: type(row).objects.bulk_update([row], [field])):
        with refused(row._meta.db_table, "UPDATE"), transaction.atomic():
            act()


def _own_field(row):
    return {"event": "detail", "revision": "reason", "textversion": "tool"}[row._meta.model_name]


@pytest.mark.parametrize("row", TABLES, indirect=True)
def test_a_row_cannot_be_changed_by_raw_sql(row):
    with refused(row._meta.db_table, "UPDATE"), transaction.atomic():
        execute(f"UPDATE {row._meta.db_table} SET {_own_field(row)} = 'forged' WHERE id = %s", row.pk)
    assert getattr(type(row).objects.get(), _own_field(row)) != "forged"


@pytest.mark.parametrize("row", APPEND_ONLY, indirect=True)
def test_a_row_cannot_be_deleted_through_the_orm(row):
    for act in (row.delete, type(row).objects.all().delete):
        with refused(row._meta.db_table, "DELETE"), transaction.atomic():
            act()
    assert type(row).objects.count() == 1


@pytest.mark.parametrize("row", APPEND_ONLY, indirect=True)
def test_a_row_cannot_be_deleted_by_raw_sql(row):
    for condition in ("", f" WHERE id = {row.pk}"):
        with refused(row._meta.db_table, "DELETE"), transaction.atomic():
            execute(f"DELETE FROM {row._meta.db_table}{condition}")
    assert type(row).objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's: see tests/postgresql")
@pytest.mark.parametrize("row", APPEND_ONLY, indirect=True)
def test_a_table_cannot_be_truncated(row):
    with refused(row._meta.db_table, "DELETE"), transaction.atomic():
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        execute(f"TRUNCATE {row._meta.db_table} CASCADE")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
@pytest.mark.parametrize("row", TAKEN, indirect=True)
def test_a_row_cannot_be_replaced(row):
    """INSERT OR REPLACE removes the old row without asking the DELETE trigger."""
    table, columns = row._meta.db_table, [field.column for field in row._meta.fields]
    for left_out in ((), ("id",)):
        names = ", ".join(column for column in columns if column not in left_out)
        with refused(table, "REPLACE"), transaction.atomic():
            execute(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}")


@pytest.mark.parametrize("row", ["archive_event"], indirect=True)
def test_a_row_cannot_be_changed_by_an_upsert(row):
    row.detail = "forged"
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        Event.objects.bulk_create([row], update_conflicts=True, update_fields=["detail"], unique_fields=["sequence"])
    assert Event.objects.get().detail != "forged"


def standing_guards():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'" if connection.vendor == "sqlite" else
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        return {name for (name,) in cursor.fetchall()}


def test_every_guard_still_stands_after_all_migrations():
    """SQLite drops the triggers of a table that a later migration rebuilds: then create them again there."""
    here = standing_guards()
    drop_guards(connection)
    assert standing_guards() == set()
    create_guards(connection)
    assert standing_guards() == here
    tables = {*APPEND_ONLY, *IMMUTABLE, "archive_evidencespan"}
    assert len(here) >= 7 and all(any(name.startswith(table) for name in here) for table in tables)


def test_a_document_can_still_be_changed(cast):
    document = make_written_document(cast["cataloguer"], "A text.")
    assert Document.objects.filter(pk=document.pk).update(title="Changed") == 1
