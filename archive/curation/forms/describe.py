"""The describing form: all Dublin Core fields of a document, its contributions and places."""
from dataclasses import dataclass

from django import forms
from django.utils.html import conditional_escape
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.dates import HOW_TO_WRITE, DateField
from archive.curation.forms.fields import LanguagesField, LinesField, RecordsField, require_language_tag
from archive.curation.forms.genres import GenreField
from archive.curation.forms.rows import ROLES, contribution_rows, place_rows, save_contributions, save_places
from archive.ingest.uploads.sending import collections_for, may_send_into
from archive.models import Document, Subject

PART_FIELDS = ("printed_heading", "truncation", "boundary_certainty")

# What each section of the form is called, and its fields and rows in order. The first is a first description.
SECTIONS = (
    (_("First description"), ("title", "publisher", "creator", "genre", "language", "issued", "issued_as_printed",
                              "issued_basis", "persons_at_risk", "proposed_access", "rights", "description")),
    (_("More about what it is"), ("contributor", "alternative", "type", "translated_from", *PART_FIELDS)),
    (_("What it is about"), ("subjects", "temporal", "places")),
    (_("Other dates"), ("created", "modified", "valid", "date_copyrighted")),
    (_("Form and rights"), ("extent", "medium", "license", "rights_holder")),
    (_("Keeping"), ("content_notes", "collection", "notes", "reason")),
)
ROW_TITLES = {
    "publisher": _("Publisher"), "creator": _("Creator"), "contributor": _("Other contributor"), "places": _("Places"),
}
ROW_HELP = {
    "publisher": _("Who brought it out: the outlet or body, not the web host and not this archive."),
    "creator": _("Who wrote or made it; a person who is only quoted in it is no creator."),
    "contributor": _("Any other part in it: translator, editor, photographer."),
    "places": _("Places that it is about or was made in."),
}
NOT_SAVED = ("version", "reason", "subjects")


class DescribeForm(forms.ModelForm):
    """Saves only the columns that it shows, so that a move meanwhile is not written over."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason for this change"), required=False, max_length=500,
                             help_text=_("Shown in the history; empty if it is plain."))
    alternative = LinesField(label=_("alternative titles"), required=False, rows=1)
    language = LanguagesField(label=_("languages"), required=False, max_line=35, rows=1,
                              help_text=_("BCP 47 tags, one per line, for example en or fa."))
    extent = LinesField(label=_("extent"), required=False, rows=1, help_text=_("One per line, for example 3 pages."))
    medium = LinesField(label=_("medium"), required=False, rows=1)
    subjects = RecordsField(label=_("subjects"), model=Subject, variants="labels", required=False,
                            help_text=_("One label per line; they must exist."))
    created = DateField(label=_("created"), required=False)
    modified = DateField(label=_("modified"), required=False)
    valid = DateField(label=_("valid"), required=False)
    date_copyrighted = DateField(label=_("copyright date"), required=False)
    issued = DateField(label=_("date of issue"), required=False, help_text=format_lazy(
        "{} {}", Document._meta.get_field("issued").help_text, HOW_TO_WRITE))

    class Meta:
        model = Document
        fields = [name for _title, names in SECTIONS for name in names
                  if name not in NOT_SAVED and name not in ROW_TITLES]
        field_classes = {"genre": GenreField}
        labels = {"issued_basis": _("how the date is known"), "type": _("kind of thing (DCMI type)")}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "description": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "rights": forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
            "notes": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            **{name: forms.TextInput(attrs={"dir": "auto"})
               for name in ("issued_as_printed", "temporal", "rights_holder", "printed_heading", "content_notes")},
        }

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if by is not None:
            self.fields["collection"].queryset = collections_for(by)
            self.fields["collection"].required = not may_send_into(by, None)
        self.fields["version"].initial = self.instance.version
        self.fields["subjects"].initial = list(self.instance.subjects.all())
        if not self.instance.is_part:
            for name in PART_FIELDS:
                del self.fields[name]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_translated_from(self):
        tag = self.cleaned_data["translated_from"]
        if tag:
            require_language_tag(tag)
        return tag

    def save(self, commit=True):
        """Write the shown columns and the subjects; the caller holds the transaction."""
        shown = [name for name in self.Meta.fields if name in self.fields]
        self.instance.save(update_fields=[*shown, "issued_earliest", "issued_latest"])
        self.instance.subjects.set(self.cleaned_data["subjects"])
        return self.instance


@dataclass(frozen=True)
class Entry:
    """One thing to fill in: a field, or rows; `suggestions` are what the file itself says."""

    name: str
    field: object = None
    rows: object = None
    title: str = ""
    explanation: str = ""
    suggestions: tuple = ()


class Description:
    """The form and the rows of a document, handled as one.

    `shows_errors` is False for what was typed and never sent: it is shown as it
    was left, without complaints. `by` is whose collections alone can be chosen.
    """

    def __init__(self, document, data=None, *, by=None, shows_errors=True):
        self.document, self.shows_errors = document, shows_errors and data is not None
        self.form = DescribeForm(data, instance=document, by=by)
        self.contributions = {role.value: contribution_rows(document, role.value, data) for role in ROLES}
        self.places = place_rows(document, data)

    @property
    def rows(self):
        """{prefix: formset}, every kind of row."""
        return {**self.contributions, "places": self.places}

    def is_valid(self):
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def save(self):
        """Write all of it; the caller holds the transaction and has claimed the version."""
        self.form.save()
        for role, rows in self.contributions.items():
            save_contributions(self.document, role, rows)
        save_places(self.document, self.places)

    def errors(self):
        """{name of an input: [sentence as HTML]}; what concerns the whole stands under the empty name."""
        found = {name if name != "__all__" else "": _as_html(wrong) for name, wrong in self.form.errors.items()}
        for prefix, rows in self.rows.items():
            for form in rows.forms:
                if not form.cleaned_data.get("DELETE"):
                    found |= {form.add_prefix(name): _as_html(wrong) for name, wrong in form.errors.items()}
            if rows.non_form_errors():
                found[prefix] = _as_html(rows.non_form_errors())
        return found

    def sections(self, suggestions=()):
        """[(title, [Entry])] in the order of the page."""
        return [(title, [self._entry(name, suggestions) for name in names
                         if name in self.form.fields or name in ROW_TITLES]) for title, names in SECTIONS]

    def _entry(self, name, suggestions):
        mine = tuple(one for one in suggestions if one.entry == name)
        if name in ROW_TITLES:
            return Entry(name, rows=self.rows[name], title=_t(ROW_TITLES[name]), explanation=_t(ROW_HELP[name]),
                         suggestions=mine)
        return Entry(name, field=self.form[name], suggestions=mine)


def _as_html(wrong):
    """What people typed stands in complaints: only what the server wrote as HTML stays HTML."""
    return [conditional_escape(one) for one in wrong]


def values_of(description):
    """{name of an input: text} that a browser would send of an unbound Description."""
    said = {bound.html_name: _as_sent(bound) for bound in description.form}
    for rows in description.rows.values():
        said |= {bound.html_name: _as_sent(bound) for form in [rows.management_form, *rows.forms] for bound in form}
    return {name: text for name, text in said.items() if not name.endswith("-DELETE")}


def _as_sent(bound):
    value = bound.value()
    return "" if value is None else str(value)
