"""Codebooks: the versions of the rules by which coders label. They are written at the desk and never changed."""
from django.contrib.admin import display
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from archive.admin.read_only import ReadOnlyAdmin
from archive.stance.rounds import hidden_document_ids


class CodebookAdmin(ReadOnlyAdmin):
    list_display = ("version", "created_at", "change", "labels")
    fields = ("version", "change", "made_by", "created_at", "text")
    readonly_fields = ("made_by", "created_at")

    def get_queryset(self, request):
        """Labels that a round of blind labelling hides from this person are not counted."""
        seen = ~Q(stances__document__in=hidden_document_ids(request.user))
        return super().get_queryset(request).annotate(label_count=Count("stances", filter=seen))

    @display(description=_("labels made by it"))
    def labels(self, codebook):
        return codebook.label_count
