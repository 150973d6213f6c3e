"""Originals on the screen: bytes by their SHA-256, where they are held, and their private metadata."""
from django.contrib.admin import display
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from archive.admin.read_only import ReadOnlyAdmin
from archive.curation.readable import as_html


class OriginalAdmin(ReadOnlyAdmin):
    list_display = ("sha256", "media_type", "size", "stored_at")
    list_filter = ("media_type",)
    search_fields = ("sha256", "holdings__filename")
    date_hierarchy = "stored_at"
    fields = ("sha256", "size", "media_type", "encoding", "stored_at", "held_by", "private")
    readonly_fields = ("held_by", "private")

    @display(description=_("held by"))
    def held_by(self, original):
        rows = [
            (reverse("curation:document", args=[row.document.identifier]), row.document, row.filename)
            for row in original.holdings.select_related("document")
        ]
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a> ({})</li>', rows))

    @display(description=_("private metadata, never public"))
    def private(self, original):
        return as_html(original.private_metadata)
