"""Forms for what is marked in a text: stance labels, claims and quotations, each with its passage."""
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.choices import KeyedRadios, TargetField
from archive.curation.forms.fields import AgentField
from archive.models import Claim, Quotation, StanceAnnotation
from archive.stance.anchor import Quote


class PassageForm(forms.Form):
    """One passage of the document's text, as a curator copies it."""

    exact = forms.CharField(
        label=_("Passage"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Copy the words from the text; spaces and quotation marks may be plain."),
    )
    start = forms.IntegerField(
        label=_("starts at character"), required=False, min_value=0,
        help_text=_("Only if the passage stands more than once."),
    )
    prefix = forms.CharField(label=_("words before"), required=False, max_length=500, strip=False)
    suffix = forms.CharField(label=_("words after"), required=False, max_length=500, strip=False)

    def has_changed(self):
        """A passage that stays as it was is sent again with the label that it shows."""
        return True

    def quote(self):
        """The passage as a Quote."""
        said = self.cleaned_data
        return Quote(said["exact"].strip("\r\n").replace("\r\n", "\n"), start=said["start"],
                     prefix=said["prefix"], suffix=said["suffix"])


class PassageFormSet(forms.BaseFormSet):
    """The passages of one label; those left empty are not there."""

    def quotes(self):
        return [form.quote() for form in self.forms if form.cleaned_data.get("exact", "").strip()]


Passages = forms.formset_factory(PassageForm, formset=PassageFormSet, extra=3, max_num=20, absolute_max=20)
OnePassage = forms.formset_factory(PassageForm, formset=PassageFormSet, extra=1, max_num=1, absolute_max=1)


class AnnotationForm(forms.ModelForm):
    """A row that its verb writes: the form checks fields, the verb checks the whole."""

    def _post_clean(self):
        """The row is made and validated by its verb, which knows document, coder and evidence."""

    def fields_said(self):
        """The arguments of the verb, without the evidence."""
        return dict(self.cleaned_data)

    def needs_passage(self):
        """Whether it is nothing without evidence in the text."""
        return True

    def show(self, refusal):
        """Put a verb's ValidationError beside the fields that it names."""
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)


class StanceForm(AnnotationForm):
    """One label; what has few answers is a group of radio buttons, each with a key."""

    holder_agent = AgentField(label=_("holder's authority record"), required=False)
    target = TargetField(label=_("target"))

    class Meta:
        model = StanceAnnotation
        fields = ("holder_kind", "holder", "holder_agent", "target", "position", "neither_reason",
                  "explicitness", "confidence", "rationale")
        widgets = {
            "holder_kind": KeyedRadios(keys="123456"), "position": KeyedRadios(keys="fan"),
            "neither_reason": KeyedRadios(), "explicitness": KeyedRadios(keys=" ei"),
            "confidence": KeyedRadios(keys=" lmh"),
            "holder": forms.TextInput(attrs={"dir": "auto"}),
            "rationale": forms.Textarea(attrs={"rows": 3, "maxlength": 500, "dir": "auto"}),
        }

    def __init__(self, *args, targets=(), **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("holder_kind", "position"):
            self.fields[name].choices = self.Meta.model._meta.get_field(name).choices
        for name in ("neither_reason", "explicitness", "confidence"):
            self.fields[name].choices = [("", _("not said")), *self.Meta.model._meta.get_field(name).choices]
        self.fields["target"].put_first(targets)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("holder_kind") == "agent" and not cleaned.get("holder_agent"):
            self.add_error("holder_agent", _("The holder is an agent: name its authority record."))
        if cleaned.get("position") == "neither" and not cleaned.get("neither_reason"):
            self.add_error("neither_reason", _("Say why it is neither."))
        if cleaned.get("position") in ("favor", "against") and cleaned.get("neither_reason"):
            self.add_error("neither_reason", _("Only a position “neither” has a reason here."))
        return cleaned

    def needs_passage(self):
        """A target that is absent cannot be shown by a passage."""
        return self.cleaned_data["neither_reason"] != StanceAnnotation.NeitherReason.ABSENT


class ClaimForm(AnnotationForm):
    """One claimed figure."""

    class Meta:
        model = Claim
        fields = ("comparator", "value", "unit", "subject", "claimant")


class QuotationForm(AnnotationForm):
    """One quotation."""

    speaker_agent = AgentField(label=_("speaker's authority record"), required=False)

    class Meta:
        model = Quotation
        fields = ("speaker", "speaker_agent", "mode", "variant_group", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
