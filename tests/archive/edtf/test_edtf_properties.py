"""What holds for every date, tried on thousands; the edtf library is the judge of the bounds."""

from datetime import date
from string import printable

from edtf import parse_edtf as read_with_library
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from archive.edtf import (
    EDTFError,
    EDTFPoint,
    Precision,
    edtf_in_words,
    parse_edtf,
)

# A busy machine is no reason to fail; speed has its own test in test_edtf_reading.py.
unhurried = settings(deadline=None)

YEARS = st.integers(1, 9999).map("{:04d}".format)
TWO_DIGITS = st.integers(0, 99).map("{:02d}".format)
MARKS = st.sampled_from(["", "", "?", "~", "%"])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
ZONES = st.sampled_from(["", "Z", "+03:30", "-05", "+14:00"])

UNMARKED = st.one_of(
    YEARS,
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    st.builds("{}-{}".format, YEARS, st.integers(21, 24)),
)
WITH_X = st.one_of(
    st.builds("{}X".format, st.integers(1, 999).map("{:03d}".format)),
    st.builds("{}XX".format, st.integers(1, 99).map("{:02d}".format)),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    DAYS.map(lambda day: f"{day.isoformat()[:7]}-XX"),
)
TIMES = st.builds(
    lambda day, time, zone: f"{day.isoformat()}T{time.isoformat('seconds')}{zone}",
    DAYS, st.times(), ZONES,
)  # fmt: skip
POINTS = st.one_of(st.builds("{}{}".format, st.one_of(UNMARKED, WITH_X), MARKS), TIMES)
ENDS = st.builds("{}{}".format, UNMARKED, MARKS)
INTERVALS = st.one_of(
    st.builds("{}/{}".format, ENDS, ENDS),
    st.builds("{}{}".format, ENDS, st.sampled_from(["/", "/.."])),
    st.builds("{}{}".format, st.sampled_from(["/", "../"]), ENDS),
)
NEAR_MISSES = st.one_of(
    st.text(alphabet="0129XxTYZES?~%./:-+{}[], ", max_size=110),
    st.builds("{}-{}-{}".format, YEARS, TWO_DIGITS, TWO_DIGITS),
)
JUNK = st.one_of(st.text(max_size=300), st.text(alphabet=printable, max_size=110), NEAR_MISSES)


def _held(text):
    try:
        return parse_edtf(text)
    except EDTFError:
        return None


@unhurried
@given(POINTS)
def test_every_well_formed_date_is_held(text):
    assert parse_edtf(text).text == text


@unhurried
@given(INTERVALS)
def test_a_well_formed_interval_is_refused_only_when_reversed(text):
    try:
        parsed = parse_edtf(text)
    except EDTFError as refusal:
        assert "ends before it starts" in str(refusal)
    else:
        assert parsed.is_interval


@unhurried
@given(st.one_of(POINTS, INTERVALS, JUNK))
def test_the_earliest_day_is_never_after_the_latest(text):
    parsed = _held(text)
    assume(parsed is not None)
    assert parsed.earliest or parsed.latest
    assert parsed.earliest is None or parsed.latest is None or parsed.earliest <= parsed.latest


@unhurried
@given(st.one_of(POINTS, INTERVALS))
def test_the_words_never_leave_out_a_doubt(text):
    parsed = _held(text)
    assume(parsed is not None)
    words = edtf_in_words(text)
    assert words.strip()
    assert ("uncertain" in words) == parsed.is_uncertain
    assert ("about " in words or "approximate" in words) == parsed.is_approximate
    assert ("not known" in words) == (text.startswith("/") or text.endswith("/") or "-XX" in text)


@unhurried
@given(JUNK)
@example("\ud800")
@example("\x00")
def test_junk_is_read_or_refused_and_nothing_else_happens(text):
    try:
        canonical = parse_edtf(text).text
    except EDTFError as refusal:
        assert "or example, write " in str(refusal)
    else:
        assert parse_edtf(canonical).text == canonical == text.strip()


@unhurried
@given(st.one_of(POINTS, INTERVALS, NEAR_MISSES))
def test_the_bounds_are_those_of_the_edtf_library(text):
    parsed = _held(text)
    assume(parsed is not None)
    try:
        judged = read_with_library(parsed.text)
    except EDTFParseException:
        # It knows a marked season only within an interval.
        assert parsed.start.precision is Precision.SEASON and parsed.text[-1] in "?~%"
        return
    _assert_bound_is_confirmed(parsed.start, parsed.earliest, judged.lower_strict(), min)
    _assert_bound_is_confirmed(parsed.end, parsed.latest, judged.upper_strict(), max)


def _assert_bound_is_confirmed(side, ours, theirs, outermost):
    """The library invents bounds for missing ends, and takes seasons for northern ones."""
    if not isinstance(side, EDTFPoint):
        assert ours is None
        return
    theirs = date(*theirs[:3])
    if side.precision is Precision.SEASON:
        theirs = outermost(ours, theirs)
    assert ours == theirs
