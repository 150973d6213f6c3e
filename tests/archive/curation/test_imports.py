"""Spreadsheet import as a person sees it: upload, preview, mend, apply, undo; and what others may not see."""
import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.changes.undo import undo_change_set
from archive.models import Agent, ChangeSet, Collection, CollectionGrant, Document, IngestBatch
from archive.vocabularies import load_vocabularies
from tests.archive.curation.conftest import everything, give_text
from tests.archive.ingest.description.material import workbook
from tests.base import make_curator, make_document

pytestmark = pytest.mark.django_db

SHEETS = {
    "documents": [
        {"id": "a", "file": "page.txt", "title": "On the dam", "issued": "2018", "creator": "Ministry of Dams"},
        {"id": "b", "file": "other.txt", "title": "=1+1 is no title"},
        {"id": "c", "file": "missing.txt", "title": "Not here"},
    ],
    "agents": [{"name": "Ministry of Dams", "kind": "body"}],
}


@pytest.fixture
def drafts(cast):
    """Two drafts with files, as they were received."""
    load_vocabularies()
    drafts = []
    for name, text in (("page.txt", "The dam is safe."), ("other.txt", "It is not.")):
        draft = make_document(cast["cataloguer"], title=f"[{name}]")
        give_text(draft, text, name)
        drafts.append(draft)
    return drafts


def upload(browser, sheets, address=None, name="sheets.xlsx", **data):
    content = sheets if isinstance(sheets, bytes) else workbook(sheets)
    return browser.post(address or reverse("curation:imports"), {
        "sheets": SimpleUploadedFile(name, content), **data})


def good():
    sheets = {name: [dict(row) for row in rows] for name, rows in SHEETS.items()}
    sheets["documents"] = sheets["documents"][:1]
    return sheets


def words(page):
    return page.content.decode()


def test_the_preview_shows_rows_with_old_and_new_values_problems_first(clients, drafts):
    before = everything()
    answer = upload(clients["cataloguer"], SHEETS)
    page = clients["cataloguer"].get(answer["Location"])
    assert "would create <b>1</b>, change <b>1</b>, leave <b>0</b> as they are and refuse <b>2</b>" in words(page)
    assert [line.name for line in page.context["page"]] == [
        "documents row 3", "documents row 4", "documents row 2", "agents row 2"]
    assert "begins with =" in words(page)
    assert "the archive holds no draft with the file “missing.txt”" in words(page)
    assert "[page.txt]" in words(page)
    assert "documents row 2" in words(page)
    assert everything()[0] == before[0]
    only = clients["cataloguer"].get(answer["Location"] + "?outcome=created")
    assert [line.name for line in only.context["page"]] == ["agents row 2"]


def test_where_nothing_would_be_written_the_next_step_is_to_mend_and_nothing_is_offered_to_apply(clients, drafts):
    browser = clients["cataloguer"]
    address = upload(browser, {"documents": SHEETS["documents"][1:]})["Location"]
    page = browser.get(address)
    assert page.context["counts"] == {"created": 0, "changed": 0, "unchanged": 0, "refused": 2}
    assert reverse("curation:apply-import", args=[page.context["batch"].identifier]) not in words(page)
    assert '<button class="primary">Replace the sheets and preview' in words(page)
    upload(browser, SHEETS, address)
    page = browser.get(address)
    assert reverse("curation:apply-import", args=[page.context["batch"].identifier]) in words(page)
    assert '<button class="primary">Apply' in words(page)
    assert words(page).count('class="primary"') == 1


def test_mended_sheets_are_uploaded_again_applied_and_undone(clients, drafts, cast):
    browser = clients["cataloguer"]
    address = upload(browser, SHEETS)["Location"]
    answer = upload(browser, good(), address)
    assert answer["Location"] == address
    page = browser.get(address)
    assert page.context["counts"]["refused"] == 0
    answer = browser.post(f"{address}apply/", {"token": page.context["plan"].token})
    page = browser.get(answer["Location"])
    assert "<b>2</b> rows = <b>1</b> created + <b>1</b> changed" in words(page)
    drafts[0].refresh_from_db()
    assert (drafts[0].title, drafts[0].issued, drafts[0].state) == ("On the dam", "2018", "draft")
    change_set = ChangeSet.objects.get()
    assert reverse("curation:undo-changes", args=[change_set.identifier]) in words(page)
    undo_change_set(change_set, cast["cataloguer"])
    drafts[0].refresh_from_db()
    assert drafts[0].title == "[page.txt]"
    page = browser.get(address)
    assert reverse("curation:undo-changes", args=[change_set.identifier]) not in words(page)
    assert "applied and undone" in words(page)


def test_refused_rows_are_left_out_when_the_person_says_so(clients, drafts):
    browser = clients["cataloguer"]
    address = upload(browser, SHEETS)["Location"]
    token = browser.get(address).context["plan"].token
    refused = browser.post(f"{address}apply/", {"token": token})
    assert refused.status_code == 422
    assert "mend the refused rows" in words(refused)
    assert not Agent.objects.exists()
    browser.post(f"{address}apply/", {"token": token, "leave_out": "on"})
    drafts[0].refresh_from_db()
    assert drafts[0].title == "On the dam"
    assert "<b>2</b> refused" in words(browser.get(address))


