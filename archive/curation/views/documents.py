"""All documents that a person may see, searched, and chosen for an act on many."""
from django.core.paginator import Paginator
from django.shortcuts import render

from archive.curation.filters import EveryDocumentFilter
from archive.curation.guards import allowed
from archive.models import Document

PER_PAGE = 50
SHOWN = ("title", "state", "collection", "lacks")  # the other fields are folded until one is used


@allowed("document", "see")
def documents(request):
    """The list with its search; whoever ticks some, or all that were found, goes on to change them."""
    visible = Document.objects.visible_to(request.user).with_whole(request.user)
    shown = visible.select_related("genre", "collection", "assigned_to").prefetch_related("contributions__agent")
    found = EveryDocumentFilter(request.GET, queryset=shown, request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    search = request.GET.copy()
    search.pop("page", None)
    fields = list(found.form)
    return render(request, "curation/changes/documents.html", {
        "filter": found, "page": page, "search": search.urlencode(),
        "fields": [field for field in fields if field.name in SHOWN],
        "more_fields": [field for field in fields if field.name not in SHOWN],
        "is_narrowed": any(request.GET.get(field.name) for field in fields if field.name not in SHOWN),
    })
