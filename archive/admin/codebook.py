"""Codebooks: the versions of the rules by which coders label."""
from django.contrib.admin import display
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from archive.admin.recorded import RecordedAdmin
from archive.provenance.canonical import sha256_of


class CodebookAdmin(RecordedAdmin):
    key = "version"
    list_display = ("version", "created_at", "labels")
    fields = ("version", "text")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(label_count=Count("stances"))

    def get_readonly_fields(self, request, obj=None):
        """Rules that labels were made by do not change afterwards: write a new version."""
        return ("version", "text") if obj and obj.stances.exists() else ()

    def values(self, row):
        return {"version": row.version, "text_sha256": sha256_of(row.text)}

    @display(description=_("labels made by it"))
    def labels(self, codebook):
        return codebook.label_count
