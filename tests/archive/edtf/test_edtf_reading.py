"""What the archive reads as a date, between which days it lies, and what it refuses and why."""

from datetime import date
from time import perf_counter

import pytest

from archive.edtf import MAX_LENGTH, EDTFError, parse_edtf

# text, earliest, latest
HELD = [
    ("2018", "2018-01-01", "2018-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("2018-02", "2018-02-01", "2018-02-28"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2018-02-15", "2018-02-15", "2018-02-15"),
    ("2016-02-29", "2016-02-29", "2016-02-29"),
    ("2018-02-15T23:30:00", "2018-02-15", "2018-02-15"),
    ("2018-02-15T23:30:00Z", "2018-02-15", "2018-02-15"),
    ("2018-02-15T23:30:00-05", "2018-02-15", "2018-02-15"),
    ("2018-02-15T00:30:00+03:30", "2018-02-15", "2018-02-15"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("01XX", "0100-01-01", "0199-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("2004-02-XX", "2004-02-01", "2004-02-29"),
    ("2004-XX-XX", "2004-01-01", "2004-12-31"),
    ("2004-21", "2004-01-01", "2004-12-31"),
    ("2004-24", "2004-01-01", "2004-12-31"),
    ("2016/2018", "2016-01-01", "2018-12-31"),
    ("2016-05/2016-05", "2016-05-01", "2016-05-31"),
    ("2016-05-30/2018-02", "2016-05-30", "2018-02-28"),
    ("2018/2018-02", "2018-01-01", "2018-02-28"),
    ("2004-23/2004-21", "2004-01-01", "2004-12-31"),
    ("/2018", None, "2018-12-31"),
    ("../2018", None, "2018-12-31"),
    ("2018/", "2018-01-01", None),
    ("2018/..", "2018-01-01", None),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), HELD)
def test_a_held_date_keeps_its_text_and_knows_its_days(text, earliest, latest):
    parsed = parse_edtf(text)
    assert parsed.text == text
    assert parsed.earliest == (earliest and date.fromisoformat(earliest))
    assert parsed.latest == (latest and date.fromisoformat(latest))
    assert parsed.is_interval == ("/" in text)


@pytest.mark.parametrize(
    ("mark", "is_uncertain", "is_approximate"),
    [("", False, False), ("?", True, False), ("~", False, True), ("%", True, True)],
)
@pytest.mark.parametrize(
    "unmarked", ["2016", "2016-07", "2016-07-04", "201X", "20XX", "2004-XX", "2004-22", "2004/2018"]
)
def test_a_mark_qualifies_the_date_without_widening_it(
    unmarked, mark, is_uncertain, is_approximate
):
    parsed, plain = parse_edtf(unmarked + mark), parse_edtf(unmarked)
    assert (parsed.is_uncertain, parsed.is_approximate) == (is_uncertain, is_approximate)
    assert (parsed.earliest, parsed.latest) == (plain.earliest, plain.latest)


def test_each_side_of_an_interval_carries_its_own_mark():
    parsed = parse_edtf("2004-06?/2005~")
    assert parsed.is_uncertain and parsed.is_approximate
    assert parsed.start.is_uncertain and not parsed.start.is_approximate
    assert parsed.end.is_approximate and not parsed.end.is_uncertain


def test_a_mark_on_the_start_alone_marks_the_interval():
    assert parse_edtf("2004?/..").is_uncertain
    assert parse_edtf("2004~/2005").is_approximate


def test_surrounding_white_space_is_not_part_of_the_canonical_text():
    assert parse_edtf(" 2018-02\n").text == "2018-02"


# text, words that the message must hold
REFUSED = [
    ("", "There is no date"),
    ("  ", "There is no date"),
    ("2018-02-30", "days 01 to 28"),
    ("2018-04-31", "2018-04-30"),
    ("2018-02-00", "days 01 to 28"),
    ("2018-13", "no month 13"),
    ("2018-00", "no month 00"),
    ("2018-13-01", "no month 13"),
    ("2018-99", "no month 99"),
    ("2018-25", "seasons are"),
    ("2018-41", "seasons are"),
    ("2018-21-01", "seasons are"),
    ("2018/2016", "ends before it starts"),
    ("2018-06/2018-05", "ends before it starts"),
    ("2018-05-16/2018-05-15", "ends before it starts"),
    ("/", "at least one date"),
    ("../..", "at least one date"),
    ("../", "at least one date"),
    ("2016/2017/2018", "only between start and end"),
    ("15/02/2018", "year first"),
    ("2016-?05", "stand at its end"),
    ("?2016-05", "stand at its end"),
    ("2016?-05", "stand at its end"),
    ("2016?~", "one mark only"),
    ("1XXX", "one or two digits of a year"),
    ("XXXX", "one or two digits of a year"),
    ("2004-XX-12", "whole of the day"),
    ("201X-05", "whole of the day"),
    ("201X-XX", "whole of the day"),
    ("2004-1X", "whole of the day"),
    ("2004-12-1X", "whole of the day"),
    ("201X/2020", "within an interval"),
    ("2004-06-XX/2004-07-03", "within an interval"),
    ("2018-02-15T10:30:00Z/2019", "without a time of day"),
    ("2018-02-15T10:30", "minutes and seconds"),
    ("2018-02-15T", "minutes and seconds"),
    ("2018-02-15T24:00:00Z", "minutes and seconds"),
    ("2018-02-15T10:30:00-00:00", "minutes and seconds"),
    ("2018-02-15T10:30:00+15", "minutes and seconds"),
    ("2018-02-15T10:30:00Z?", "minutes and seconds"),
    ("2018-02-15?T10:30:00Z", "stand at its end"),
    ("2018-02T10:30:00Z", "minutes and seconds"),
    ("2018-02-15 10:30:00", "minutes and seconds"),
    ("Y20000", "0001 to 9999"),
    ("Y-17E7", "0001 to 9999"),
    ("-0001", "0001 to 9999"),
    ("0000", "0001 to 9999"),
    ("000X", "0001 to 9999"),
    ("00XX", "0001 to 9999"),
    ("12345", "0001 to 9999"),
    ("987", "four digits"),
    ("02/2018", "four digits"),
    ("1E9", "exponent"),
    ("1950S2", "significant digits"),
    ("{2016,2018}", "sets of dates"),
    ("[..2016]", "sets of dates"),
    ("2016..2018", "sets of dates"),
    ("20180215", "hyphens between"),
    ("2016-2018", "put / between"),
    ("2016\u20132018", "plain hyphens"),
    ("15.02.2018", "year comes first"),
    ("2018-2-5", "two digits each"),
    ("2018-02-5", "two digits each"),
    ("201x", "capital X"),
    ("201u", "capital X"),
    ("2004-xx", "capital X"),
    ("unknown/2018", "leave an unknown end empty"),
    ("2018/open", "leave an unknown end empty"),
    ("February 2018", "in figures"),
    ("2016 / 2018", "leave out the spaces"),
    ("2018\n/2019", "leave out the spaces"),
    ("\u06f2\u06f0\u06f1\u06f8", "digits 0 to 9"),
    ("\u200f2018", "invisible character"),
    ("@", "a year, a month, a day or an interval"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_refusal_says_what_is_wrong_and_what_to_write_instead(text, reason):
    with pytest.raises(EDTFError) as refusal:
        parse_edtf(text)
    assert reason in str(refusal.value)
    assert "or example, write " in str(refusal.value)


def test_a_refusal_is_a_value_error():
    assert issubclass(EDTFError, ValueError)


def test_an_over_long_text_is_refused_before_it_is_read():
    for padding in ("9", " ", "/", "2018,"):
        with pytest.raises(EDTFError, match="at most 100 characters"):
            parse_edtf(padding * (MAX_LENGTH + 1))


def test_the_longest_texts_are_refused_quickly():
    started = perf_counter()
    for unit in ("9", "X", "2018/", "2018-", "?", ".", "0x", "[2018,", "\u06f2", "2018-02-15T"):
        with pytest.raises(EDTFError):
            parse_edtf((unit * MAX_LENGTH)[:MAX_LENGTH])
    assert perf_counter() - started < 0.5
