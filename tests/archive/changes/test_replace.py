"""Find and replace finds what is meant, shows each place, and changes only the places that stay ticked."""
import json

import pytest

from archive.changes.plan import NothingToChange, documents_to_change
from archive.changes.replace import NAMES, Replacement, apply_replace, places_in, plan_replace
from archive.changes.undo import undo_change_set
from archive.models import Contribution, Document
from archive.provenance.revise import revising
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db


def found(text, find, **options):
    return [text[start:end] for start, end in places_in(text, Replacement(find, "", ("title",), **options))]


@pytest.mark.parametrize(("text", "find", "options", "expected"), [
    ("Dam, dam, DAM", "dam", {}, ["Dam", "dam", "DAM"]),
    ("Dam, dam, DAM", "dam", {"match_case": True}, ["dam"]),
    ("dams dam undam dam_x", "dam", {"whole_words": True}, ["dam"]),
    ("aaaa", "aa", {}, ["aa", "aa"]),
    ("aaa aa", "aa", {"whole_words": True}, ["aa"]),
    ("the people’s press", "people's", {}, ["people’s"]),
    ("the people’s press", "people's", {"is_exact": True}, []),
    ("1988–1990", "1988-1990", {}, ["1988–1990"]),
    ("a\u00a0dam", "a dam", {}, ["a\u00a0dam"]),
    ("علي و علی", "علی", {}, ["علي", "علی"]),
    ("علي و علی", "علی", {"is_exact": True}, ["علی"]),
    ("می‌روند و روند", "روند", {"whole_words": True}, ["روند"]),
    ("کتاب کتابِ کتابخانه", "کتاب", {"whole_words": True}, ["کتاب"]),
    ("a.c abc", "a.c", {}, ["a.c"]),
    ("İstanbul ISTANBUL", "istanbul", {}, ["ISTANBUL"]),
    ("(dam)", "(dam)", {"whole_words": True}, ["(dam)"]),
    ("x", "", {}, []),
])
def test_what_is_found(text, find, options, expected):
    assert found(text, find, **options) == expected


def test_a_whole_word_may_begin_inside_a_hit_that_was_none():
    assert places_in("ab aab ab", Replacement("ab", "", (), whole_words=True)) == [(0, 2), (7, 9)]


@pytest.fixture
def document(cast):
    """A record with “old” once in every field that can be replaced in."""
    document = make_document(
        cast["cataloguer"], title="old title", alternative=["one", "old two"], description="an old text\nof lines",
        rights="old rights", rights_holder="old holder", content_notes="old notes", notes="old remark",
        extent=["old 3 pages"], medium=["old paper"])
    Contribution.objects.create(document=document, agent=make_agent("The Paper"), role="publisher",
                                as_printed="old PAPER")
    with revising(document, cast["cataloguer"], "described"):
        pass
    return document


def chosen():
    return documents_to_change(Document.objects.order_by("pk"))


def seen():
    return {document.identifier: document.version for document in Document.objects.all()}


def keys(replacement, by):
    return {hit.key for plan in plan_replace(chosen(), replacement, by) for hit in plan.hits}


def texts(document):
    document.refresh_from_db()
    return {**{name: getattr(document, name) for name in NAMES if name != "as_printed"},
            "as_printed": document.contributions.get().as_printed}


@pytest.mark.parametrize("name", NAMES)
def test_each_field_is_replaced_in_and_no_other(cast, document, name):
    before = texts(document)
    replacement = Replacement("old", "new", (name,), whole_words=True)
    hits = keys(replacement, cast["cataloguer"])
    assert len(hits) == 1
    change_set = apply_replace(chosen(), replacement, cast["cataloguer"], seen(), hits)
    after = texts(document)
    assert after == {**before, name: json.loads(json.dumps(before[name]).replace("old ", "new "))}
    undo_change_set(change_set, cast["cataloguer"])
    assert texts(document) == before


def test_the_preview_shows_each_place_with_the_words_around_it(cast, document):
    plans = plan_replace(chosen(), Replacement("text", "words", ("description",)), cast["cataloguer"])
    (hit,) = plans[0].hits
    assert (hit.label, hit.before, hit.found, hit.after) == ("description", "an old ", "text", "\nof lines")
    assert [(change.before, change.after) for change in plans[0].changes] == [
        ("an old text\nof lines", "an old words\nof lines")]
    assert Document.objects.get().version == 2


