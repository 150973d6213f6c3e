"""The parts of a whole as rows of a form: where each begins and ends, and what is said of it."""
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models.checks import is_blank
from archive.models.document import BoundaryCertainty, Document, Truncation
from archive.parts.checking import MOST_PARTS
from archive.parts.said import PartSaid


def _choices(kind):
    return [("", _("not said")), *kind.choices]


class PartForm(forms.Form):
    """One part. A row without a range and without a title is not there."""

    identifier = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    start = forms.IntegerField(label=_("begins at character"), min_value=0)
    end = forms.IntegerField(label=_("ends before character"), min_value=1)
    title = forms.CharField(
        label=_("title"), max_length=1000, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("As printed; one that you devise goes in [square brackets]."),
    )
    printed_heading = forms.CharField(
        label=_("printed heading"), required=False, max_length=1000, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    truncation = forms.ChoiceField(label=_("truncation"), required=False, choices=_choices(Truncation))
    boundary_certainty = forms.ChoiceField(
        label=_("boundary"), required=False, choices=_choices(BoundaryCertainty)
    )

    def clean_title(self):
        if is_blank(self.cleaned_data["title"]):
            raise forms.ValidationError(self.fields["title"].error_messages["required"])
        return " ".join(self.cleaned_data["title"].split())

    def said(self):
        """The row as a PartSaid."""
        return PartSaid(**{name: value for name, value in self.cleaned_data.items() if name != "DELETE"})


class PartForms(forms.BaseFormSet):
    """Every part of one whole, in the order of the text."""

    def said(self):
        """[(form, PartSaid)], in the order in which the verb will number them; rows to be removed are left out."""
        rows = [(form, form.said()) for form in self.forms
                if form.cleaned_data.get("title") and not form.cleaned_data.get("DELETE")]
        return sorted(rows, key=lambda row: (row[1].start, row[1].end))


PartFormSet = forms.formset_factory(
    PartForm, formset=PartForms, extra=0, can_delete=True, max_num=MOST_PARTS, absolute_max=MOST_PARTS
)


def initial_of(parts):
    """Documents, in their order, as the formset's first values."""
    fields = ("identifier", "title", "printed_heading", "truncation", "boundary_certainty")
    return [
        {**{name: getattr(part, name) for name in fields}, "start": part.part_start, "end": part.part_end}
        for part in parts
    ]


def initial_from(text, boundaries, last):
    """Proposed boundaries as first values: each part reaches to the last word before the next."""
    ends = [*(one.start for one in boundaries[1:]), last]
    rows = []
    for boundary, end in zip(boundaries, ends, strict=True):
        words = text[boundary.start:end].rstrip()
        heading = boundary.heading[:Document._meta.get_field("printed_heading").max_length]
        first_line = " ".join(words.split("\n", 1)[0].split())
        rows.append({"start": boundary.start, "end": boundary.start + len(words), "printed_heading": heading,
                     "title": heading or f"[{first_line[:80]}]"})
    return rows
