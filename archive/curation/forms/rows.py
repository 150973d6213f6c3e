"""Rows of the describing form: agents in one role each, and places.

A row that is left empty is no row. What a row is about (its agent, its place)
is what it is known by, so that a form which was saved without leaving the page
can be saved again.
"""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curation.forms.fields import AgentField, RecordField
from archive.models import Contribution, DocumentPlace
from archive.models.checks import is_blank

ROLES = (Contribution.Role.PUBLISHER, Contribution.Role.CREATOR, Contribution.Role.CONTRIBUTOR)
DEFAULTS = {"basis": Contribution.Basis.PRINTED, "certainty": Contribution.Certainty.CERTAIN}
# A row is for one record: what is typed here finds it by any of its names.
WORDS = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})


class RowForm(forms.Form):
    """One row about one record, the field `key`; `words` are the fields that make it more than an empty row."""

    key, words = "", ()

    def has_changed(self):
        return any((self.data.get(self.add_prefix(name)) or "").strip() for name in (self.key, *self.words))


class ContributionForm(RowForm):
    """One agent; the role is said by where the row stands."""

    agent = AgentField(label=gettext_lazy("name in the catalogue"))
    as_printed = forms.CharField(label=gettext_lazy("as printed"), max_length=500, required=False, widget=WORDS)
    basis = forms.ChoiceField(label=gettext_lazy("how we know"), choices=Contribution.Basis, initial=DEFAULTS["basis"])
    certainty = forms.ChoiceField(label=gettext_lazy("certainty"), choices=Contribution.Certainty,
                                  initial=DEFAULTS["certainty"])

    key, words = "agent", ("as_printed",)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == Contribution.Basis.PRINTED and is_blank(cleaned.get("as_printed", "")):
            self.add_error("as_printed", _("Give the name as the document prints it, or choose another basis."))
        return cleaned


class PlaceForm(RowForm):
    place = RecordField(kind="places", label=gettext_lazy("place"))
    as_printed = forms.CharField(label=gettext_lazy("as printed"), max_length=300, required=False, widget=WORDS)
    note = forms.CharField(label=gettext_lazy("what it is here"), max_length=200, required=False,
                           help_text=gettext_lazy("For example: dateline."))

    key, words = "place", ("as_printed", "note")


class Rows(forms.BaseFormSet):
    """A formset in which every row may be empty, and no record stands twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, form_kwargs={"empty_permitted": True}, **kwargs)

    @property
    def given(self):
        """[cleaned data] of the rows that say something and are not to be removed."""
        return [form.cleaned_data for form in self.forms
                if form.cleaned_data.get(form.key) and not form.cleaned_data.get("DELETE")]

    def clean(self):
        if any(form.errors for form in self.forms):
            return
        seen = set()
        for row in self.given:
            record = row[self.form.key]
            if record.pk in seen:
                raise forms.ValidationError(_("“%(name)s” stands here twice: remove one of the rows.")
                                            % {"name": record})
            seen.add(record.pk)


ContributionRows = forms.formset_factory(
    ContributionForm, formset=Rows, extra=1, max_num=200, absolute_max=210, can_delete=True)
PlaceRows = forms.formset_factory(PlaceForm, formset=Rows, extra=1, max_num=100, absolute_max=110, can_delete=True)


def contribution_rows(document, role, data=None):
    """The formset of one role; its prefix is the role."""
    initial = [{"agent": row.agent.name, "as_printed": row.as_printed, "basis": row.basis, "certainty": row.certainty}
               for row in document.contributions.all() if row.role == role]
    return ContributionRows(prefix=role, **({"initial": initial} if data is None else {"data": data}))


def place_rows(document, data=None):
    initial = [{"place": row.place.label, "as_printed": row.as_printed, "note": row.note}
               for row in document.places.all()]
    return PlaceRows(prefix="places", **({"initial": initial} if data is None else {"data": data}))


def save_contributions(document, role, rows):
    """Make the contributions of `role` what the valid formset `rows` says; what is the same is not written."""
    held = {row.agent_id: row for row in document.contributions.all() if row.role == role}
    last = max((row.sequence for row in held.values()), default=0)
    for said in rows.given:
        row = held.pop(said["agent"].pk, None)
        if row is None:
            last += 1
            row = Contribution(document=document, role=role, agent=said["agent"], sequence=last)
        _write(row, said, ("as_printed", "basis", "certainty"))
    for left in held.values():
        left.delete()


def save_places(document, rows):
    """As `save_contributions`, for places."""
    held = {row.place_id: row for row in document.places.all()}
    for said in rows.given:
        row = held.pop(said["place"].pk, None) or DocumentPlace(document=document, place=said["place"])
        _write(row, said, ("as_printed", "note"))
    for left in held.values():
        left.delete()


def _write(row, said, names):
    if row.pk and all(getattr(row, name) == said[name] for name in names):
        return
    for name in names:
        setattr(row, name, said[name])
    row.save()