def test_an_unticked_place_stays(cast):
    document = make_document(cast["cataloguer"], title="dam dam dam")
    replacement = Replacement("dam", "wall", ("title",))
    hits = sorted(keys(replacement, cast["cataloguer"]))
    apply_replace(chosen(), replacement, cast["cataloguer"], seen(), {hits[0], hits[2]})
    document.refresh_from_db()
    assert document.title == "wall dam wall"
    with pytest.raises(NothingToChange):
        apply_replace(chosen(), replacement, cast["cataloguer"], seen(), set())


def test_a_longer_or_shorter_replacement_does_not_move_the_other_places(cast):
    document = make_document(cast["cataloguer"], title="a-b-a-b-a")
    for find, words, expected in (("a", "long", "long-b-long-b-long"), ("long", "", "-b--b-")):
        replacement = Replacement(find, words, ("title",))
        apply_replace(chosen(), replacement, cast["cataloguer"], seen(), keys(replacement, cast["cataloguer"]))
        document.refresh_from_db()
        assert document.title == expected


def test_persian_words_are_replaced(cast):
    document = make_document(cast["cataloguer"], title="گزارش رئيسي و رئیسی", rights="رئیسی")
    replacement = Replacement("رئیسی", "ابراهیم رئیسی", ("title",), whole_words=True)
    apply_replace(chosen(), replacement, cast["cataloguer"], seen(), keys(replacement, cast["cataloguer"]))
    document.refresh_from_db()
    assert (document.title, document.rights) == ("گزارش ابراهیم رئیسی و ابراهیم رئیسی", "رئیسی")


@pytest.mark.parametrize(("name", "words", "why"), [
    ("title", "", "Title: this field cannot be blank."),
    ("title", "x" * 1001, "at most 1000 characters"),
    ("as_printed", "", "A name that is printed cannot be empty."), ("title", "\u200b", "this field cannot be blank."),
    ("as_printed", "\u200b", "A name that is printed cannot be empty."),
    ("rights_holder", "x" * 301, "at most 300 characters"),
])
def test_words_that_do_not_fit_are_refused_for_that_document(cast, name, words, why):
    document = make_document(cast["cataloguer"], title="old", rights_holder="old")
    Contribution.objects.create(document=document, agent=make_agent("P"), role="publisher", as_printed="old")
    replacement = Replacement("old", words, (name,))
    (plan,) = plan_replace(chosen(), replacement, cast["cataloguer"])
    assert why in plan.refusal
    with pytest.raises(NothingToChange):
        apply_replace(chosen(), replacement, cast["cataloguer"], seen(), keys(replacement, cast["cataloguer"]))
    assert texts(document)["title"] == "old"


def test_an_entry_of_a_list_that_becomes_empty_is_gone(cast, document):
    replacement = Replacement("old two", "", ("alternative",))
    apply_replace(chosen(), replacement, cast["cataloguer"], seen(), keys(replacement, cast["cataloguer"]))
    assert texts(document)["alternative"] == ["one"]


def test_who_saved_since_the_preview_is_not_overwritten(cast, document):
    make_document(cast["cataloguer"], title="old too")
    replacement = Replacement("old", "new", ("title",))
    preview, hits = seen(), keys(replacement, cast["cataloguer"])
    with revising(document, cast["reviewer"]):
        document.title = "old, but theirs"
        document.save()
    change_set = apply_replace(chosen(), replacement, cast["cataloguer"], preview, hits)
    assert sorted(Document.objects.values_list("title", flat=True)) == ["new too", "old, but theirs"]
    refused = change_set.documents.get(identifier=document.identifier)
    assert "you saw version 2" in refused.kept_because


def test_the_number_of_queries_does_not_grow(cast, django_assert_num_queries, django_assert_max_num_queries):
    replacement = Replacement("title", "heading", NAMES)
    for n in range(30):
        make_document(cast["cataloguer"], title=f"title {n}")
    plan_replace(chosen(), replacement, cast["cataloguer"])
    with django_assert_max_num_queries(8) as two:
        plan_replace(documents_to_change(Document.objects.all()[:2]), replacement, cast["cataloguer"])
    with django_assert_num_queries(len(two)):
        assert len(plan_replace(chosen(), replacement, cast["cataloguer"])) == 30
