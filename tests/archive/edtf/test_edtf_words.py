"""A date in words: plain, in the reader's language, and never without its doubts."""

import pytest
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import override

from archive.edtf import EDTFError, edtf_in_words

SAID = [
    ("", "date not known"),
    ("  ", "date not known"),
    ("2018", "2018"),
    ("0987", "0987"),
    ("2018-02", "February 2018"),
    ("2018-02-05", "5 February 2018"),
    ("2018-02-15T10:30:00Z", "15 February 2018, 10:30:00 UTC"),
    ("2018-02-15T10:30:00+03:30", "15 February 2018, 10:30:00 UTC+03:30"),
    ("2018-02-15T10:30:00", "15 February 2018, 10:30:00 (time zone not stated)"),
    ("2016-07~", "about July 2016"),
    ("2016-07?", "July 2016 (uncertain)"),
    ("2017-07%", "about July 2017 (uncertain)"),
    ("201X", "the 2010s"),
    ("201X~", "about the 2010s"),
    ("200X", "between 2000 and 2009"),
    ("20XX", "between 2000 and 2099"),
    ("20XX%", "between 2000 and 2099 (approximate; uncertain)"),
    ("2004-XX", "2004, month not known"),
    ("2004-12-XX", "December 2004, day not known"),
    ("2004-XX-XX", "2004, month and day not known"),
    ("2004-12-XX~", "about December 2004, day not known"),
    ("2004-21", "spring 2004"),
    ("2004-22?", "summer 2004 (uncertain)"),
    ("2004-23~", "about autumn 2004"),
    ("2004-24", "winter 2004"),
    ("2016/2018", "from 2016 to 2018"),
    ("2016~/2018-06?", "from about 2016 to June 2018 (uncertain)"),
    ("2016?/2018", "from 2016 (uncertain) to 2018"),
    ("/2018", "until 2018 (start not known)"),
    ("../2018", "until 2018 (no start stated)"),
    ("2018/..", "since 2018 (open)"),
    ("2018/", "from 2018 (end not known)"),
    ("2018%/..", "since about 2018 (uncertain; open)"),
]


@pytest.mark.parametrize(("text", "words"), SAID)
def test_a_date_is_said_in_plain_words(text, words):
    with override("en-gb"):
        assert edtf_in_words(text) == words


@pytest.mark.parametrize(("text", "months"), [("2016-07", MONTHS), ("2016-07-04", MONTHS_ALT)])
def test_the_month_is_named_in_the_language_that_is_active_when_asked(text, months):
    with override("fa"):
        words, persian_july = edtf_in_words(text), str(months[7])
    assert persian_july in words
    assert "July" not in words
    with override("en-gb"):
        assert "July" in edtf_in_words(text)


def test_a_text_that_is_not_held_has_no_words():
    with pytest.raises(EDTFError):
        edtf_in_words("2016-?05")
