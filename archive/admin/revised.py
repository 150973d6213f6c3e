"""A save of a record in the admin claims its version and keeps a revision, like every other save.

The form carries the version that was opened. Whoever saves second is shown what
the first one changed beside their own entries; neither version is overwritten.
"""
import json

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.by_role import ByRole
from archive.admin.unused import DeletedOnlyUnused
from archive.curation.readable import as_html, differences
from archive.models.provenance import EventType, Revision
from archive.provenance.authority_snapshot import snapshot_authority
from archive.provenance.canonical import canonical_json
from archive.provenance.ledger import record_event
from archive.provenance.revise import claim_version, keep_revision
from archive.workflow.announce import announce_name


class RevisedForm(forms.ModelForm):
    """Any record's form, with the version that was opened and the reason for the change."""

    opened_version = forms.IntegerField(label=gettext_lazy("opened version"), required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for this change"), required=False, max_length=500,
        help_text=gettext_lazy("Kept with the revision, for curators."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_version"].initial = self.instance.version if self.instance.pk else None

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_stale(cleaned)
        return cleaned

    def _refuse_stale(self, cleaned):
        """Raise ValidationError if somebody saved since; the lock holds until this save ends."""
        opened = cleaned.get("opened_version")
        saved = type(self.instance).objects.select_for_update().get(pk=self.instance.pk)
        if saved.version == opened:
            return
        entered = {name: self[name].value() for name in self.fields}
        raise forms.ValidationError([
            _("Somebody else saved this record since you opened it: you opened version %(opened)s, "
              "version %(saved)s is saved now. Nothing of yours was saved. Compare, open the record "
              "again, and enter your changes there.") % {"opened": opened or "?", "saved": saved.version},
            both_versions(saved, opened, entered),
        ])


class RevisedAdmin(DeletedOnlyUnused, ByRole, admin.ModelAdmin):
    """A screen for a Record: every save is a version with its revision and its event."""

    form = RevisedForm

    def save_model(self, request, obj, form, change):
        if change:
            obj.version = form.cleaned_data["opened_version"]
            claim_version(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        keep_revision(form.instance, request.user, self.reason_said(form))
        announce_name(form.instance)

    def reason_said(self, form):
        """Why it was changed, as the revision keeps it."""
        return form.cleaned_data.get("reason", "")

    def delete_model(self, request, obj):
        record_event(EventType.DELETION, obj, by=request.user, version=obj.version)
        super().delete_model(request, obj)

    def history_view(self, request, object_id, extra_context=None):
        """The record's revisions, which say more than Django's own log."""
        record = self.get_object(request, object_id)
        identifier = record.identifier if record else "-"
        return HttpResponseRedirect(f"{reverse('admin:archive_revision_changelist')}?record_id={identifier}")


def both_versions(saved, opened, entered):
    """What changed since `opened`, field by field, beside what this person entered, as HTML."""
    model_name = saved._meta.model_name
    now = json.loads(canonical_json(snapshot_authority(saved)))
    kept = Revision.objects.filter(record_type=model_name, record_id=saved.identifier, version=opened or 0).first()
    before = json.loads(kept.snapshot) if kept else {}
    rows = [
        (change.label, change.before_html, change.after_html,
         as_html(entered[change.name]) if change.name in entered else _("as in the form below"))
        for change in differences(before, now, model_name)
    ]
    head = format_html("<tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>",
                       _("Field"), _("When you opened it"), _("Saved now"), _("Yours"))
    body = format_html_join("", "<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    return format_html('<table class="conflict">{}{}</table>', head, body)
