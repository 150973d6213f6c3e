"""Of a batch with a description, files and described rows are two sums, and no line is in neither."""
from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from archive.curation.reconciled import reconcile
from archive.models import BatchItem, IngestBatch
from tests.archive.ingest.description.material import good_sheets
from tests.archive.ingest.description.test_excerpt_form import excerpt_sheets

pytestmark = pytest.mark.django_db
ROWS = {sheet: len(rows) for sheet, rows in good_sheets().items()}


def test_what_was_sent_are_the_files_and_the_rows_stand_beside(describe, clients):
    batch = describe(good_sheets())
    counts = reconcile([batch])[batch.pk]
    assert (counts.sent, counts.stored, counts.refused) == (4, 4, 0)
    assert dict(counts.rows.sheets()) == ROWS
    assert [sheet for sheet, _n in counts.rows.sheets()][:2] == ["documents", "agents"]
    assert counts.rows.all == counts.rows.created == sum(ROWS.values())
    assert batch.items.count() == counts.sent + counts.rows.all
    address = reverse("curation:batch", args=[batch.identifier])
    page = clients["cataloguer"].get(address).content.decode()
    assert "<b>4</b> sent = <b>4</b> stored + <b>0</b> duplicate + <b>0</b> refused" in page
    assert f"<b>{sum(ROWS.values())}</b> rows = <b>{sum(ROWS.values())}</b> created" in page
    assert f"<code>stances</code> <b>{ROWS['stances']}</b>" in page
    stored = clients["cataloguer"].get(address, {"outcome": "created"}).context["page"]
    assert sorted(line.name for line in stored) == sorted(
        batch.items.filter(sheet="").values_list("name", flat=True))
    described = clients["cataloguer"].get(address, {"outcome": "described"}).context["page"]
    assert {line.name for line in described} == set(batch.items.exclude(sheet="").values_list("name", flat=True))
    assert f"{sum(ROWS.values())} rows described" in clients["cataloguer"].get(
        reverse("curation:intake")).content.decode()


def test_a_repeated_description_counts_its_rows_as_unchanged_and_its_files_as_duplicates(describe, clients):
    describe(good_sheets())
    batch = describe(good_sheets())
    counts = reconcile([batch])[batch.pk]
    assert (counts.sent, counts.duplicate) == (4, 4)
    assert (counts.rows.created, counts.rows.unchanged) == (0, sum(ROWS.values()))
    page = clients["cataloguer"].get(reverse("curation:batch", args=[batch.identifier]), {"outcome": "described"})
    assert {line.words for line in page.context["page"]} == {"unchanged"}
    assert "already held as" not in page.content.decode().partition("<tbody>")[2]


@pytest.mark.parametrize("sheets", [good_sheets, excerpt_sheets])
def test_rows_of_batches_from_before_are_told_from_files_by_the_migration(describe, sheets):
    batch = describe(sheets())
    again = describe(sheets())
    told = Counter(BatchItem.objects.values_list("batch", "sheet"))
    for item in BatchItem.objects.all():
        item.sheet = ""
        item.save()
    migration = import_module("archive.migrations.0010_rows_and_announcements")
    migration.name_sheets(apps, connection.schema_editor())
    assert Counter(BatchItem.objects.values_list("batch", "sheet")) == told
    assert told[batch.pk, ""] == told[again.pk, ""] > 0
    assert IngestBatch.objects.count() == 2
