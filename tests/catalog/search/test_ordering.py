"""Orders: what the numbers say, and pages read from either end."""
import datetime
import random

import pytest
import tantivy

from catalog.search import ordering
from catalog.search.ordering import hits, order_keys, order_of

NOON = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.date(1979, 2, 11)


def index_of(numbers):
    """A searcher over documents with these numbers as `newest` and `title_key`, in several segments."""
    builder = tantivy.SchemaBuilder()
    for name in ("newest", "title_key"):
        builder.add_unsigned_field(name, fast=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(15_000_000, 1)
    for place, number in enumerate(numbers):
        writer.add_document(tantivy.Document.from_dict({"newest": number, "title_key": number}, index.schema))
        if place % 150 == 149:
            writer.commit()
    writer.commit()
    index.reload()
    return index.searcher()


def places(addresses):
    return [(address.segment_ord, address.doc) for address in addresses]


def every_page(searcher, order, total, size=20):
    """The places of all hits, page by page, with the total known."""
    query = tantivy.Query.all_query()
    return [place for first in range(0, total + size, size)
            for place in places(hits(searcher, query, order, first, size, total))]


@pytest.mark.parametrize("order", ["newest", "title"])
@pytest.mark.parametrize("different", [10**6, 40, 3], ids=["distinct", "some equal", "nearly all equal"])
def test_pages_from_either_end_join_without_gap_or_repetition(order, different):
    chance = random.Random(5)
    searcher = index_of([chance.randrange(different) for _number in range(500)])
    whole = places(hits(searcher, tantivy.Query.all_query(), order, 0, 500))
    assert len(set(whole)) == 500
    assert every_page(searcher, order, 500) == whole


def test_a_page_near_the_end_is_read_from_the_end():
    searcher = index_of(range(500))
    asked = []

    class Watched:
        def search(self, *arguments, **options):
            asked.append(options["offset"])
            return searcher.search(*arguments, **options)

    assert len(hits(Watched(), tantivy.Query.all_query(), "newest", 480, 20, 500)) == 20
    assert asked == [0]


def test_a_page_beyond_the_end_is_empty():
    searcher = index_of(range(30))
    for total in (30, None):
        assert hits(searcher, tantivy.Query.all_query(), "newest", 40, 20, total) == []


def test_earlier_days_and_later_moments_have_the_smaller_and_greater_numbers():
    first = order_keys("a", DAY, NOON)
    second = order_keys("b", DAY + datetime.timedelta(days=1), NOON + datetime.timedelta(milliseconds=1))
    assert all(first[name] < second[name] for name in first)


def test_undated_documents_come_last_both_ways():
    undated, latest = order_keys("a", None, NOON), order_keys("b", datetime.date.max, NOON)
    assert undated["newest"] < order_keys("b", datetime.date.min, NOON)["newest"]
    assert undated["oldest"] > latest["oldest"]


def test_numbers_of_different_documents_differ_and_fit():
    keys = [order_keys(str(number), None, NOON) for number in range(2000)]
    for name in keys[0]:
        assert len({key[name] for key in keys}) == 2000
        assert all(0 <= key[name] < 2**64 for key in keys)
    last = order_keys("x", datetime.date.max, datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC))
    assert all(number < 2**64 for number in last.values())


def test_without_words_there_is_no_relevance():
    assert order_of("", True) == order_of("relevance", True) == ordering.RELEVANCE
    assert order_of("", False) == order_of("relevance", False) == "newest"
    assert order_of("title", True) == "title"
