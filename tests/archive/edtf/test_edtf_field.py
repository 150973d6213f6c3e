"""The model field: it stores the curator's date, fills the two days, and refuses what is wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from archive.edtf.fields import HELP_TEXT, EDTFField


@pytest.fixture
def letter_model():
    """A throw-away model whose table lives as long as the test's transaction."""
    with isolate_apps():

        class Letter(models.Model):
            name = models.CharField(max_length=9, primary_key=True)
            issued = EDTFField(blank=True, earliest="issued_earliest", latest="issued_latest")
            issued_earliest = models.DateField(null=True, editable=False)
            issued_latest = models.DateField(null=True, editable=False)

            class Meta:
                app_label = "throwaway"

        yield Letter


@pytest.fixture
def letters(letter_model, db):
    columns = "name varchar(9), issued varchar(100), issued_earliest date, issued_latest date"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE throwaway_letter ({columns})")
        yield letter_model.objects
        cursor.execute("DROP TABLE throwaway_letter")


def _stored(letters):
    return [
        (text, earliest and earliest.isoformat(), latest and latest.isoformat())
        for text, earliest, latest in letters.order_by("name").values_list(
            "issued", "issued_earliest", "issued_latest"
        )
    ]


def test_saving_fills_the_earliest_and_the_latest_day(letters):
    letter = letters.create(name="a", issued=" 2016-07~ ")
    assert _stored(letters) == [("2016-07~", "2016-07-01", "2016-07-31")]
    letter.issued = "2018/.."
    letter.save()
    assert _stored(letters) == [("2018/..", "2018-01-01", None)]


def test_a_missing_start_gains_no_invented_day(letters):
    letters.create(name="a", issued="/2018")
    assert _stored(letters) == [("/2018", None, "2018-12-31")]


def test_emptying_the_date_empties_both_days(letters):
    letter = letters.create(name="a", issued="2018")
    letter.issued = "   "
    letter.save()
    assert _stored(letters) == [("", None, None)]


def test_bulk_create_fills_the_days_too(letters):
    letters.bulk_create([letters.model(name="a", issued="2018-02"), letters.model(name="b")])
    assert _stored(letters) == [("2018-02", "2018-02-01", "2018-02-28"), ("", None, None)]


def test_an_invalid_date_cannot_be_saved_even_without_validation(letters):
    with pytest.raises(ValidationError, match="stand at its end"), transaction.atomic():
        letters.create(name="a", issued="2016-?05")
    with pytest.raises(ValidationError, match="days 01 to 28"), transaction.atomic():
        letters.bulk_create([letters.model(name="a", issued="2018-02-30")])
    assert _stored(letters) == []


def test_an_invalid_date_cannot_be_written_by_an_update(letters):
    letters.create(name="a", issued="2018")
    with pytest.raises(ValidationError, match="no month 13"), transaction.atomic():
        letters.update(issued="2018-13")
    assert _stored(letters) == [("2018", "2018-01-01", "2018-12-31")]


def test_dates_can_be_looked_up_by_text_and_by_part_of_it(letters):
    letters.create(name="a", issued="2018-02?")
    assert letters.filter(issued=" 2018-02? ").exists()
    assert letters.filter(issued__startswith="2018-").exists()
    assert not letters.filter(issued="2018-02").exists()


def test_full_clean_names_the_field_and_says_what_is_wrong(letter_model):
    with pytest.raises(ValidationError) as refusal:
        letter_model(name="a", issued="2018/2016").full_clean(validate_unique=False)
    assert "ends before it starts" in refusal.value.message_dict["issued"][0]
    assert refusal.value.error_dict["issued"][0].code == "invalid_edtf"


def test_full_clean_makes_the_text_canonical(letter_model):
    letter = letter_model(name="a", issued=" 2018 ")
    letter.full_clean(validate_unique=False)
    assert letter.issued == "2018"


def test_an_empty_date_is_refused_only_where_one_is_required():
    EDTFField(blank=True).clean("", None)
    with pytest.raises(ValidationError):
        EDTFField().clean("  ", None)


def test_an_over_long_text_is_refused_in_our_own_words():
    with pytest.raises(ValidationError, match="at most 100 characters"):
        EDTFField().clean("2018," * 60, None)


def test_a_form_shows_the_help_and_the_refusal(letter_model):
    form = modelform_factory(letter_model, fields=["issued"])({"issued": "1XXX"})
    assert form.fields["issued"].help_text == HELP_TEXT
    assert form.fields["issued"].widget.attrs["dir"] == "ltr"
    assert "one or two digits of a year" in form.errors["issued"][0]


def test_migrations_keep_the_names_of_the_days_and_leave_out_the_help():
    field = EDTFField(blank=True, earliest="first", latest="last")
    kwargs = field.deconstruct()[3]
    assert kwargs == {"blank": True, "max_length": 100, "earliest": "first", "latest": "last"}
    copy = field.clone()
    assert (copy.earliest, copy.latest, copy.help_text) == ("first", "last", HELP_TEXT)
    assert EDTFField(help_text="Other").deconstruct()[3]["help_text"] == "Other"


def _check_ids(**fields):
    with isolate_apps():
        meta = type("Meta", (), {"app_label": "throwaway"})
        attributes = {"__module__": __name__, "Meta": meta, **fields}
        model = type("Checked", (models.Model,), attributes)
        return [error.id for error in model._meta.get_field("made").check()]


def test_a_sound_declaration_passes_the_checks():
    made = EDTFField(earliest="first", latest="last")
    day = models.DateField
    assert _check_ids(made=made, first=day(null=True), last=day(null=True)) == []
    assert _check_ids(made=EDTFField()) == []


def test_the_checks_report_a_missing_day():
    assert _check_ids(made=EDTFField(earliest="first", latest="last")) == ["edtf.E001"] * 2


@pytest.mark.parametrize("day", [models.DateField, models.DateTimeField, models.CharField])
def test_the_checks_report_a_day_that_cannot_hold_an_unknown_date(day):
    is_date = day is models.DateField
    first = day(null=not is_date)
    assert _check_ids(made=EDTFField(earliest="first"), first=first) == ["edtf.E002"]


def test_the_checks_report_a_day_declared_too_early_to_be_filled():
    first = models.DateField(null=True)
    assert _check_ids(first=first, made=EDTFField(earliest="first")) == ["edtf.E003"]
