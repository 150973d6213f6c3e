"""What is typed and not saved is kept for its writer, shown again, and gone once it is saved."""
import json

import pytest
from django.urls import reverse

from archive.models import Document, UnsavedEntries
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import everything, filled

pytestmark = pytest.mark.django_db


def address_of(document):
    return reverse("curation:describe", args=[document.identifier])


def keep(client, document, entries, version=1):
    return client.post(reverse("curation:keep-entries", args=[document.identifier]),
                       json.dumps({"version": version, "entries": entries}), content_type="application/json")


def test_entries_are_kept_without_a_revision_and_shown_when_the_form_is_opened_again(clients, cast, draft):
    page = clients["cataloguer"].get(address_of(draft))
    before = everything()
    answer = keep(clients["cataloguer"], draft, filled(page, title="Half a tit", language=""))
    assert answer.json()["kept_at"] == UnsavedEntries.objects.get(curator=cast["cataloguer"]).kept_at.isoformat()
    assert everything() == before
    again = clients["cataloguer"].get(address_of(draft))
    assert again.context["description"].form["title"].value() == "Half a tit"
    assert "have not saved it" in again.content.decode()
    assert "This field is required" not in again.content.decode()


def test_nobody_else_sees_what_one_person_typed(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    keep(clients["cataloguer"], draft, filled(page, title="Half a tit"))
    theirs = clients["reviewer"].get(address_of(draft))
    assert theirs.context["description"].form["title"].value() == "On the dam"
    assert "Half a tit" not in theirs.content.decode()


def test_the_last_entries_replace_those_before(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    for title in ("H", "Half", "Half a tit"):
        keep(clients["cataloguer"], draft, filled(page, title=title))
    assert [kept.entries["title"] for kept in UnsavedEntries.objects.all()] == ["Half a tit"]


def test_saving_forgets_them_with_the_same_commit(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    keep(clients["cataloguer"], draft, filled(page, title="Half a tit"))
    clients["cataloguer"].post(address_of(draft), filled(page, title=""))
    assert UnsavedEntries.objects.count() == 1
    clients["cataloguer"].post(address_of(draft), filled(page, title="Whole"))
    assert UnsavedEntries.objects.count() == 0
    assert Document.objects.get(pk=draft.pk).title == "Whole"


def test_they_can_be_discarded(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    keep(clients["cataloguer"], draft, filled(page, title="Half a tit"))
    clients["cataloguer"].post(address_of(draft), {"discard": "1"})
    assert clients["cataloguer"].get(address_of(draft)).context["description"].form["title"].value() == "On the dam"


def test_entries_of_an_older_version_are_merged_not_shown_as_current(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    keep(clients["cataloguer"], draft, filled(page, rights="Mine"))
    clients["reviewer"].post(address_of(draft), filled(page, description="Theirs"))
    answer = clients["cataloguer"].get(address_of(draft))
    assert {clash.name: clash.choice for clash in answer.context["clashes"]} == {
        "rights": "mine", "description": "saved"}


@pytest.mark.parametrize("body", [
    "", "[]", "{", '{"version": 1}', '{"version": "x", "entries": {}}', '{"version": 1, "entries": {"a": 1}}',
    '{"version": 1, "entries": {"a": ["b", null]}}', '{"version": 0, "entries": {}}', '{"version": 1, "entries": "ab"}',
    '{"version": Infinity, "entries": {}}', '{"version": 99999999999999999999, "entries": {}}', "[" * 100_000,
])
def test_what_is_no_form_is_refused_in_words(clients, draft, body):
    answer = clients["cataloguer"].post(reverse("curation:keep-entries", args=[draft.identifier]), body,
                                        content_type="application/json")
    assert answer.status_code == 422
    assert "reload the page" in answer.json()["error"]
    assert not UnsavedEntries.objects.exists()


def test_what_no_page_can_hold_is_kept_as_a_sign_for_it(clients, draft):
    answer = clients["cataloguer"].post(
        reverse("curation:keep-entries", args=[draft.identifier]),
        r'{"version": 1, "entries": {"title": "On \ud800 the dam", "no\udfff field": ["\u0000"]}}',
        content_type="application/json")
    assert answer.status_code == 200
    assert UnsavedEntries.objects.get().entries == {"title": "On \ufffd the dam", "no\ufffd field": ["\ufffd"]}
    form = clients["cataloguer"].get(address_of(draft)).context["description"].form
    assert form["title"].value() == "On \ufffd the dam"


def test_too_much_and_no_draft_are_refused_in_words(clients, cast, draft):
    answer = keep(clients["cataloguer"], draft, {"title": "x" * 600_000})
    assert (answer.status_code, "save it now" in answer.json()["error"]) == (409, True)
    submit_document(draft, cast["cataloguer"])
    answer = keep(clients["cataloguer"], draft, {"title": "x"})
    assert (answer.status_code, "only a draft" in answer.json()["error"]) == (409, True)
    assert not UnsavedEntries.objects.exists()


def test_an_outsider_keeps_nothing(clients, draft):
    assert keep(clients["outsider"], draft, {"title": "x"}).status_code == 403
    assert not UnsavedEntries.objects.exists()
