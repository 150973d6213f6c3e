"""A catalog that an earlier version wrote is completed by `catalog_rebuild --stale`."""
import json

import pytest
from django.db import ConnectionHandler, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from catalog.models import Change, PublishedDocument, PublishedHeading, PublishedName, PublishedStance
from catalog.projection import project_stale
from tests.catalog.material import make_full_document, make_public
from tests.catalog.test_rebuild import all_rows

pytestmark = pytest.mark.django_db(databases="__all__")

OLD_ROW = {
    "identifier": "old", "title": "Old", "type": "Text", "genre": "", "genre_label": "", "language": "[]", "issued": "",
    "issued_basis": "", "description": "", "record": "{}", "text": "", "text_sha256": "", "record_version": 1,
    "published_at": "2026-01-01 00:00:00",
}


def test_a_migrated_row_has_an_empty_line(tmp_path):
    alias = router.db_for_write(PublishedDocument)
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "catalog.sqlite3"}
    connection = ConnectionHandler({"default": database, alias: database})[alias]
    loader = MigrationLoader(None)
    (_app, last), = loader.graph.leaf_nodes("catalog")
    steps = loader.graph.forwards_plan(("catalog", last))
    state = migrated(connection, loader, ProjectState(), steps[:1])
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO catalog_publisheddocument ({', '.join(OLD_ROW)}) "
                       f"VALUES ({', '.join(['%s'] * len(OLD_ROW))})", list(OLD_ROW.values()))
    migrated(connection, loader, state, steps[1:])
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, line FROM catalog_publisheddocument")
        title, line = cursor.fetchone()
    connection.close()
    assert (title, json.loads(line)) == ("Old", {})


def migrated(connection, loader, state, steps):
    for step in steps:
        with connection.schema_editor() as editor:
            state = loader.get_migration(*step).apply(state, editor)
    return state


def as_the_migration_leaves_it():
    PublishedHeading.objects.all().delete()
    PublishedName.objects.all().delete()
    PublishedDocument.objects.update(line={})
    PublishedStance.objects.update(coder="")
    for row in PublishedDocument.objects.all():
        del row.record["versions"]
        row.save()


def test_rows_without_lines_headings_and_names_become_complete(cast, digest):
    full = make_public(make_full_document(cast), cast)
    before = all_rows()
    as_the_migration_leaves_it()
    changes = Change.objects.count()
    assert project_stale() >= 2
    assert all_rows() == before
    told = set(Change.objects.values_list("identifier", flat=True)[changes:])
    assert told == {full.identifier, *(document.identifier for document in digest)}
    assert project_stale() == 0
