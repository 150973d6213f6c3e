"""Ingest batches on the screen: what was received and what became of it."""
from django.contrib.admin import display
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.by_role import BelongingInline
from archive.admin.read_only import ReadOnlyAdmin
from archive.models import BatchItem

SHOWN = 200  # items; the desk shows all of them, page by page


class ItemInline(BelongingInline):
    model = BatchItem
    is_read_only = True
    fields = readonly_fields = ("name", "outcome", "reason", "sha256", "document")
    verbose_name_plural = gettext_lazy("the first 200 items")

    def get_queryset(self, request):
        """Slicing would forbid the filter by batch, so the limit is on the primary keys."""
        rows = super().get_queryset(request).select_related("document")
        batch = request.resolver_match.kwargs.get("object_id")
        first = BatchItem.objects.filter(batch_id=batch).order_by("pk").values("pk")[:SHOWN]
        return rows.filter(pk__in=list(first.values_list("pk", flat=True)))


class IngestBatchAdmin(ReadOnlyAdmin):
    inlines = (ItemInline,)
    list_display = ("label", "state", "collection", "started_by", "started_at", "finished_at")
    list_filter = ("state", "collection")
    list_select_related = ("collection", "started_by")
    search_fields = ("label", "=identifier", "items__name")
    date_hierarchy = "started_at"
    fields = ("label", "state", "reconciled", "collection", "started_by", "started_at", "finished_at", "failure")
    readonly_fields = ("reconciled",)

    @display(description=gettext_lazy("received = created + unchanged + refused"))
    def reconciled(self, batch):
        counts = batch.counts()
        sentence = _("%(received)s = %(created)s + %(unchanged)s + %(refused)s") % counts
        return format_html('{} <a href="{}">{}</a>', sentence,
                           reverse("curation:batch", args=[batch.identifier]), _("every item"))
