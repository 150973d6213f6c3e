"""Dates as people write them become EDTF, or choices, or words that say what to write; never a silent guess."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edtf import edtf_in_words, parse_edtf
from archive.edtf.natural import read_date

ONE_READING = """
about July 2016 | 2016-07~
About  july 2016 | 2016-07~
circa 1990 | 1990~
c. 1990 | 1990~
c1990 | 1990~
~1990 | 1990~
1990 (approx.) | 1990~
ca. 1990? | 1990%
perhaps about 1990 | 1990%
probably 2016 | 2016?
July 1988 (?) | 1988-07?
15 Feb 2018 | 2018-02-15
15. Feb. 2018 | 2018-02-15
Feb 15, 2018 | 2018-02-15
February 15th 2018 | 2018-02-15
Thursday, 15 February 2018 | 2018-02-15
the 15th of February 2018 | 2018-02-15
2018 February 15 | 2018-02-15
February 2018 | 2018-02
2018 | 2018
07/2016 | 2016-07
2018/02/15 | 2018-02-15
15.02.2018 | 2018-02-15
20180215 | 2018-02-15
13/04/2018 | 2018-04-13
04/13/2018 | 2018-04-13
05/05/2018 | 2018-05-05
between 2016 and 2018 | 2016?/2018?
between March and July 2016 | 2016-03?/2016-07?
from 1990 to 1995 | 1990/1995
1990 – 1995 | 1990/1995
15-17 Feb 2018 | 2018-02-15/2018-02-17
from the 1980s to the 1990s | 1980/1999
since 1990 | 1990/..
until 1995 | /1995
1980s | 198X
the 1980's | 198X
19th century | 18XX
nineteenth century | 18XX
spring 2016 | 2016-21
summer of 1988 | 1988-22
2016-07~ | 2016-07~
201X | 201X
2018-XX | 2018-XX
/2018 | /2018
2018-02-15T10:30:00Z | 2018-02-15T10:30:00Z
۲۰۱۸ | 2018
۱۵ فوریه ۲۰۱۸ | 2018-02-15
حدود ژوئیه ۲۰۱۶ | 2016-07~
بین ۲۰۱۶ و ۲۰۱۸ | 2016?/2018?
از ۱۹۹۰ تا ۱۹۹۵ | 1990/1995
دهه ۱۹۸۰ | 198X
قرن نوزدهم | 18XX
۱۵ اسفند ۱۴۰۲ | 2024-03-05
15 Esfand 1402 | 2024-03-05
١٥ اسفند ١٤٠٢ | 2024-03-05
۱۵ اسفند ماه سال ۱۴۰۲ | 2024-03-05
اسفند ۱۴۰۲ | 2024-02-20/2024-03-19
سال ۱۳۶۷ | 1988-03-21/1989-03-20
حدوداً سال ۱۳۶۷ | 1988-03-21~/1989-03-20~
1367 AP | 1988-03-21/1989-03-20
۱۴۰۲/۱۲/۱۵ شمسی | 2024-03-05
1402-12-15 CE | 1402-12-15
1402-12-30 CE | 1402-12-30
30 Esfand 03 | 2025-03-20
""".strip().splitlines()
SEVERAL_READINGS = """
1988 or 1989 | 1988? 1989? 1988?/1989?
5 or 6 July 2016 | 2016-07-05? 2016-07-06? 2016-07-05?/2016-07-06?
03/04/2018 | 2018-04-03 2018-03-04
15 Feb 18 | 2018-02-15 1918-02-15
۱۵ اسفند ۰۲ | 2024-03-05 1924-03-06
Esfand 98 | 2120-02-20/2120-03-20 2020-02-20/2020-03-19
1402/12/15 | 2024-03-05 1402-12-15
۱۴۰۲/۱۲/۱۵ | 2024-03-05 1402-12-15
1402-12-15 | 2024-03-05 1402-12-15
۱۳۶۷ | 1988-03-21/1989-03-20 1367
1402/1403 | 2023-03-21/2025-03-20 1402/1403
از ۱۳۶۰ تا ۱۳۶۷ | 1981-03-21/1989-03-20 1360/1367
دهه ۱۳۶۰ | 1981-03-21/1991-03-20 136X
the 2000s | 200X 20XX
early 2000 | 2000~ 2000
before 1990 | /1989 ../1989
after 1990 | 1991/ 1991/..
before May 2016 | /2016-04 ../2016-04
before January 2016 | /2015-12 ../2015-12
before 3 May 2016 | /2016-05-02 ../2016-05-02
before 1 March 2016 | /2016-02-29 ../2016-02-29
after December 2016 | 2017-01/ 2017-01/..
after 31 Dec 2016 | 2017-01-01/ 2017-01-01/..
before about 1990 | /1989~ ../1989~
before the 1980s | /1979 ../1979
after the 1980s | 1990/ 1990/..
before spring 2016 | /2016-21 ../2016-21
before late 1990 | /1990~ ../1990~ /1990 ../1990
before 29 Feb 00 | /2000-02-28 ../2000-02-28
not before 1990 | 1990/ 1990/..
not after 1990 | /1990 ../1990
قبل از سال ۱۳۶۷ | /1988-03-20 ../1988-03-20
قبل از ۱۳۶۷ | /1988-03-20 ../1988-03-20 /1366 ../1366
پیش از ۱۵ اسفند ۱۴۰۲ | /2024-03-04 ../2024-03-04
پس از سال ۱۳۶۷ | 1989-03-21/ 1989-03-21/..
بعد از ۱۹۹۰ | 1991/ 1991/..
""".strip().splitlines()
NO_READING = """
 | There is no date to read
