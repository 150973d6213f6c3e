"""Where the parts of a digest seem to begin: proposals only."""
import pytest
from django.conf import settings

from archive.parts.boundaries import BYLINE, CUT, HEADING, suggest_boundaries

LONG = "It rained for nine days, and on the tenth the people of the valley went to see what was left of the road. "


def found(text, first=0, last=None):
    return [(text[one.start:one.start + 14], one.reason) for one in suggest_boundaries(text, first, last)]


def test_a_short_line_over_a_long_one_is_a_heading_and_begins_a_part():
    text = f"The Road Is Gone\n{LONG}\nMinister Denies It\n{LONG}"
    assert found(text) == [("The Road Is Go", HEADING), ("Minister Denie", HEADING)]
    assert [one.heading for one in suggest_boundaries(text)] == ["The Road Is Gone", "Minister Denies It"]


def test_a_line_that_ends_a_sentence_is_no_heading():
    text = f"The Road Is Gone\n{LONG}\nThat is what they said.\n{LONG}\nand went home\n{LONG}"
    assert found(text) == [("The Road Is Go", HEADING)]


def test_a_question_may_be_a_heading():
    assert found(f"Start\n{LONG}\nWho Opened the Gates?\n{LONG}")[1] == ("Who Opened the", HEADING)


def test_a_source_with_a_date_or_a_byline_begins_a_part():
    text = f"First\n{LONG}\nThe Courier- 30 Jan. 2018- {LONG}\nBy Ana Tellish\n{LONG}"
    assert [reason for _words, reason in found(text)] == [HEADING, BYLINE, BYLINE]


def test_a_byline_below_a_heading_belongs_to_that_heading():
    text = f"The Road Is Gone\nBy Ana Tellish\n{LONG}\nMinister Denies It\nThe Courier, 30 Jan. 2018, {LONG}"
    assert found(text) == [("The Road Is Go", HEADING), ("Minister Denie", HEADING)]


def test_after_a_mark_of_a_cut_a_part_begins_in_the_middle_of_a_line():
    text = f"The Road Is Gone\n{LONG}Read more The Movement met the press in the village hall. {LONG}Read more"
    assert found(text) == [("The Road Is Go", HEADING), ("The Movement m", CUT)]


def test_numbers_before_headings_are_no_part_of_them():
    text = f"Bulletin\n{LONG}\n1. JUDGMENT: fifty-eight\n{LONG}\n2. REPLIES\n{LONG}"
    assert [one.heading for one in suggest_boundaries(text)][1:] == ["JUDGMENT: fifty-eight", "REPLIES"]


def test_persian_headings_and_marks_are_read():
    long = "روز دهم مردم دره رفتند تا ببینند از جاده چه مانده است و هیچ کس نمی‌دانست که چه کسی دریچه‌ها را باز کرد. "
    text = f"جاده از بین رفت\n{long}ادامه مطلب وزیر انکار کرد و گفت {long}"
    assert found(text) == [("جاده از بین رف", HEADING), ("وزیر انکار کرد", CUT)]


def test_only_the_stretch_is_looked_at_and_blank_ones_have_no_part():
    text = f"Before\n{LONG}\n  Within It\n{LONG}"
    start = text.index("  Within")
    assert [one.start for one in suggest_boundaries(text, start)] == [start + 2]
    assert suggest_boundaries(" \n \n") == []


def test_the_real_digest_is_proposed_near_where_a_cataloguer_cut_it():
    folder = settings.PROJECT_ROOT.parent / "shared" / "seeds"
    if not (folder / "described" / "offsets.csv").exists():
        pytest.skip("the seeds are not here")
    import csv
    rows = [row for row in csv.DictReader((folder / "described" / "offsets.csv").open(encoding="utf-8"))
            if row["part"].startswith("P")]
    text = (folder / rows[0]["seed"]).read_text(encoding="utf-8")
    proposed = {one.start for one in suggest_boundaries(text, 0, int(rows[-1]["char_end"]))}
    cut = [int(row["char_start"]) for row in rows]
    assert sum(start in proposed for start in cut) >= 0.6 * len(cut)
    assert len(proposed) <= 2.5 * len(cut)
