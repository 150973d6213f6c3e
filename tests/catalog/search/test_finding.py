"""One request in, one page out: from a real projection through a real index."""
import datetime
import os
import signal

import pytest

from catalog.models import Change, PublishedDocument
from catalog.search.asked import Asked
from catalog.search.finding import BATCH, count, facet_values, find, identifiers_in
from catalog.search.index import IndexMissing

NOW = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)


def identifier(number):
    return f"00000000-0000-4000-8000-{number:012}"


def add(number, **fields):
    """One public document; its change is announced."""
    fields = {"title": f"Leaflet {number}", "type": "Text", "record_version": 1, "published_at": NOW, **fields}
    row = PublishedDocument.objects.create(identifier=identifier(number), **fields)
    Change.objects.create(identifier=row.pk, is_removal=False)
    return row


@pytest.fixture
def documents(db, search_index):
    """25 documents of as many years, in two genres; one about a lamp."""
    for number in range(25):
        add(number, genre="leaflet" if number % 5 else "report", issued_earliest=datetime.date(1970 + number, 1, 1),
            text="Kestrow lamp" if number == 7 else "Kestrow Sluice")
    search_index()


def numbers(found):
    return [int(one[-12:]) for one in found.identifiers]


def test_the_newest_come_first_twenty_to_a_page(documents):
    assert numbers(find(Asked())) == list(range(24, 4, -1))
    assert numbers(find(Asked(page=2))) == [4, 3, 2, 1, 0]


def test_a_page_beyond_the_end_is_the_last_page(documents):
    found = find(Asked(page=99, sort="oldest"))
    assert found.asked == Asked(page=2, sort="oldest")
    assert numbers(found) == [20, 21, 22, 23, 24]


def test_nothing_found_is_one_empty_page(documents):
    found = find(Asked(words="quill", page=3))
    assert (found.asked.page, found.identifiers, found.counts.total) == (1, (), 0)


def test_words_and_filters_narrow_together(documents):
    found = find(Asked(words="kestrow", chosen=(("genre", "report"),), last_year=1980))
    assert sorted(numbers(found)) == [0, 5, 10]
    assert numbers(find(Asked(words="lamp"))) == [7]
    assert numbers(find(Asked(words="-sluice"))) == [7]


def test_filters_do_not_change_the_order_by_relevance(documents, search_index):
    add(50, text="lamp lamp lamp lamp", genre="leaflet")
    add(51, title="Lamp", text="lamp lamp", genre="leaflet")
    search_index()
    ranked = numbers(find(Asked(words="lamp")))
    assert len(ranked) == 3
    assert numbers(find(Asked(words="lamp", chosen=(("genre", "leaflet"), ("genre", "report"))))) == ranked


def test_only_excluded_words_leave_nothing_to_rank_by(documents):
    assert numbers(find(Asked(words="-lamp", size=100))) == [n for n in range(24, -1, -1) if n != 7]


def test_a_facet_is_not_narrowed_by_itself_but_the_mix_is(documents):
    counts = find(Asked(chosen=(("genre", "report"),))).counts
    assert counts.facets["genre"] == {"leaflet": 20, "report": 5}
    assert counts.mix["genre"] == {"report": 5}
    assert sum(counts.facets["year"].values()) == counts.total == 5


def test_an_undated_document_can_be_asked_for_beside_a_stretch_of_years(documents, search_index):
    add(30, issued_earliest=None)
    search_index()
    assert sorted(numbers(find(Asked(first_year=1993)))) == [23, 24]
    assert sorted(numbers(find(Asked(chosen=(("year", "none"),), first_year=1993)))) == [23, 24, 30]
    assert facet_values(Asked(first_year=1993), "year")["none"] == 1


def test_years_without_any_document_find_nothing(documents):
    assert find(Asked(first_year=2001, last_year=2005)).identifiers == ()


def test_a_value_that_no_document_has_finds_nothing(documents):
    assert find(Asked(chosen=(("subject", identifier(999)),))).counts.total == 0


def test_a_change_is_found_and_counted_as_soon_as_the_index_follows(documents, search_index):
    assert count(Asked(words="quill")).total == 0
    add(40, text="quill", genre="report")
    search_index()
    counts = count(Asked(words="quill"))
    assert (counts.total, counts.mix["genre"]) == (1, {"report": 1})
    assert count(Asked()).facets["genre"] == {"leaflet": 20, "report": 6}


def test_a_removed_document_is_no_longer_counted(documents, search_index):
    assert count(Asked()).facets["genre"]["report"] == 5
    PublishedDocument.objects.filter(pk=identifier(0)).delete()
    Change.objects.create(identifier=identifier(0), is_removal=True)
    search_index()
    counts = count(Asked())
    assert (counts.total, counts.facets["genre"]["report"], counts.facets["year"].get("1970")) == (24, 4, None)


def test_all_identifiers_of_a_set_come_in_order_whatever_their_number(documents, monkeypatch):
    assert BATCH > 1000
    monkeypatch.setattr("catalog.search.finding.BATCH", 4)
    found = list(identifiers_in(Asked(sort="oldest", chosen=(("genre", "leaflet"),))))
    assert found == [identifier(number) for number in range(25) if number % 5]


def test_a_set_is_read_to_its_end_from_the_state_in_which_it_began(documents, search_index, monkeypatch):
    monkeypatch.setattr("catalog.search.finding.BATCH", 4)
    reading = identifiers_in(Asked(sort="oldest"))
    first = next(reading)
    add(60, issued_earliest=datetime.date(1975, 6, 1))
    search_index()
    assert [first, *reading] == [identifier(number) for number in range(25)]


def test_at_most_one_query_is_asked_of_the_database(documents, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        find(Asked(words="kestrow sluice", chosen=(("genre", "report"),), page=2))


def test_without_an_index_there_is_no_answer_but_a_reason(db):
    with pytest.raises(IndexMissing, match="catalog_rebuild"):
        find(Asked())


def test_many_alternatives_are_alternatives_too(documents):
    years = tuple(("year", str(year)) for year in range(1970, 1985))
    assert find(Asked(chosen=years)).counts.total == 15
    assert find(Asked(excluded=years)).counts.total == 10


def test_a_process_that_was_forked_counts_with_threads_of_its_own(documents):
    find(Asked(words="kestrow"))
    child = os.fork()
    if child == 0:
        signal.alarm(30)  # waiting for threads that are not there ends as a failure
        os._exit(0 if find(Asked(words="sluice", is_expanded=False)).counts.total == 24 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
