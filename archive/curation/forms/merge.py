"""Asks for the other record of a merge, which of both stays, and the reason."""
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.fields import RecordField


class ChooseForm(forms.Form):
    """The other record, by any of its names."""

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"] = RecordField(kind=kind.key, label=_("the other record"))


class MergeForm(forms.Form):
    """The confirmation: the versions that were shown, and which record stays."""

    other = forms.CharField(max_length=36, widget=forms.HiddenInput)
    primary = forms.CharField(max_length=36, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    other_version = forms.IntegerField(widget=forms.HiddenInput)
    is_sure = forms.BooleanField(label=_("Both are the same"), required=False)
    reason = forms.CharField(label=_("reason"), max_length=500, required=False,
                             widget=forms.TextInput(attrs={"dir": "auto"}),
                             help_text=_("Kept with every revision and in the ledger."))
