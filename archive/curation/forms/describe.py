"""The describing form: all Dublin Core fields of a document, its contributions and places."""
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.fields import AgentField, LanguagesField, LinesField, RecordsField
from archive.edtf.fields import HELP_TEXT as HOW_TO_WRITE_DATES
from archive.models import Contribution, Document, DocumentPlace, Place, Subject

PART_FIELDS = ("printed_heading", "truncation", "boundary_certainty")

# What each group of the form is called, and its fields in order.
GROUPS = (
    (_("What it is"), ("title", "alternative", "type", "genre", "language", "translated_from", *PART_FIELDS)),
    (_("When"), ("issued", "issued_as_printed", "issued_basis", "created", "modified", "valid",
                 "date_copyrighted")),
    (_("About"), ("description", "subjects", "temporal")),
    (_("Form and rights"), ("extent", "medium", "rights", "license", "rights_holder")),
    (_("Access and safety"), ("proposed_access", "persons_at_risk", "content_notes")),
    (_("Keeping"), ("collection", "notes", "reason")),
)


class DescribeForm(forms.ModelForm):
    """Saves only the columns that it shows, so that a move meanwhile is not written over."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason for this change"), required=False, max_length=500)
    alternative = LinesField(label=_("alternative titles"), required=False)
    language = LanguagesField(label=_("languages"), required=False, max_line=35,
                              help_text=_("BCP 47 tags, one per line, for example en or fa."))
    extent = LinesField(label=_("extent"), required=False, help_text=_("One per line, for example 3 pages."))
    medium = LinesField(label=_("medium"), required=False)
    subjects = RecordsField(label=_("subjects"), model=Subject, variants="labels", required=False,
                            help_text=_("One label per line; they must exist."))

    class Meta:
        model = Document
        fields = [name for _title, names in GROUPS for name in names if name not in ("reason", "subjects")]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "description": forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            "rights": forms.Textarea(attrs={"rows": 2}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        # The way to write a date is explained once, beside the first of them.
        help_texts = dict.fromkeys(("created", "modified", "valid", "date_copyrighted"), "")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["issued"].help_text = format_lazy("{} {}", self.fields["issued"].help_text, HOW_TO_WRITE_DATES)
        self.fields["subjects"].initial = list(self.instance.subjects.all())
        if not self.instance.is_part:
            for name in PART_FIELDS:
                del self.fields[name]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def save(self, commit=True):
        """Write the shown columns and the subjects; the caller holds the transaction."""
        shown = [name for name in self.Meta.fields if name in self.fields]
        self.instance.save(update_fields=[*shown, "issued_earliest", "issued_latest"])
        self.instance.subjects.set(self.cleaned_data["subjects"])
        return self.instance

    def groups(self):
        """[(title, [bound field])] in the order of the page."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in GROUPS]


class ContributionForm(forms.ModelForm):
    agent = AgentField(label=_("agent"))

    class Meta:
        model = Contribution
        fields = ("role", "agent", "as_printed", "basis", "certainty", "sequence")
        help_texts = {"as_printed": ""}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == Contribution.Basis.PRINTED and not cleaned.get("as_printed"):
            self.add_error("as_printed", _("Give the name as the document prints it, or choose another basis."))
        return cleaned


class PlaceForm(forms.ModelForm):
    place = forms.CharField(label=_("place"), max_length=200)

    class Meta:
        model = DocumentPlace
        fields = ("place", "as_printed", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = self.instance.place.label

    def clean_place(self):
        field = RecordsField(model=Place, variants="names", required=True)
        return field.clean(self.cleaned_data["place"])[0]


ContributionFormSet = forms.inlineformset_factory(
    Document, Contribution, form=ContributionForm, extra=2, max_num=200, absolute_max=210
)
PlaceFormSet = forms.inlineformset_factory(
    Document, DocumentPlace, form=PlaceForm, extra=1, max_num=100, absolute_max=110
)


class Description:
    """The form and its two formsets, handled as one."""

    def __init__(self, document, data=None):
        self.form = DescribeForm(data, instance=document)
        self.contributions = ContributionFormSet(data, instance=document, prefix="contributions")
        self.places = PlaceFormSet(data, instance=document, prefix="places")

    def is_valid(self):
        return all([self.form.is_valid(), self.contributions.is_valid(), self.places.is_valid()])

    def save(self):
        self.form.save()
        self.contributions.save()
        self.places.save()
