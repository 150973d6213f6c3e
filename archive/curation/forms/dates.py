"""The form field for a date: EDTF as it is, and what people write otherwise refused with the EDTF to write instead.

With a script the entry was turned into EDTF in sight of the person (`dates.js`). Without one, the
refusal says what was understood; so in both cases a person has seen it before it is saved.
"""
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.edtf import MAX_LENGTH
from archive.edtf.meaning import GREGORIAN
from archive.edtf.months import ascii_digits
from archive.edtf.natural import is_edtf, read_date

HOW_TO_WRITE = gettext_lazy(
    "As you would write it: 15 Feb 2018, about July 2016, between 2016 and 2018, ۱۵ اسفند ۱۴۰۲. "
    "Below the field stands what the archive will keep. Leave it empty when the date is not known."
)


class DateField(forms.CharField):
    """Gives canonical EDTF, or the empty text; what already stood in the record is taken as it stands."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", MAX_LENGTH)
        kwargs.setdefault("widget", forms.TextInput(attrs={
            "data-date": "", "dir": "auto", "autocomplete": "off", "spellcheck": "false",
        }))
        kwargs.setdefault("help_text", HOW_TO_WRITE)
        self.stood = ""
        super().__init__(**kwargs)

    def get_bound_field(self, form, field_name):
        self.stood = form.get_initial_for_field(self, field_name) or ""
        return super().get_bound_field(form, field_name)

    def clean(self, value):
        text = super().clean(value)
        if not text or text == self.stood:
            return text
        reading = read_date(text)
        if reading.problem:
            raise forms.ValidationError(reading.problem, code="unreadable")
        is_meant = is_edtf(ascii_digits(text).removesuffix(GREGORIAN)) == reading.edtf
        if not reading.edtf or not is_meant:
            raise forms.ValidationError(_proposal(text, reading), code="not_confirmed")
        return reading.edtf


def _proposal(text, reading):
    """What to write for what was understood, one line for each way to understand it."""
    if reading.edtf:
        write = reading.as_plain()["write"]
        return _("Write %(write)s if “%(text)s” means: %(words)s.") % {
            "write": write, "text": text, "words": reading.words}
    lines = format_html_join("", "<li><bdi>{}</bdi>: {}</li>", ((one.write, one.words) for one in reading.alternatives))
    return format_html("{}<ul>{}</ul>", _("“%(text)s” can mean several dates. Write the one that is meant:")
                       % {"text": text}, lines)
