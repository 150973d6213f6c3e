"""The page of results: searched, narrowed, ordered, paged, with a constant number of queries."""
import shutil
from time import monotonic

import pytest
from django.conf import settings

from catalog.models import PublishedAgent, PublishedDocument
from catalog.pages.facet_labels import KEPT, known
from catalog.search.counting import kept
from tests.base import make_document
from tests.catalog.material import catalog_connection, give_contribution, make_full_document, make_public
from tests.catalog.results_page import Page, fill_shelf

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shelf(cast):
    return fill_shelf(cast)


def titles(client, query=""):
    return Page(client, f"/documents/{query}").titles


def test_documents_are_ordered_by_their_earliest_day_and_undated_ones_come_last(shelf, client):
    assert titles(client)[:3] == ["Two", "One", "Four"]
    assert titles(client, "?sort=oldest")[:3] == ["Four", "One", "Two"]
    assert titles(client, "?sort=added")[:2] == ["A part", "Five"]
    assert titles(client, "?sort=published") == titles(client, "?sort=added"), "a link from before stays good"
    assert titles(client, "?sort=title") == ["Five", "Four", "One", "A part", "Three", "Two"]


def test_each_filter_narrows(shelf, client):
    watch = shelf["watch"].identifier
    assert titles(client, f"?publisher={watch}") == ["Two", "One"]
    assert titles(client, f"?not_publisher={watch}&part=whole&sort=title") == ["Five", "Four", "Three"]
    assert titles(client, "?publisher_type=ngo&publisher_type=state-body&sort=title") == ["One", "Three", "Two"]
    assert titles(client, "?genre=letter") == ["Three"]
    assert titles(client, "?language=fa") == ["Two"]
    assert titles(client, f"?collection={shelf['collection'].identifier}") == ["Four"]
    assert titles(client, f"?stance={shelf['target'].identifier}:against") == ["Three"]
    assert titles(client, "?from=1999&to=2001") == ["Two", "One"]
    assert titles(client, "?part=part") == ["A part"]
    assert titles(client, "?language=fa&genre=letter") == []


@pytest.mark.parametrize("query", ["?publisher=nobody", "?genre=x y", "?language=%01", "?collection=1", "?sort=x",
                                   "?page=x", "?from=soon", "?size=7", "?view=carousel", "?stance=x:y"])
def test_a_malformed_value_is_left_out_with_a_note(shelf, client, query):
    page = Page(client, f"/documents/{query}")
    assert page.answer.status_code == 200
    assert page.count.startswith("6 documents")
    assert len(page.texts("//div[@class='reading']/p")) == 1


def test_hits_are_numbered_through_all_pages_and_pages_keep_the_question(cast, client, search_index):
    for number in range(23):
        make_public(make_document(cast["cataloguer"], title=f"Number {number:02}"), cast)
    search_index()
    page = Page(client, "/documents/?genre=news-report&sort=title")
    assert page.count == "23 documentspage 1 of 2"
    second = page.open("//nav[@class='pages']//a[@rel='next']")
    assert second.titles == ["Number 20", "Number 21", "Number 22"]
    assert second.texts("//span[@class='result-number']") == ["21", "22", "23"]
    assert second.chips == ["Genre: news report"]
    assert second.open("//nav[@class='pages']//a[@rel='prev']").titles[0] == "Number 00"
    assert Page(client, "/documents/?page=99999&sort=title").titles == second.titles, "the last page there is"
    assert len(Page(client, "/documents/?size=50").titles) == 23


def test_a_page_takes_as_many_queries_for_many_documents_as_for_few(cast, client, search_index,
                                                                     django_assert_max_num_queries):
    counts = {}
    for size in (1, 8):
        for _ in range(size):
            make_public(make_full_document(cast), cast)
        search_index()
        for address in ("/documents/", "/documents/?q=strike", "/documents/?q=strike&language=en&not_genre=letter",
                        "/documents/mix/", "/documents/facets/publisher/", "/documents/feed.atom"):
            known.clear()
            kept.clear()
            with django_assert_max_num_queries(8, connection=catalog_connection()) as queries:
                assert client.get(address).status_code == 200
            counts.setdefault(address, []).append(len(queries))
    assert all(few == many > 0 for few, many in counts.values()), counts


