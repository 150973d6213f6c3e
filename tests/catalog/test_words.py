"""Coded values become words in the reader's language; a code that left its vocabulary stays a code."""
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.utils.translation import override

from archive.models import StanceAnnotation
from catalog.words import date_in_words, in_words, issued_in_words, label_of, moment_in_words, word


def test_a_value_becomes_its_word_in_the_language_of_each_reader():
    for _twice in range(2):
        with override("en-gb"):
            assert label_of(StanceAnnotation.Position, "favor") == "in favour"
        with override("fa"):
            assert label_of(StanceAnnotation.Position, "favor") == "موافق"


def test_a_value_that_the_vocabulary_does_not_have_is_said_as_it_is():
    assert [label_of(StanceAnnotation.Position, value) for value in ("", "undecided")] == ["", "undecided"]


def test_a_word_is_that_of_the_vocabulary_that_is_named():
    assert (word("probable", "certainty"), word("book", "dcmi_type")) == ("probable", "book")
    with pytest.raises(KeyError):
        word("probable", "no such vocabulary")


def test_dates_are_said_in_the_language_of_each_reader():
    assert (in_words("2016-07"), issued_in_words("2016-07-05", "external")) == ("July 2016", "5 July 2016 [inferred]")
    with override("fa"):
        assert in_words("2016-07") == "ژوئیه 2016"


def test_moments_are_said_in_the_time_of_the_site():
    east = datetime(2016, 7, 6, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    assert moment_in_words(east) == "5 July 2016, 22:30 UTC"
    assert date_in_words(east, "c") == date_in_words(datetime(2016, 7, 5, 22, 30, tzinfo=UTC), "c")
