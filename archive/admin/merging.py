"""The way from a record's screen to merging it with another, and no way to choose what was merged already."""
from django.contrib.admin import display
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.authorities.kinds import kind_of


class Mergeable:
    """A screen for an Agent, Subject or Place; name `merging` among its fields."""

    readonly_fields = ("merging",)

    def get_search_results(self, request, queryset, search_term):
        """A merged record keeps its screen, and is never offered where another record is chosen."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            found = found.filter(merged_into__isnull=True)
        return found, has_duplicates

    @display(description=gettext_lazy("merging"))
    def merging(self, record):
        if not record.pk:
            return "–"
        if record.merged_into:
            address = reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.merged_into_id])
            return format_html('{} <a href="{}">{}</a>', _("merged into"), address, record.merged_into)
        address = reverse("curation:merge-authority", args=[kind_of(record).key, record.identifier])
        return format_html('<a href="{}">{}</a>', address, _("Merge it with another record (reviewers) …"))
