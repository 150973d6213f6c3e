"""Which fields of a description are written into which other drafts."""
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.describe import ROW_TITLES, DescribeForm
from archive.drafting.copying import CARRIED, CARRIED_ROWS
from archive.models import Document


def _choices():
    """(name, words) of what can be carried, in the form's words."""
    rows = [(name, ROW_TITLES[name]) for name in CARRIED_ROWS if name in ROW_TITLES]
    return rows + [(name, capfirst(field.label)) for name, field in DescribeForm.base_fields.items()
                   if name in (*CARRIED, *CARRIED_ROWS)]


class CarryForm(forms.Form):
    names = forms.MultipleChoiceField(
        label=_("What"), choices=_choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("What the other drafts say in these fields is replaced; their history keeps it."),
    )
    onto = forms.ModelMultipleChoiceField(
        label=_("For these drafts"), queryset=Document.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["onto"].queryset = drafts
