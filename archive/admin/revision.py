"""Revisions on the screen: what a record said at each version, and what changed."""
import json

from django.contrib.admin import display
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from archive.admin.read_only import ReadOnlyAdmin
from archive.curation.readable import as_html, differences
from archive.models import Document, Revision
from archive.permissions import has_role_everywhere
from archive.stance.rounds import hidden_document_ids
from archive.workflow.states import Role


class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("at", "record_type", "record_id", "version", "made_by", "reason")
    list_display_links = ("at", "record_id")
    list_filter = ("record_type",)
    list_select_related = ("made_by",)
    date_hierarchy = "made_at"
    search_fields = ("=record_id", "=sha256", "reason")
    ordering = ("-pk",)
    fields = ("record_type", "record_id", "version", "made_by", "at", "reason", "changes", "readable", "sha256")
    readonly_fields = ("at", "changes", "readable")

    def get_queryset(self, request):
        """A request for removal names who asked: only reviewers see the case, so only they see its revisions.

        While somebody labels a document blindly, its revisions hold what others have said of it.
        """
        rows = super().get_queryset(request)
        blind = Document.objects.filter(pk__in=hidden_document_ids(request.user)).values("identifier")
        rows = rows.exclude(record_type="document", record_id__in=blind)
        return rows if has_role_everywhere(request.user, Role.REVIEWER) else rows.exclude(record_type="takedowncase")

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "record_id" or super().lookup_allowed(lookup, value, request)

    @display(description=_("when, UTC"), ordering="made_at")
    def at(self, revision):
        return f"{revision.made_at:%Y-%m-%d %H:%M:%S}"

    @display(description=_("changed since the version before"))
    def changes(self, revision):
        before = Revision.objects.filter(
            record_type=revision.record_type, record_id=revision.record_id, version__lt=revision.version
        ).last()
        if before is None:
            return _("This is the first version.")
        found = differences(json.loads(before.snapshot), json.loads(revision.snapshot), revision.record_type)
        rows = ((change.label, change.before_html, change.after_html) for change in found)
        return format_html('<table class="conflict"><tr><th>{}</th><th>{}</th><th>{}</th></tr>{}</table>',
                           _("Field"), _("Before"), _("After"),
                           format_html_join("", "<tr><th>{}</th><td>{}</td><td>{}</td></tr>", rows))

    @display(description=_("the whole record at this version"))
    def readable(self, revision):
        return as_html(json.loads(revision.snapshot), revision.record_type)
