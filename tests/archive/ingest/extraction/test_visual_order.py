"""Letters placed on a page are read as a person reads them, whatever order they came in."""

import random

import pytest

from archive.ingest.extraction.brackets import repair_brackets
from archive.ingest.extraction.visual_order import Glyph, read_lines


def placed(*lines: str) -> list[Glyph]:
    """Return glyphs as seen from the left, each line below the last, in random order."""
    glyphs = []
    for number, line in enumerate(lines):
        row = [Glyph(c, 10.0 * place, 700 - 20.0 * number, 10.0 * place + 10, 12) for place, c in enumerate(line)]
        random.Random(number).shuffle(row)
        glyphs += row
    return glyphs


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("plain words", "plain words"),
        ("אבג דה", "הד גבא"),
        ("BBC אבגדה", "הדגבא BBC"),
        ("12:30 אב", "בא 12:30"),
        (".33,000 אב", "בא 33,000."),
        ("The word אבג means it", "The word גבא means it"),
        ("The words אב גד, twice", "The words דג בא, twice"),
    ],
)
def test_a_line_is_read_in_order(seen, read):
    assert read_lines(placed(seen)) == read


def test_a_latin_line_on_a_turned_page_begins_at_the_right():
    assert read_lines(placed("זוהדגבאזוהדגבא", "Reuters and AP אב")).splitlines()[1] == "בא Reuters and AP"


@pytest.mark.parametrize("drawn", [[("ه", 0), ("ا", 10), ("ل", 10), ("س", 20)],
                                   [("س", 20), ("ل", 10), ("ا", 10), ("ه", 0)]])  # fmt: skip
def test_a_ligature_reads_the_same_from_either_order(drawn):
    assert read_lines(Glyph(c, x, 0, x + 10, 12) for c, x in drawn) == "سلاه"


def test_an_accent_stays_on_its_letter():
    drawn = [Glyph("م", 0, 0, 10, 12), Glyph("ن", 10, 0, 20, 12), Glyph("\u064e", 14, 3, 14, 12)]
    assert read_lines(drawn) == "ن\u064eم"


def test_a_gap_without_a_drawn_space_is_a_space():
    drawn = [Glyph("ب", 0, 0, 10, 12), Glyph("א", 14, 0, 24, 12)]
    assert read_lines(drawn) == "א ب"


@pytest.mark.parametrize(
    ("line", "repaired"),
    [
        ("נפר )חצי( באו", "נפר (חצי) באו"),
        ("נפר (חצי) באו", "נפר (חצי) באו"),
        ("»אבג»", "«אבג»"),
        ("a ((nested)) one", "a ((nested)) one"),
        ("אבג (סוף", "אבג (סוף"),
    ],
)
def test_only_brackets_that_cannot_be_right_are_turned(line, repaired):
    assert repair_brackets(line) == repaired
