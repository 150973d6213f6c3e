"""The list of documents: searched, narrowed, ordered, with the mix of voices above it."""
from django.shortcuts import render

from catalog.filters import DocumentFilter
from catalog.list_links import ListLinks
from catalog.pages.access import reader_page
from catalog.pages.moved import moved_list
from catalog.pages.results import results_of
from catalog.pages.results_reading import reading_of, ways_out_of
from catalog.pages.results_unready import needs_index
from catalog.search.finding import find


@reader_page
@needs_index
def documents(request):
    """One question to the index, at most nine to the projection."""
    if (elsewhere := moved_list(request)) is not None:
        return elsewhere
    filters = DocumentFilter(request.GET)
    found = find(filters.asked())
    links = ListLinks(found.asked, view=filters.view)
    return render(request, "catalog/documents.html", {
        **results_of(found, links, filters.view),
        **reading_of(found, links, filters.problems),
        **ways_out_of(found, links),
    })