def test_a_preview_that_is_out_of_date_is_shown_anew_and_nothing_is_applied(clients, drafts):
    browser = clients["cataloguer"]
    address = upload(browser, good())["Location"]
    token = browser.get(address).context["plan"].token
    Agent.objects.create(name="Ministry of Dams")
    answer = browser.post(f"{address}apply/", {"token": token})
    assert answer.status_code == 409
    assert "have changed since this preview" in words(answer)
    assert answer.context["plan"].token != token
    drafts[0].refresh_from_db()
    assert drafts[0].title == "[page.txt]"
    browser.post(f"{address}apply/", {"token": answer.context["plan"].token})
    drafts[0].refresh_from_db()
    assert drafts[0].title == "On the dam"


def test_a_file_that_cannot_be_opened_is_told_at_the_form_and_opens_no_import(clients):
    answer = upload(clients["cataloguer"], b"MZ", name="sheet.exe")
    assert answer.status_code == 422
    assert "sheet.exe: is not a CSV, XLSX or ZIP file" in words(answer)
    assert not IngestBatch.objects.exists()


def test_sheets_that_cannot_be_applied_at_all_offer_no_button(clients, drafts):
    sheets = good()
    sheets["documents"][0]["tittle"] = "x"
    address = upload(clients["cataloguer"], sheets)["Location"]
    page = clients["cataloguer"].get(address)
    assert "unknown column" in words(page)
    assert f"{address}apply/" not in words(page)
    answer = clients["cataloguer"].post(f"{address}apply/", {"token": page.context["plan"].token, "leave_out": "on"})
    assert answer.status_code == 422
    assert not Agent.objects.exists()


def test_problems_come_as_csv_without_formulas(clients, drafts):
    sheets = good()
    sheets["documents"][0]["genre"] = "@gossip"
    sheets["documents"][0]["=cmd"] = "x"
    address = upload(clients["cataloguer"], sheets)["Location"]
    answer = clients["cataloguer"].get(f"{address}problems.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["sheet", "row", "column", "problem"]
    assert [row[:3] for row in rows[1:]] == [["documents", "1", "'=cmd"], ["documents", "2", "'=cmd"],
                                             ["documents", "2", "genre"]] or rows[1][:3] == ["documents", "1", "'=cmd"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_an_import_is_for_who_opened_it_and_for_who_sees_everything(clients, cast, drafts):
    shelf = Collection.objects.create(code="shelf", title="Shelf")
    granted = make_curator("granted")
    CollectionGrant.objects.create(curator=granted, collection=shelf, role="cataloguer",
                                   given_by=cast["administrator"])
    theirs = Client()
    theirs.force_login(granted)
    address = upload(clients["cataloguer"], good())["Location"]
    token = clients["cataloguer"].get(address).context["plan"].token
    for part in ("", "problems.csv"):
        assert theirs.get(address + part).status_code == 404
    for part in ("apply/", "discard/"):
        assert theirs.post(address + part, {"token": token}).status_code == 404
    assert address not in words(theirs.get(reverse("curation:imports")))
    assert clients["reviewer"].get(address).status_code == 200
    own = upload(theirs, good())["Location"]
    page = theirs.get(own)
    assert page.context["counts"]["refused"] == 1  # a draft that is not theirs; a missing agent may be added
    assert "holds no draft with the file" in words(page)


def test_a_discarded_import_changes_nothing_and_says_so(clients, drafts):
    address = upload(clients["cataloguer"], good())["Location"]
    clients["cataloguer"].post(f"{address}discard/")
    page = clients["cataloguer"].get(address)
    assert "nothing was changed" in words(page)
    assert not Agent.objects.exists()
    assert upload(clients["cataloguer"], good(), address).status_code == 200
    assert IngestBatch.objects.get().state == "failed"
    assert "sheets" not in clients["administrator"].get(reverse("curation:queue", args=["tasks"])).content.decode()


def test_the_export_is_a_workbook_of_drafts_that_the_import_takes_back(clients, cast):
    shelf = Collection.objects.create(code="shelf", title="Shelf")
    make_document(cast["cataloguer"], title="One", collection=shelf)
    make_document(cast["cataloguer"], title="Two")
    answer = clients["cataloguer"].get(reverse("curation:export-description"), {"collection": shelf.identifier})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    page = clients["cataloguer"].get(upload(clients["cataloguer"], answer.content)["Location"])
    assert [(line.title, line.outcome) for line in page.context["page"]] == [("One", "unchanged")]
    nothing = clients["cataloguer"].get(reverse("curation:export-description"))
    assert nothing.status_code == 422
    assert "Choose an intake or a collection" in words(nothing)


def test_the_words_of_a_sheet_are_shown_as_words(clients, drafts):
    sheets = good()
    sheets["documents"][0]["title"] = "<script>alert(1)</script>"
    page = clients["cataloguer"].get(upload(clients["cataloguer"], sheets)["Location"])
    assert "<script>alert(1)" not in words(page)
    assert "&lt;script&gt;alert(1)" in words(page)


def test_a_batch_of_an_import_leads_to_the_import(clients, drafts):
    address = upload(clients["cataloguer"], good())["Location"]
    batch = IngestBatch.objects.get()
    answer = clients["cataloguer"].get(reverse("curation:batch", args=[batch.identifier]))
    assert answer["Location"] == address
    assert Document.objects.count() == 2
