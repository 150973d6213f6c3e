"""What the index knows of a document."""
import datetime

import pytest
import tantivy

from catalog.models import PublishedDocument
from catalog.search.entry import entries_of
from catalog.search.facet import EMPTY, FACETS, NONE
from catalog.search.index import current
from catalog.search.schema import VERSION, build_schema
from tests.catalog.material import catalog_connection
from tests.catalog.search.rows import give_agent, give_heading, give_label, make_row

pytestmark = pytest.mark.django_db(databases="__all__")


def entry(identifier):
    return next(entries_of([identifier]))


def test_a_bare_document_has_exactly_one_value_in_every_column():
    make_row("bare")
    found = entry("bare")
    for facet in FACETS.values():
        first, *others = (found[column] for column in facet.columns)
        assert (first != EMPTY) == (facet.has_none or facet.name in ("type", "part")), facet.name
        assert others == [EMPTY] * len(others)
        assert facet.more not in found
    assert (found["publisher"], found["year"], found["target"]) == ([NONE], [NONE], [])


def test_all_values_filter_the_first_fill_the_columns_and_further_ones_are_named():
    row = make_row("full", language=["en", "fa", "ckb"])
    for label in "abcdefg":
        give_heading(row, "subject", label)
    found = entry("full")
    subjects = [f"subject-{label}" for label in "abcdefg"]
    assert found["subject"] == subjects
    assert [found[column] for column in FACETS["subject"].columns] == subjects[:5]
    assert found["subject_more"] == subjects[5:]
    assert (found["language"], found["language_more"]) == (["en", "fa", "ckb"], ["ckb"])


def test_people_stand_under_their_name_and_as_printed_each_once():
    row = make_row("people")
    give_agent(row, "Kestrow Post", "news-outlet", "company", as_printed="The Kestrow Post")
    give_agent(row, "Quiet Voice", as_printed="Quiet Voice", sequence=2)
    give_agent(row, "Mira Tal", role="creator", as_printed="M. Tal", sequence=3)
    give_agent(row, "Ilo Venn", role="contributor", as_printed="", sequence=4)
    found = entry("people")
    assert found["publishers"] == ["kestrow post", "the kestrow post", "quiet voice"]
    assert found["creators"] == ["mira tal", "m tal", "ilo venn"]
    assert found["publisher"] == ["agent-Kestrow Post", "agent-Quiet Voice"]
    assert found["publisher_type"] == ["news-outlet", "company"]
    assert found["creator"] == ["agent-Mira Tal", "agent-Ilo Venn"]
    assert len(found["agent"]) == 4


def test_a_label_said_by_two_holders_counts_once():
    row = make_row("labelled")
    give_label(row, "the sluice", "favor", 1)
    give_label(row, "the sluice", "favor", 2)
    give_label(row, "the sluice", "against", 3)
    found = entry("labelled")
    assert found["stance"] == ["target-the sluice:favor", "target-the sluice:against"]
    assert (found["target"], found["targets"]) == (["target-the sluice"], ["the sluice"])


def test_a_part_has_the_file_of_its_whole():
    whole = make_row("whole")
    make_row("part", parent=whole)
    make_row("other")
    whole.files.create(sha256="0" * 64, size=1, media_type="text/plain", filename="a.txt", sequence=1)
    found = {one["id"]: one for one in entries_of(["part", "whole", "other"])}
    assert [found[one]["file_1"] for one in ("whole", "part", "other")] == ["original", "original", NONE]
    assert (found["part"]["part"], found["part"]["whole"]) == (["part"], "whole")


def test_undated_documents_come_last_both_ways():
    for identifier, year in (("early", 1998), ("late", 2001)):
        make_row(identifier, issued_earliest=datetime.date(year, 3, 1))
    make_row("undated")
    found = {one["id"]: one for one in entries_of(["early", "late", "undated"])}
    assert found["early"]["year"] == ["1998"]
    assert sorted(found, key=lambda one: -found[one]["newest"]) == ["late", "early", "undated"]
    assert sorted(found, key=lambda one: found[one]["oldest"]) == ["early", "late", "undated"]


def test_forms_hold_every_word_once_unstemmed_and_what_a_joiner_parts_joined_too():
    make_row("forms", "Striking workers", text="Strikers strike. می‌خواهم")
    assert sorted(entry("forms")["forms"].split()) == sorted(
        ["striking", "workers", "strikers", "strike", "می", "خواهم", "میخواهم"])


def test_no_phrase_begins_in_one_title_and_ends_in_the_next(search_index):
    make_row("titles", "Green harbour", alternative=["Blue sluice"], description="Red gate")
    search_index()
    opened = current()

    def hits(field, *words):
        return opened.searcher.search(tantivy.Query.phrase_query(opened.schema, field, list(words))).count

    assert hits("title", "blue", "sluic") == hits("head", "blue", "sluic") == 1
    assert hits("title", "harbour", "blue") == hits("head", "sluic", "red") == 0


def test_every_field_of_an_entry_is_in_the_schema():
    row = make_row("schema", alternative=["Other"], text="Words.", language=["en"])
    give_label(row, "the sluice", "favor")
    document = tantivy.Document.from_dict(entry("schema"), build_schema())
    assert document.get_first("text") == "words"
    assert VERSION >= 1


def test_any_number_of_documents_is_read_with_the_same_queries(django_assert_num_queries):
    def fill(first, last):
        for number in range(first, last):
            row = make_row(f"row-{number}")
            give_agent(row, f"Agent {number}", "party")
            give_heading(row, "subject", f"subject {number}")
            give_label(row, f"target {number}", "favor")

    fill(0, 1)
    with django_assert_num_queries(8, connection=catalog_connection()):
        assert len(list(entries_of(["row-0"]))) == 1
    fill(1, 40)
    identifiers = list(PublishedDocument.objects.order_by().values_list("pk", flat=True))
    with django_assert_num_queries(8, connection=catalog_connection()):
        assert len(list(entries_of(identifiers))) == 40
