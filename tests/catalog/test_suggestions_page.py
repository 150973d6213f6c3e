"""What the script of the search box is told."""
import pytest

from tests.catalog.results_page import Page, fill_shelf

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shelf(cast):
    return fill_shelf(cast)


def suggested(client, words):
    return client.get("/documents/suggest/", {"q": words}).json()["suggestions"]


def test_a_name_is_suggested_as_words_to_search_and_a_title_as_its_document(shelf, client):
    name = suggested(client, "qsw")[0]
    assert (name["text"], name["note"], name["word"], name["address"]) == ("Quayside Watch", "QSW", "name", "")
    assert "One" in Page(client, f"/documents/?q={name['query']}").titles
    title = suggested(client, "thre")[0]
    assert (title["text"], title["word"]) == ("Three", "document")
    assert title["address"] == f"/documents/{shelf['Three'].identifier}/"


@pytest.mark.parametrize("words", ["", "q", "   ", "zzzz", "\0", "(" * 600, "خ" * 500, "漢" * 400])
def test_nothing_is_suggested_for_nothing(shelf, client, words):
    assert suggested(client, words) == []


def test_the_box_stands_on_every_page_and_works_without_suggestions(shelf, client):
    page = Page(client, f"/documents/{shelf['One'].identifier}/")
    form = page.tree.xpath("//form[@role='search']")[0]
    assert (form.get("method"), form.get("action")) == ("get", "/documents/")
    assert form.xpath(".//input/@name") == ["q"]
    assert len(Page(client, "/documents/").tree.xpath("//form[@role='search']")) == 1