def test_names_of_facets_are_asked_for_once_until_the_index_changes(shelf, client, search_index, cast,
                                                                     django_assert_num_queries):
    client.get("/documents/")
    with django_assert_num_queries(2, connection=catalog_connection()):
        client.get("/documents/")
    shelf["watch"].name = "Quayside Observer"
    shelf["watch"].save()
    from catalog.projection import project_document

    project_document(shelf["One"].identifier)
    search_index()
    assert "Quayside Observer" in Page(client, "/documents/").facet("publisher")


def test_a_document_that_is_gone_but_still_in_the_index_is_left_out(shelf, client):
    PublishedDocument.objects.filter(title="One").delete()
    page = Page(client, "/documents/")
    assert "One" not in page.titles
    assert len(page.titles) == 5


def test_only_the_list_of_everything_is_for_search_engines(shelf, client):
    plain, narrowed = Page(client, "/documents/"), Page(client, "/documents/?q=strike")
    assert plain.tree.xpath("//link[@rel='canonical']/@href") == [f"{settings.BASE_URL}/documents/"]
    assert plain.tree.xpath("//meta[@name='robots']") == []
    assert narrowed.tree.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


def test_without_an_index_the_page_asks_for_patience(shelf, client):
    shutil.rmtree(settings.SEARCH_ROOT)
    for address in ("/documents/", "/documents/mix/", "/documents/feed.atom", "/documents/facets/genre/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10"), address
        assert "Search is being prepared" in answer.content.decode()


def test_an_empty_page_says_which_filter_to_take_away(shelf, client):
    page = Page(client, "/documents/?q=strike&genre=letter&language=fa")
    assert page.count == "0 documents"
    assert page.texts("//div[@class='empty']/ul[1]/li") == [
        "1 document without the filter “Genre”", "1 document without the filter “Language”"]
    assert page.open("//div[@class='empty']/ul[1]/li[2]/a").titles == ["Three"]
    assert "How to search" in page.texts("//h3")


def test_misspelt_words_are_asked_back(shelf, client):
    page = Page(client, "/documents/?q=stirke")
    assert page.texts("//p[@class='spelling']") == ["Did you mean: strike"]
    assert sorted(page.open("//p[@class='spelling']/a").titles) == ["One", "Three", "Two"]


def test_what_is_meant_is_searched_without_filters_that_would_leave_nothing(shelf, client):
    page = Page(client, "/documents/?q=stike&language=fa&genre=letter&exact=1")
    asked_back = page.open("//p[@class='spelling']/a")
    assert sorted(asked_back.titles) == ["One", "Three", "Two"]
    assert asked_back.chips == ["strike"]
    kept = Page(client, "/documents/?q=stike&genre=letter").open("//p[@class='spelling']/a")
    assert (kept.titles, kept.chips) == (["Three"], ["strike", "Genre: letter"])


@pytest.mark.parametrize("address", ["/documents/mix/", "/documents/facets/genre/"])
def test_pages_of_the_same_set_say_too_what_was_left_out(shelf, client, address):
    assert Page(client, f"{address}?from=then").texts("//div[@class='reading']/p") == [
        "“then” is no year: it was left out."]
    assert Page(client, address).texts("//div[@class='reading']") == []


def test_no_name_is_kept_for_long_though_the_index_stands_still(shelf, client, monkeypatch):
    client.get("/documents/")
    PublishedAgent.objects.filter(name="Quayside Watch").update(name="Quayside Observer")
    assert "Quayside Watch" in Page(client, "/documents/").facet("publisher")
    later = monotonic() + KEPT + 1
    monkeypatch.setattr("catalog.pages.facet_labels.monotonic", lambda: later)
    assert "Quayside Observer" in Page(client, "/documents/").facet("publisher")


def test_the_gallery_keeps_the_question_and_is_kept_by_every_link(shelf, client):
    page = Page(client, "/documents/?q=strike").open("//p[@class='views']/a[.='Gallery']")
    assert page.tree.xpath("//ol/@class") == ["results gallery"]
    assert page.choose("genre", "letter").tree.xpath("//ol/@class") == ["results gallery"]


def test_the_document_page_takes_at_most_six_queries(cast, client, django_assert_max_num_queries):
    whole = make_public(make_full_document(cast), cast)
    for number in range(5):
        part = make_document(cast["cataloguer"], parent=whole, sequence=number + 1)
        give_contribution(part, whole.contributions.get().agent)
        make_public(part, cast)
    for document in (whole, part):
        with django_assert_max_num_queries(6, connection=catalog_connection()):
            assert client.get(f"/documents/{document.identifier}/").status_code == 200
