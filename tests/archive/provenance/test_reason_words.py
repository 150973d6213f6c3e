"""Reasons that the program wrote are said in the language of whoever reads; what a person typed stays as it is."""
import pytest
from django.utils.translation import override

from archive.changes.fields import FIELDS, Operation
from archive.provenance import reason_words
from archive.provenance.reason_words import reason_in_words

PROGRAM_WROTE = [
    *sorted(reason_words.KNOWN), "described by import 1f", "copied from 1f, version 2",
    "described as 1f, version 2", "version 2 restored",
    "labels adjudicated: see page 2", "merged with “Old name”", "undone: rights: replace by Not known.",
    "rights: replace by Not known.", "genre: empty; languages: add fa",
]
TYPED = ["", "checked against the paper", "note: add a page", "rights: asked again", "منبع دیده شد",
         "it was described by an import", "rights; genre"]


@pytest.mark.parametrize("reason", PROGRAM_WROTE)
def test_what_the_program_wrote_is_said_in_persian_and_unchanged_in_english(reason):
    with override("en-gb"):
        assert reason_in_words(reason) == reason
    with override("fa"):
        said = reason_in_words(reason)
    assert said != reason
    assert not {"described", "copied", "undone", "replace", "add", "empty", "label", "version"} & set(said.split())


def test_the_names_and_values_in_it_stay_as_they_were():
    with override("fa"):
        assert "\u2068Not known.\u2069" in reason_in_words("rights: replace by Not known.")
        assert "see page 2" in reason_in_words("labels adjudicated: see page 2")


@pytest.mark.parametrize("reason", TYPED)
def test_what_a_person_typed_is_left_alone(reason):
    with override("fa"):
        assert reason_in_words(reason) == reason


def test_every_field_and_operation_of_a_change_of_many_records_is_known():
    with override("en-gb"):
        assert {str(field.label) for field in FIELDS.values()} == reason_words.FIELDS
        assert {str(operation.label) for operation in Operation} == set(reason_words.OPERATIONS)
