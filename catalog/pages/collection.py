"""The page of a collection: what the curators say of it, and its documents."""
from django.http import Http404
from django.shortcuts import render

from catalog.models import PublishedCollection
from catalog.pages.access import reader_page
from catalog.pages.entity import documents_of


@reader_page
def collection(request, identifier):
    """At most eight queries."""
    row = PublishedCollection.objects.filter(pk=str(identifier)).first()
    if row is None:
        raise Http404
    return render(request, "catalog/collection.html", {
        "collection": row, "listed": documents_of("collection", row.pk)})