yesterday | is not understood as a date
88 | is not understood as a date
30 Feb 2018 | that month has the days 01 to 28
Friday, 15 February 2018 | another day of the week
between 2018 and 2016 | it ends before it starts
before 0001 | years
before 1 January 0001 | years
after 9999 | years
after 31 December 9999 | years
before 30 Feb 2018 | that month has the days 01 to 28
Monday 31 Feb 2018 | that month has the days 01 to 28
Monday 31 Feb 18 | that month has the days 01 to 28
30 اسفند 1402 | has no day 30
1402-12-30 | has no day 30 in month 12 of 1402. If the Gregorian calendar is meant, write 1402-12-30 CE
۱۴۰۲/۱۲/۳۰ | If the Gregorian calendar is meant, write 1402-12-30 CE
۱۳۹۵/۱۳ شمسی | has no day 1 in month 13
9999 AP | are read from 1200 to 1500
9990s AP | are read from 1200 to 1500
رمضان ۱۴۴۵ | lunar hijri
15 Ramadan 1445 | lunar hijri
1445 AH | lunar hijri
""".strip("\n").splitlines()
PIECES = st.sampled_from([
    "about", "between", "and", "or", "from", "to", "since", "1988", "1402", "۱۳۶۷", "July", "اسفند", "15", "/", "-",
    "~", "?", "حدود", "بین", "و", "1980s", "early", "until", "2018-02", "..", "X", "CE", "AP", "century", "Monday", ",",
    "31 Feb", "13", "02", "9999", "before", "after", "0001",
])


def cases(rows):
    return [tuple(side.strip() for side in row.split(" | ")) for row in rows]


@pytest.mark.parametrize(("text", "edtf"), cases(ONE_READING))
def test_what_can_be_read_in_one_way_is_given_as_edtf_with_words(text, edtf):
    reading = read_date(text)
    assert (reading.edtf, reading.alternatives, reading.problem) == (edtf, (), "")
    assert reading.words.startswith(edtf_in_words(edtf))


@pytest.mark.parametrize(("text", "edtfs"), cases(SEVERAL_READINGS))
def test_what_can_be_read_in_several_ways_is_offered_and_never_chosen(text, edtfs):
    reading = read_date(text)
    assert (reading.edtf, reading.problem) == ("", "")
    assert [one.edtf for one in reading.alternatives] == edtfs.split()
    assert len({one.words for one in reading.alternatives}) == len(reading.alternatives)


@pytest.mark.parametrize(("text", "problem"), cases(NO_READING))
def test_what_cannot_be_read_is_refused_with_words(text, problem):
    reading = read_date(text)
    assert (reading.edtf, reading.alternatives) == ("", ())
    assert problem in reading.problem


def test_the_persian_date_is_said_beside_its_gregorian_days():
    assert read_date("۱۵ اسفند ۱۴۰۲").words == "5 March 2024 (15 اسفند 1402 in the Persian calendar)"


def test_the_words_leave_out_what_a_date_is_before_or_after():
    assert [one.words for one in read_date("before 1990").alternatives] == [
        "until 1989 (start not known)", "until 1989 (no start stated)"]
    assert read_date("قبل از سال ۱۳۶۷").alternatives[0].words == (
        "until 20 March 1988 (start not known) (before the year 1367 of the Persian calendar)")
    assert read_date("پس از سال ۱۳۶۷").alternatives[1].words == (
        "since 21 March 1989 (open) (after the year 1367 of the Persian calendar)")
    assert "cannot leave out the season" in read_date("after spring 2016").alternatives[0].words


def test_a_text_that_is_too_long_is_not_read_at_all():
    assert "at most 100 characters" in read_date("1" * 101).problem


@pytest.mark.parametrize("text", ["1402", "1402/12/15", "دهه ۱۳۶۰", "1402/1403", "before 1367"])
def test_writing_what_an_alternative_says_leaves_only_that_one(text):
    for one in read_date(text).alternatives:
        again = read_date(one.write)
        assert again.edtf == one.edtf, (one, again)


def sound(reading):
    said = [bool(reading.edtf), bool(reading.alternatives), bool(reading.problem)]
    assert said.count(True) == 1
    edtfs = [reading.edtf] if reading.edtf else [one.edtf for one in reading.alternatives]
    assert len(edtfs) == len(set(edtfs))
    assert len(reading.alternatives) != 1
    for edtf in edtfs:
        assert parse_edtf(edtf).text == edtf


@given(st.text(max_size=120))
def test_no_text_whatever_raises_or_gives_what_the_archive_cannot_hold(text):
    sound(read_date(text))


@given(st.lists(PIECES, max_size=9), st.sampled_from(["", " "]))
def test_no_heap_of_date_words_raises_or_gives_what_the_archive_cannot_hold(pieces, glue):
    sound(read_date(glue.join(pieces)[:100]))


@given(st.dates())
def test_every_day_written_out_is_read_back(day):
    written = f"{day.day} {day:%B} {day.year:04d}"
    assert read_date(written).edtf == day.isoformat()
