"""The query string of a list: what it asks, and what is said about values that mean nothing."""
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django_filters import FilterSet

from catalog.filters import DocumentFilter
from catalog.list_links import ListLinks
from catalog.search.asked import MAX_WORDS_LENGTH, Asked
from catalog.search.facet import FACETS, FILTERS

ONE, OTHER = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def read(query):
    return DocumentFilter(QueryDict(query))


def test_django_filter_carries_every_parameter():
    assert issubclass(DocumentFilter, FilterSet)
    names = {"q", "exact", "from", "to", "sort", "page", "size", "view", *FACETS, *FILTERS}
    assert names | {f"not_{name}" for name in (*FACETS, *FILTERS)} == set(DocumentFilter.base_filters)


def test_a_whole_request_is_read():
    found = read(f"q=+harbour+strike&exact=1&publisher={OTHER}&publisher={ONE}&stance={ONE}:favor&not_genre=leaflet"
                 f"&not_language=none&creator={ONE}&year=1979&from=1970&to=1985&sort=title&size=50&page=3&view=gallery")
    assert found.asked() == Asked(
        words="harbour strike", is_expanded=False,
        chosen=(("creator", ONE), ("publisher", ONE), ("publisher", OTHER), ("stance", f"{ONE}:favor"),
                ("year", "1979")),
        excluded=(("genre", "leaflet"), ("language", "none")),
        first_year=1970, last_year=1985, sort="title", page=3, size=50)
    assert (found.view, found.problems) == ("gallery", [])


def test_nothing_asked_is_everything():
    for found in (DocumentFilter(), read(""), read("foo=1&parts=on&q=&publisher=&from=&page=")):
        assert (found.asked(), found.view, found.problems) == (Asked(), "list", [])


def test_the_same_request_is_equal_however_it_is_written():
    one, other = f"publisher={ONE}&publisher={OTHER}", f"publisher={OTHER}&publisher={ONE}&publisher={OTHER}"
    assert read(one).asked() == read(other).asked()


@pytest.mark.parametrize(("query", "kept", "said"), [
    ("publisher=x", Asked(), "“x” is nothing that can be filtered by: it was left out."),
    (f"publisher=x&publisher={ONE}", Asked(chosen=(("publisher", ONE),)), "“x” is nothing"),
    (f"stance={ONE}:perhaps", Asked(), "“0f8fad5b-d9cb-469f-a165-70867728950e:perhaps” is nothing"),
    ("not_genre=%3Cscript%3E", Asked(), "“<script>” is nothing"),
    ("subject=none", Asked(), "“none” is nothing"),
    (f"whole={ONE}x", Asked(), f"“{ONE}x” is nothing"),
    ("year=79", Asked(), "“79” is nothing"),
    ("from=abc", Asked(), "“abc” is no year: it was left out."),
    ("to=0", Asked(), "“0” is no year"),
    ("to=99999", Asked(), "“99999” is no year"),
    ("from=1990&to=1980", Asked(first_year=1980, last_year=1990), "The first year was after the last one"),
    ("sort=price", Asked(), "There is no order “price”: it was left out."),
    ("page=-1", Asked(), "“-1” is no number of a page: this is the first one."),
    ("page=²", Asked(), "“²” is no number of a page"),
    ("size=21", Asked(), "A page cannot have “21” documents."),
    ("view=map", Asked(), "There is no view “map”: this is the list."),
    (f"view={'m' * 500}", Asked(), f"There is no view “{'m' * 60}…”"),
    (f"q={'w' * 600}", Asked(words="w" * MAX_WORDS_LENGTH), "The search words were too long: only the first 500"),
])
def test_a_value_that_means_nothing_is_dropped_with_a_sentence(query, kept, said):
    found = read(query)
    assert found.asked() == kept
    assert len(found.problems) == 1
    assert found.problems[0].startswith(said)
    assert found.view == "list"


def test_a_dropped_value_is_said_once_though_it_stands_twice():
    assert len(read("publisher=x&publisher=x&creator=x").problems) == 1


def test_years_and_pages_are_read_in_the_digits_of_any_script():
    assert read("from=۱۹۷۹&page=٣").asked() == Asked(first_year=1979, page=3)


def test_orders_of_older_links_still_mean_the_same():
    assert read("sort=issued").asked().sort == "newest"
    assert read("sort=published").asked().sort == "added"


def test_a_zero_byte_is_no_part_of_words():
    assert read("q=har%00bour").asked().words == "harbour"


def test_a_request_written_and_read_again_is_the_same():
    found = read(f"q=a+%22b%26c%22+%D8%A8&exact=1&publisher={ONE}&not_stance={ONE}:against&from=1970&sort=added&size=50"
                 "&page=7&view=gallery")
    again = read(urlsplit(ListLinks(found.asked(), found.view).here).query)
    assert (again.asked(), again.view) == (found.asked(), "gallery")


def test_one_request_leaves_nothing_behind_for_the_next():
    read(f"publisher={ONE}&q=harbour").asked()
    assert read("q=lamp").asked() == Asked(words="lamp")


def test_no_database_is_asked(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        read(f"publisher={ONE}&collection={OTHER}&language=fa").asked()
