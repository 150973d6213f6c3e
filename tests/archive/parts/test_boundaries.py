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


@pytest.mark.parametrize(("heading", "byline"), [
    ("THE ROAD IS GONE AND NOBODY KNOWS WHY", "By John Hostrick"),
    ("The Road to the Valley and the People of the Hills", "BY ANA TELLISH"),
    ("Who opened the gates on the ninth day of the rain?", "By John Hostrick"),
    ("چرا جاده در روز نهم باران از بین رفت؟", "نوشتهٔ نسرین گلرخ"),
    ("جاده‌ای که در روز نهم باران از بین رفت", "به قلم نسرین گلرخ"),
    ("جاده‌ای که در روز نهم باران از بین رفت", "از نسرین گلرخ"),
])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n \r\n  "])
def test_a_heading_over_a_shorter_byline_begins_the_part_and_the_byline_none(heading, byline, between):
    text = f"First\n{LONG}\n\n{heading}{between}{byline}\n{LONG}\n\n{heading}{between}{byline}\n\n{LONG}"
    assert [one.heading for one in suggest_boundaries(text)] == ["First", heading, heading]
    assert [one.start for one in suggest_boundaries(text)][1:] == [text.index(heading), text.rindex(heading)]


@pytest.mark.parametrize("above", [
    "The rain fell on the valley and on the road\n",
    "It was so for all of us and the men\n",
    "That was the End of the Road.\n",
    "the Road That Was Gone In The Rain\n",
    "THE ROAD IS GONE AND NOBODY KNOWS WHY\n\n\n",
])
def test_a_line_of_prose_over_a_byline_or_one_far_above_it_is_no_heading_of_it(above):
    text = f"First of the News\n{LONG}\n\n{above}By John Hostrick\n{LONG}"
    assert BYLINE in [reason for _words, reason in found(text)]
    assert above.strip() not in [one.heading for one in suggest_boundaries(text)]


def test_a_byline_after_a_blank_line_under_a_sentence_still_begins_a_part():
    text = f"Compiled in the valley.\n\nBy Ana Tellish\n{LONG}"
    assert found(text) == [("Compiled in th", HEADING), ("By Ana Tellish", BYLINE)]


def test_a_byline_before_its_heading_stays_a_boundary():
    text = f"First of the News\n{LONG}\n\nBy John Hostrick\nTHE ROAD IS GONE\n{LONG}"
    assert found(text) == [("First of the N", HEADING), ("By John Hostri", BYLINE), ("THE ROAD IS GO", HEADING)]


def test_a_persian_line_of_prose_is_no_heading_over_a_line_that_goes_on_with_from():
    prose = "روز دهم مردم دره رفتند تا ببینند\nاز جاده چه مانده است و هیچ کس"
    assert "روز دهم مردم دره رفتند تا ببینند" not in [one.heading for one in suggest_boundaries(f"{LONG}\n\n{prose}")]


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
