"""The small forms by which a missing agent, subject or place is added while describing."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curation.forms.fields import LinesField, RecordField
from archive.models import Agent, AgentType, Place, Subject
from archive.models.checks import is_blank


class NewRecord(forms.Form):
    """Heading and further names; the kinds add what tells their records apart."""

    heading = forms.CharField(label=gettext_lazy("name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    names = LinesField(label=gettext_lazy("further names"), required=False, max_line=200,
                       help_text=gettext_lazy("Other spellings, scripts and abbreviations, one per line."))
    is_another = forms.BooleanField(label=gettext_lazy("It is somebody or something else"), required=False)

    def clean_heading(self):
        if is_blank(self.cleaned_data["heading"]):
            raise forms.ValidationError(self.fields["heading"].error_messages["required"])
        return " ".join(self.cleaned_data["heading"].split())

    def clean_names(self):
        return [name for name in self.cleaned_data["names"] if not is_blank(name)]

    def values(self):
        """What `create_record` takes."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class NewAgent(NewRecord):
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=Agent.Kind, initial=Agent.Kind.UNRESOLVED)
    types = forms.MultipleChoiceField(
        label=gettext_lazy("function"), choices=AgentType.Type, required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )
    country = forms.CharField(label=gettext_lazy("country"), max_length=2, required=False,
                              help_text=gettext_lazy("ISO 3166-1, two letters."))
    field_order = ("heading", "kind", "types", "country", "names")

    def clean_country(self):
        country = self.cleaned_data["country"].upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise forms.ValidationError(_("Write the two letters of ISO 3166-1, for example IR."))
        return country


class NewSubject(NewRecord):
    broader = RecordField(label=gettext_lazy("broader subject"), kind="subjects", required=False)
    scope_note = forms.CharField(label=gettext_lazy("scope note"), required=False, max_length=2000,
                                 widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
                                 help_text=gettext_lazy("When to choose it."))
    field_order = ("heading", "broader", "scope_note", "names")


class NewPlace(NewRecord):
    broader = RecordField(label=gettext_lazy("lies in"), kind="places", required=False)
    field_order = ("heading", "broader", "names")


FORMS = {Agent: NewAgent, Subject: NewSubject, Place: NewPlace}
