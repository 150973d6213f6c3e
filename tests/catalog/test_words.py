"""Coded values become words in the reader's language; a code that left its vocabulary stays a code."""
from django.utils.translation import override

from archive.models import StanceAnnotation
from catalog.words import label_of


def test_a_value_becomes_its_word_in_the_language_of_each_reader():
    with override("en-gb"):
        assert label_of(StanceAnnotation.Position, "favor") == "in favour"
    with override("fa"):
        assert label_of(StanceAnnotation.Position, "favor") == "موافق"


def test_a_value_that_the_vocabulary_does_not_have_is_said_as_it_is():
    assert [label_of(StanceAnnotation.Position, value) for value in ("", "undecided")] == ["", "undecided"]
