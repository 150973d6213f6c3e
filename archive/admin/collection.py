"""Collections of documents with a common origin or purpose."""
from django.contrib.admin import display
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from archive.admin.revised import RevisedAdmin


class CollectionAdmin(RevisedAdmin):
    list_display = ("title", "code", "is_fictional", "documents")
    search_fields = ("title", "code")
    fields = ("code", "title", "description", "is_fictional", "opened_version", "reason")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(document_count=Count("documents"))

    @display(description=_("documents"), ordering="document_count")
    def documents(self, collection):
        return collection.document_count
