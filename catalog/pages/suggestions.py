"""What is suggested while a reader types: names and titles, for the script of the search box.

A name becomes the words of a search; a title leads to its document.
"""
from django.http import JsonResponse
from django.utils.translation import pgettext_lazy

from catalog.links import page_path
from catalog.models import PublishedName
from catalog.pages.access import reader_page
from catalog.search.suggesting import DOCUMENT, suggestions

Kind = PublishedName.OwnerKind
KINDS = {
    Kind.AGENT: pgettext_lazy("what is suggested", "name"),
    Kind.SUBJECT: pgettext_lazy("what is suggested", "subject"),
    Kind.PLACE: pgettext_lazy("what is suggested", "place"),
    Kind.TARGET: pgettext_lazy("what is suggested", "stance on"),
    DOCUMENT: pgettext_lazy("what is suggested", "document"),
}


@reader_page
def suggest(request):
    """{"suggestions": [{"text", "note", "word" (what kind it is), "query", "address" ("" for a name)}]}."""
    return JsonResponse({"suggestions": [
        {"text": one.text, "note": one.note, "word": str(KINDS[one.kind]), "query": one.words,
         "address": page_path("document", one.identifier) if one.kind == DOCUMENT else ""}
        for one in suggestions(request.GET.get("q", ""))
    ]})
