"""Two versions compared: what went and what came is marked by the word, escaped, and said aloud."""
import pytest

from archive.curation.comparing import MOST_TOKENS, compare_snapshots, mark_words, titles_in
from archive.models import Collection, Genre
from archive.provenance.snapshot import DUBLIN_CORE_FIELDS

WENT = '<del dir="auto"><span class="unseen">removed: </span>{}</del>'
CAME = '<ins dir="auto"><span class="unseen">added: </span>{}</ins>'


@pytest.mark.parametrize(("before", "after", "went", "came"), [
    ("the dam is safe", "the dam was safe", ["is"], ["was"]),
    ("the dam", "the dam broke", [], [" broke"]),
    ("the old dam", "the dam", ["old "], []),
    ("سد ایمن است", "سد امن است", ["ایمن"], ["امن"]),
    ("می‌روند", "می‌رود", ["می‌روند"], ["می‌رود"]),
    ("کتابِ من", "کتاب من", ["کتابِ"], ["کتاب"]),
    ("a, b", "a; b", [","], [";"]),
    ("سال 1988", "سال 1989", ["1988"], ["1989"]),
    ("", "all new", [], ["all new"]),
    ("same", "same", [], []),
])
def test_words_that_differ_are_marked_on_their_side(before, after, went, came):
    marked = mark_words(before, after)
    for text, side, mark, pieces in zip((before, after), marked, (WENT, CAME), (went, came), strict=True):
        assert side.count("<del") + side.count("<ins") == len(pieces)
        for piece in pieces:
            assert mark.format(piece) in side
            side = side.replace(mark.format(piece), piece)
        assert side == text, "without the marks it is the text, character for character"


def test_what_is_compared_is_escaped():
    before, after = mark_words("<b>1</b>", "<i>1</i>")
    assert "<b>" not in before and "&lt;" in before
    assert "<i>" not in after


def test_a_very_long_text_is_marked_as_a_whole_and_not_compared_for_hours():
    long = "x " * MOST_TOKENS
    before, after = mark_words(long, long + "y")
    assert before == WENT.format(long)
    assert after == CAME.format(long + "y")


def rows(before, after, **options):
    return {row.name: row for row in compare_snapshots(before, after, **options)}


def test_only_fields_that_differ_are_rows_with_the_words_of_the_screens():
    found = rows({"title": "A", "rights": "same", "persons_at_risk": "no"},
                 {"title": "B", "rights": "same", "persons_at_risk": "not-assessed"})
    assert {name: row.label for name, row in found.items()} == {
        "title": "title", "persons_at_risk": "persons at risk"}
    assert "not" in found["persons_at_risk"].after_html and "assessed" in found["persons_at_risk"].after_html
    assert "not-assessed" not in found["persons_at_risk"].after_html


def test_an_empty_side_says_so():
    row = rows({"rights": ""}, {"rights": "None known."})["rights"]
    assert row.before_html == '<span class="empty">empty</span>'
    assert row.after_html == CAME.format("None known.")


def test_lists_are_compared_as_lists():
    row = rows({"alternative": ["one", "two", "three"]}, {"alternative": ["one", "2", "three", "four"]})["alternative"]
    assert row.before_html == f'<ul><li dir="auto">one</li><li dir="auto">{WENT.format("two")}</li>' \
                              '<li dir="auto">three</li></ul>'
    assert f'<li dir="auto">{CAME.format("four")}</li></ul>' in row.after_html
    assert '<li dir="auto">three</li>' in row.after_html


def test_a_row_of_a_record_is_one_line_in_words():
    paper = {"agent": {"identifier": "1", "label": "The Paper"}, "role": "publisher", "as_printed": "PAPER",
             "basis": "printed", "certainty": "certain", "sequence": 1}
    row = rows({"contributions": [paper]}, {"contributions": [{**paper, "certainty": "uncertain"}]})["contributions"]
    assert "agent: The Paper · role: publisher · as printed: PAPER" in row.before_html
    assert WENT.format("certain") in row.before_html and CAME.format("uncertain") in row.after_html


def test_two_records_of_one_name_are_told_apart():
    one = {"identifier": "1", "label": "Dams"}
    row = rows({"subjects": [one]}, {"subjects": [{**one, "identifier": "2"}]})["subjects"]
    assert row.before_html != row.after_html


def test_what_must_not_be_seen_is_not_compared():
    assert not rows({"stances": []}, {"stances": [{"identifier": "secret"}]}, hidden=("stances",))


@pytest.mark.django_db
def test_genres_and_collections_are_called_by_name(cast):
    letter = Genre.objects.create(code="letter", label="letter of a person")
    press = Collection.objects.create(code="press", title="The press")
    before, after = {"genre": None, "collection": None}, {"genre": letter.code, "collection": press.identifier}
    found = rows(before, after, titles=titles_in(cast["cataloguer"], before, after))
    assert found["genre"].after_html == CAME.format("letter of a person")
    assert found["collection"].after_html == CAME.format("The press")


@pytest.mark.parametrize("name", DUBLIN_CORE_FIELDS)
def test_every_field_of_a_description_can_be_compared(name):
    is_list = name in ("alternative", "language", "extent", "medium")
    row = rows({name: ["a"] if is_list else "a"}, {name: ["b"] if is_list else "b"})[name]
    assert WENT.format("a") in row.before_html and CAME.format("b") in row.after_html
