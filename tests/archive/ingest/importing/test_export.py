"""The present description as a workbook: imported unchanged it changes nothing, and nothing in it is computed."""
import io

import openpyxl
import pytest

from archive.ingest.description.columns import SHEETS
from archive.ingest.importing.export import export_description, exportable
from archive.ingest.importing.formulas import escaped, unescaped
from archive.ingest.importing.opening import open_import, plan_kept
from archive.ingest.importing.template import template_workbook
from archive.models import Document
from archive.provenance.revise import revising
from tests.archive.ingest.importing.conftest import desk_sheets, told

pytestmark = pytest.mark.django_db


def test_what_is_exported_and_imported_again_changes_nothing(apply, held, by):
    apply(desk_sheets())
    for document in Document.objects.all():
        with revising(document, by, "odd words"):
            document.description = "=1+1\r\nsecond line "
            document.alternative = ["with; semicolon"]
            document.rights = "'- so it is written"
            document.notes = "[empty]"
            document.save()
    content = export_description(exportable(by, batch=held))
    opened = open_import([("description.xlsx", content)], by)
    planned = plan_kept(opened, by)
    assert told(planned) == []
    assert {(line.name, str(line.outcome), tuple(line.changes)) for line in planned.lines} == {
        (line.name, "unchanged", ()) for line in planned.lines}
    assert len(planned.lines) >= 3


def test_no_cell_of_an_export_is_a_formula(apply, held, by):
    apply(desk_sheets())
    photo = Document.objects.get(title="[Pier from the east]")
    with revising(photo, by, "odd words"):
        photo.title = '=HYPERLINK("https://example.org")'
        photo.save()
    book = openpyxl.load_workbook(io.BytesIO(export_description(Document.objects.filter(pk=photo.pk))))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "'=HYPERLINK(\"https://example.org\")" in [cell.value for cell in cells]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "'=1", "''=1", "'tis", "\t=", "plain", "", "'"])
def test_the_mark_of_a_text_comes_off_as_it_went_on(text):
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t"))


def test_only_drafts_that_the_person_sees_are_exported(apply, held, by, cast):
    from archive.workflow.transitions import submit_document

    apply(desk_sheets())
    digest = Document.objects.get(title="Harbour digest")
    assert digest in exportable(by, batch=held)
    submit_document(digest, by)
    assert digest not in exportable(by, batch=held)
    assert not exportable(cast["outsider"], batch=held).exists()


def test_the_empty_workbook_has_every_sheet_and_column():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    assert {sheet.title: [cell.value for cell in sheet[1]] for sheet in book} == {
        name: list(columns) for name, columns in SHEETS.items()}
