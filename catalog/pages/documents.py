"""The list of documents: filtered, ordered, twenty to a page."""
from django.core.paginator import Paginator
from django.shortcuts import render

from catalog.filters import DocumentFilter
from catalog.models import PublishedDocument
from catalog.pages.access import reader_page

PAGE_SIZE = 20


@reader_page
def documents(request):
    found = DocumentFilter(request.GET, PublishedDocument.objects.for_lists(), request=request)
    paginator = Paginator(found.qs, PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    return render(request, "catalog/documents.html", {
        "filter": found,
        "page": page,
        "page_numbers": list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "ellipsis": paginator.ELLIPSIS,
        "active": sum(1 for name in ("publisher", "genre", "language", "collection", "parts")
                      if request.GET.get(name)),
    })
