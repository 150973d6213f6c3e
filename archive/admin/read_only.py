"""What is looked at and never edited: the ledger, revisions, originals, texts, batches."""
from django.contrib import admin

from archive.admin.by_role import ByRole


class ReadOnlyAdmin(ByRole, admin.ModelAdmin):
    """A screen on which nobody adds, changes or deletes anything."""

    is_read_only = True
    actions = None
    list_per_page = 50
    show_full_result_count = False
