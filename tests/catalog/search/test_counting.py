"""Counting: exact beyond the limits of the index, and kept only as long as it is true."""
from types import SimpleNamespace

import pytest
import tantivy

from catalog.search import aggregating, counting
from catalog.search.aggregating import added_up, aggregate, aggregate_pairs
from catalog.search.asked import Asked
from catalog.search.cache import CountCache
from catalog.search.counting import Counting
from catalog.search.facet import EMPTY, FACETS
from catalog.search.schema import ANALYSER, analyser, build_schema

EVERYTHING = tantivy.Query.all_query()


def columns_of(rows, names):
    """A searcher over rows of text columns."""
    builder = tantivy.SchemaBuilder()
    for name in names:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    index = tantivy.Index(builder.build())
    writer = index.writer(30_000_000, 1)
    for row in rows:
        writer.add_document(tantivy.Document.from_dict(dict(zip(names, row, strict=True)), index.schema))
    writer.commit()
    index.reload()
    return index.searcher()


def opened(generation, *documents):
    """One state of an index whose documents have these subjects."""
    schema = build_schema()
    index = tantivy.Index(schema)
    index.register_tokenizer(ANALYSER, analyser())
    writer = index.writer(15_000_000, 1)
    for number, subjects in enumerate(documents):
        facet = FACETS["subject"]
        filled = [*subjects, *[EMPTY] * facet.slots]
        fields = {column: EMPTY for one in FACETS.values() for column in one.columns}
        fields |= {"id": str(number), "part_1": "whole", "subject": list(subjects),
                   **dict(zip(facet.columns, filled, strict=False)), facet.more: list(subjects[facet.slots:])}
        writer.add_document(tantivy.Document.from_dict(fields, schema))
    writer.commit()
    index.reload()
    return SimpleNamespace(searcher=index.searcher(), schema=schema, generation=generation)


@pytest.fixture(autouse=True)
def nothing_kept():
    counting.kept.clear()


def test_more_values_than_one_answer_can_hold_are_all_counted():
    values = [f"{number:05x}" for number in range(aggregating.LIMIT + 500)]
    searcher = columns_of([(values, values[:500])], ("one", "other"))
    counted = aggregate(searcher, EVERYTHING, ("one", "other"))
    assert dict(counted["one"]) == dict.fromkeys(values, 1)
    assert dict(counted["other"]) == dict.fromkeys(values[:500], 1)


def test_more_pairs_than_one_answer_can_hold_are_all_counted():
    values = [f"{number:02x}" for number in range(256)]
    searcher = columns_of([(values, values)], ("one", "other"))
    counted = aggregate_pairs(searcher, EVERYTHING, ("one",), ("other",))
    assert sorted(counted) == [(one, other, 1) for one in values for other in values]


def test_values_that_do_not_begin_with_a_digit_are_counted_in_parts_too(monkeypatch):
    monkeypatch.setattr(aggregating, "LIMIT", 3)
    values = sorted(["", "0", "00", "a.b", "a", "ab", "harbour", "بندر"])
    searcher = columns_of([(value,) for value in values], ("one",))
    assert sorted(aggregate(searcher, EVERYTHING, ("one",))["one"]) == [(value, 1) for value in values]


def test_what_cannot_be_counted_in_parts_is_an_error_and_no_wrong_number(monkeypatch):
    monkeypatch.setattr(aggregating, "LIMIT", 3)
    searcher = columns_of([(f"x{number}",) for number in range(9)], ("one",))
    with pytest.raises(ValueError, match="one has too many values"):
        aggregate(searcher, EVERYTHING, ("one",))


def test_lists_are_added_up_most_frequent_first_and_then_by_value():
    total = added_up([[("b", 1), ("a", 2), ("", 9)], [("c", 1), ("b", 1)]], EMPTY)
    assert list(total.items()) == [("a", 2), ("b", 2), ("c", 1)]


def test_counts_of_another_generation_are_not_served():
    asked = Asked()
    before, after = opened(1, ["x"], ["x"]), opened(2, ["x"])
    assert Counting(before, asked, None).counts().facets["subject"] == {"x": 2}
    assert Counting(after, asked, None).counts().facets["subject"] == {"x": 1}
    assert Counting(before, asked, None).counts().total == 2


def test_turning_the_page_or_sorting_counts_nothing_again():
    state = opened(1, ["x"], ["x", "y"])
    first = Counting(state, Asked(chosen=(("subject", "x"),)), None).counts()
    state.searcher = None  # whoever counts now fails
    again = Counting(state, Asked(chosen=(("subject", "x"),), sort="title", page=3, size=50), None).counts()
    assert again == first


def test_what_words_mean_is_part_of_what_counts_are_kept_by():
    state = opened(1, ["x"], ["x"], ["y"])
    x = tantivy.Query.term_query(state.schema, "subject", "x", index_option="basic")
    y = tantivy.Query.term_query(state.schema, "subject", "y", index_option="basic")
    assert Counting(state, Asked(words="name"), x, ("x",)).counts().total == 2
    assert Counting(state, Asked(words="name"), y, ("y",)).counts().total == 1


def test_values_beyond_the_columns_are_counted_in_another_commit_than_before():
    many = [f"s{number}" for number in range(FACETS["subject"].slots + 2)]
    assert Counting(opened(1, ["s0"]), Asked(), None).facet_values("subject") == {"s0": 1}
    assert Counting(opened(2, ["s0"], many), Asked(), None).facet_values("subject") == {
        "s0": 2, **dict.fromkeys(many[1:], 1)}


def test_what_was_used_least_recently_leaves_first():
    cache = CountCache(most_values=4)
    cache.add("a", {"subject": {"x": 1, "y": 1}})
    cache.add("b", {"subject": {"x": 1, "y": 1}})
    assert cache.get("a")
    cache.add("c", {"subject": {"x": 1}})
    assert cache.get("b") == {}
    assert cache.get("a") and cache.get("c")


def test_facets_of_one_set_are_kept_together_and_weighed_once():
    cache = CountCache(most_values=4)
    for _time in range(3):
        cache.add("a", {"subject": {"x": 1, "y": 1}})
    cache.add("a", {"place": {"z": 1}})
    cache.add("b", {"place": {"z": 1}})
    assert cache.get("a") == {"subject": {"x": 1, "y": 1}, "place": {"z": 1}}
    assert cache.get("b")
