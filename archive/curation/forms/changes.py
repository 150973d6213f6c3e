"""The forms of acts on many documents: a batch edit, and find and replace."""
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.changes.edit import Edit
from archive.changes.fields import CLEAR, FIELDS, Operation
from archive.changes.replace import NAMES, Replacement, label_of
from archive.curation.forms.fields import AgentField, LanguagesField, RecordsField
from archive.curation.forms.genres import GenreField
from archive.models import Document, Place, Subject

AGENTS = ("publisher", "creator", "contributor")


class EditForm(forms.Form):
    """For each field what is done with it, and with which value; what is left says nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in FIELDS.items():
            choices = [("", _("leave as it is")), *((one, Operation(one).label) for one in field.operations)]
            self.fields[f"{name}_operation"] = forms.ChoiceField(
                label=_("What is done"), choices=choices, required=False)
            self.fields[f"{name}_value"] = _value_field(name, field.label)

    def clean(self):
        cleaned = super().clean()
        self.edits = [edit for name in FIELDS if (edit := self._edit(name, cleaned))]
        if not self.edits and not self.errors:
            raise forms.ValidationError(_("Say for at least one field what is done with it."))
        return cleaned

    def _edit(self, name, cleaned):
        operation, value = cleaned.get(f"{name}_operation"), cleaned.get(f"{name}_value")
        if not operation or f"{name}_value" in self.errors:
            return None
        if operation == CLEAR:
            return Edit(name, operation)
        values = tuple(value) if isinstance(value, (list, tuple)) else (value,)
        if not any(values):
            self.add_error(f"{name}_value", _("Give the value."))
        return Edit(name, operation, values)

    def rows(self):
        """[(label, bound operation, bound value)] in the order of the page."""
        return [(field.label, self[f"{name}_operation"], self[f"{name}_value"]) for name, field in FIELDS.items()]

    def carried(self):
        """[(name, value)] that send a valid form's entries on."""
        names = [f"{edit.name}_{part}" for edit in self.edits for part in ("operation", "value")]
        return [(name, self.data.get(name, "")) for name in names]


def _value_field(name, label):
    if name == "language":
        return LanguagesField(label=label, required=False, max_line=35, help_text="")
    if name == "subjects":
        return RecordsField(label=label, model=Subject, variants="labels", required=False, help_text="")
    if name == "places":
        return RecordsField(label=label, model=Place, variants="names", required=False, help_text="")
    if name in AGENTS:
        return AgentField(label=label, required=False)
    form_class = {"form_class": GenreField} if name == "genre" else {}
    field = Document._meta.get_field(name).formfield(required=False, help_text="", **form_class)
    field.initial = None
    if name == "rights":
        field.widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    return field


class ReplaceForm(forms.Form):
    find = forms.CharField(label=_("Find"), max_length=500, strip=False,
                           widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
    replace = forms.CharField(label=_("Replace by"), max_length=1000, strip=False, required=False,
                              help_text=_("Empty takes the words away."),
                              widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
    names = forms.MultipleChoiceField(
        label=_("In which fields"), widget=forms.CheckboxSelectMultiple, initial=["title"],
        choices=[(name, label_of(name)) for name in NAMES],
    )
    match_case = forms.BooleanField(label=_("tell capitals from small letters"), required=False)
    whole_words = forms.BooleanField(label=_("whole words only"), required=False)
    is_exact = forms.BooleanField(
        label=_("tell typographic signs from plain ones"), required=False,
        help_text=_("Otherwise ' also finds ’, a space also finds one that does not break, and ي also finds ی."),
    )

    def replacement(self):
        said = self.cleaned_data
        return Replacement(**{**said, "names": tuple(said["names"])})

    def carried(self):
        """[(name, value)] that send a valid form's entries on."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]
