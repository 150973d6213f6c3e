"""Readers of Persian find genres by their Persian labels; addresses and what programs are told keep code and label."""
import json

import lxml.html
import pytest
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from archive.models import Genre
from archive.workflow.announce import announce_name
from catalog.models import PublishedDocument
from catalog.pages.facet_labels import known
from catalog.projection import project_stale
from tests.base import make_document
from tests.catalog.material import catalog_connection, make_full_document, make_public
from tests.catalog.results_page import Page, fill_shelf

pytestmark = pytest.mark.django_db(databases="__all__")
PERSIAN = {"headers": {"accept-language": "fa"}}


@pytest.fixture
def shelf(cast, search_index):
    Genre.objects.create(code="news-report", label="news report", label_fa="گزارش خبری")
    things = fill_shelf(cast)
    search_index()
    return things


def of_result(page):
    return {text for text in page.texts("//p[@class='result-facts']/span") if text in ("گزارش خبری", "news report")}


def test_lists_filters_and_chips_say_the_persian_label(shelf, client):
    page = Page(client, "/documents/?genre=news-report", **PERSIAN)
    assert (page.facet("genre"), of_result(page)) == ({"✓گزارش خبری": 5, "letter": 1}, {"گزارش خبری"})
    assert ["گزارش خبری" in chip for chip in page.chips] == [True]
    assert "news report" not in page.tree.xpath("string(//main)")


def test_names_that_were_read_for_one_language_are_not_said_in_the_other(shelf, client):
    for headers, said in ((PERSIAN, "گزارش خبری"), ({}, "news report"), (PERSIAN, "گزارش خبری")):
        page = Page(client, "/documents/", **headers)
        assert (page.facet("genre"), of_result(page)) == ({said: 5, "letter": 1}, {said})


@pytest.mark.parametrize(("letters", "found"), [("گزارش", ["گزارش خبری"]), ("news", []), ("lett", ["letter"])])
def test_all_values_are_looked_through_by_the_letters_that_are_shown(shelf, client, letters, found):
    page = Page(client, f"/documents/facets/genre/?find={letters}", **PERSIAN)
    assert page.texts("//span[@class='value-label']") == found


def test_a_list_in_persian_asks_as_much_as_one_in_english(shelf, client):
    def queries(**headers):
        known.clear()
        with CaptureQueriesContext(catalog_connection()) as captured:
            client.get("/documents/", **headers)
        return len(captured)

    assert queries(**PERSIAN) == queries()


def test_the_page_of_a_document_says_it_and_its_head_keeps_both(cast, client):
    document = make_full_document(cast)
    Genre.objects.update(label_fa="گزارش خبری")
    make_public(document, cast)
    page = lxml.html.document_fromstring(client.get(f"/documents/{document.identifier}/", **PERSIAN).content.decode())
    assert page.xpath("//dl[@class='byline']//bdi[.='گزارش خبری']")
    assert not page.xpath("//dl[@class='byline']//bdi[.='news report']")
    linked = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert (linked["@type"], linked["genre"]) == (
        "NewsArticle", ["news report", {"@value": "گزارش خبری", "@language": "fa"}])
    assert page.xpath("//meta[@name='DC.type']/@content") == ["Text", "news report"]


@pytest.mark.parametrize(("form", "told"), [("cite.bib", "{news report}"), ("cite.ris", "M3  - news report")])
def test_a_citation_is_the_same_in_every_language(cast, client, form, told):
    document = make_full_document(cast)
    Genre.objects.update(label_fa="گزارش خبری")
    make_public(document, cast)
    address = f"/documents/{document.identifier}/{form}"
    english, persian = (client.get(address, **headers).content.decode() for headers in ({}, PERSIAN))
    assert english == persian and told in english


def test_parts_and_comparisons_say_it(cast, client):
    whole = make_public(make_document(cast["cataloguer"], title="Whole"), cast)
    Genre.objects.update(label_fa="گزارش خبری")
    part = make_public(make_document(cast["cataloguer"], title="Part", parent=whole, sequence=1), cast)
    project_stale()
    for address in (f"/documents/{whole.identifier}/", f"/documents/compare/?a={whole.identifier}&b={part.identifier}"):
        page = lxml.html.document_fromstring(client.get(address, **PERSIAN).content.decode())
        assert page.xpath("string(//main)").count("گزارش خبری") >= 2, address


def test_a_label_that_a_curator_gives_later_reaches_readers_at_once(cast, client, django_capture_on_commit_callbacks):
    make_public(make_document(cast["cataloguer"]), cast)
    genre = Genre.objects.get()
    genre.label_fa = "خبر"
    genre.save()
    with django_capture_on_commit_callbacks(execute=True):
        announce_name(genre)
    row = PublishedDocument.objects.get()
    assert (row.genre, row.genre_label, row.genre_said) == ("news-report", "news report", "news report")
    with override("fa"):
        assert row.genre_said == "خبر"


def test_a_catalog_of_an_earlier_version_gets_the_labels(cast):
    Genre.objects.create(code="news-report", label="news report", label_fa="گزارش خبری")
    make_public(make_document(cast["cataloguer"]), cast)
    PublishedDocument.objects.update(genre_label_fa="")  # as the migration leaves it
    assert project_stale() == 1
    assert PublishedDocument.objects.get().genre_label_fa == "گزارش خبری"
    assert project_stale() == 0
