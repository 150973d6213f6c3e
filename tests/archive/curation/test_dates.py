"""A date that people write is understood in their sight, or refused with what to write instead."""
import json

import pytest
from django import forms
from django.urls import reverse

from archive.curation.forms.dates import DateField

pytestmark = pytest.mark.django_db


class Dated(forms.Form):
    issued = DateField(required=False)


def cleaned(text, stood=""):
    form = Dated({"issued": text}, initial={"issued": stood})
    assert form.is_valid(), form.errors
    return form.cleaned_data["issued"]


def refusal(text):
    form = Dated({"issued": text})
    assert not form.is_valid()
    return str(form.errors["issued"])


@pytest.mark.parametrize("text", ["2016-07~", "1990/..", "", "201X", "2018-02-15"])
def test_edtf_is_taken_as_it_is(text):
    assert cleaned(text) == text


def test_persian_digits_of_edtf_are_the_same_edtf():
    assert cleaned("۲۰۱۸-۰۲-۱۵") == "2018-02-15"


def test_a_natural_date_is_refused_with_the_edtf_to_write():
    assert "Write 2016-07~ if “about July 2016” means: about July 2016." in refusal("about July 2016")


def test_a_date_of_two_meanings_is_refused_with_both():
    said = refusal("03/04/2018")
    assert "<bdi>2018-04-03</bdi>: 3 April 2018" in said
    assert "<bdi>2018-03-04</bdi>: 4 March 2018" in said


def test_hostile_text_is_shown_as_text():
    assert "<script>" not in refusal("<script>alert(1)</script> or 2018")


def test_a_year_of_two_calendars_is_never_taken_silently():
    assert "2024-03-05" in refusal("1402-12-15")
    assert cleaned("1402-12-15 CE") == "1402-12-15"
    assert cleaned("1402-12-15", stood="1402-12-15") == "1402-12-15"


def test_the_desk_reads_a_date_as_it_is_written(clients):
    answer = clients["cataloguer"].get(reverse("curation:read-date"), {"q": "۱۵ اسفند ۱۴۰۲"})
    assert json.loads(answer.content) == {
        "edtf": "2024-03-05", "words": "5 March 2024 (15 اسفند 1402 in the Persian calendar)", "write": "2024-03-05",
        "alternatives": [], "problem": "",
    }


def test_the_desk_offers_every_meaning(clients):
    answer = clients["cataloguer"].get(reverse("curation:read-date"), {"q": "1402"})
    assert [one["write"] for one in answer.json()["alternatives"]] == ["2023-03-21/2024-03-19", "1402 CE"]


def test_the_desk_says_what_is_wrong(clients):
    answer = clients["cataloguer"].get(reverse("curation:read-date"), {"q": "9" * 500})
    assert "at most 100 characters" in answer.json()["problem"]
