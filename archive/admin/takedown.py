"""Takedown cases: who asked for removal, what was decided, and when to look again."""
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.revised import RevisedAdmin, RevisedForm
from archive.models import Document, TakedownCase

UNDECIDED = TakedownCase.Decision.OPEN


class TakedownForm(RevisedForm):
    document = forms.ModelChoiceField(
        label=gettext_lazy("Document"), queryset=Document.objects.all(), to_field_name="identifier",
        widget=forms.TextInput(attrs={"size": 40, "dir": "ltr"}),
        help_text=gettext_lazy("Its identifier; the curators' desk links here with it filled in."),
        error_messages={"invalid_choice": gettext_lazy("There is no document with this identifier.")},
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision", UNDECIDED) != UNDECIDED and not cleaned.get("rationale"):
            self.add_error("rationale", _("Say why it was decided so."))
        return cleaned


class TakedownCaseAdmin(RevisedAdmin):
    form = TakedownForm
    list_display = ("requested_at", "document", "ground", "decision", "review_on")
    list_filter = ("decision", "ground", "review_on")
    list_select_related = ("document",)
    search_fields = ("document__title", "document__identifier", "request")
    fields = ("document", "requested_by", "request", "ground", "decision", "rationale", "review_on",
              "decided_by", "decided_at", "opened_version", "reason")

    def get_readonly_fields(self, request, obj=None):
        return ("document", "decided_by", "decided_at") if obj else ("decided_by", "decided_at")

    def save_model(self, request, obj, form, change):
        """A decision carries who took it and when; a case that is open again carries neither."""
        if obj.decision == UNDECIDED:
            obj.decided_by = obj.decided_at = None
        elif "decision" in form.changed_data or obj.decided_by is None:
            obj.decided_by, obj.decided_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)
