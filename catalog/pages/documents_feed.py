"""A feed (Atom, RFC 4287) of the documents that a question finds, newly published first."""
from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from catalog.characters import showable
from catalog.filters import DocumentFilter
from catalog.languages import only_language
from catalog.links import document_address, page_path
from catalog.list_links import ListLinks
from catalog.models import PublishedDocument
from catalog.pages.access import reader_page
from catalog.pages.results import title_in_words
from catalog.pages.results_unready import needs_index
from catalog.search.finding import find
from catalog.spoken import gettext as _
from catalog.spoken import pgettext

ENTRIES = 50  # one of asked.SIZES
OF_ENTRY = ("identifier", "title", "description", "language", "published_at", "line")


class DocumentFeed(Atom1Feed):
    """Each entry says in which language its document is."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]} if item["language"] else {}


@reader_page
@needs_index
def documents_feed(request):
    """Permanent addresses are the identities of entries; the catalogue's description is their content."""
    asked = replace(DocumentFilter(request.GET).asked(), sort="added", page=1, size=ENTRIES)
    found = find(asked)
    rows = {row["identifier"]: row for row in
            PublishedDocument.objects.filter(pk__in=found.identifiers).order_by().values(*OF_ENTRY)}
    feed = empty_feed(request, asked)
    for identifier in found.identifiers:
        if identifier in rows:
            add_entry(feed, rows[identifier])
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def empty_feed(request, asked):
    links = ListLinks(asked)
    return DocumentFeed(
        title=f"{title_in_words(asked)} · Standpoint", language=get_language(), description=None,
        link=settings.BASE_URL + links.elsewhere(page_path("documents"), "sort"),
        subtitle=_("Newly published first"), feed_url=settings.BASE_URL + request.get_full_path(),
    )


def add_entry(feed, row):
    """A summary is HTML by its type, so the words are escaped; what was pasted may hold what no feed can carry."""
    address = document_address(row["identifier"])
    publishers = [agent["name"] for agent in row["line"].get("publishers", ())]
    feed.add_item(
        title=showable(row["title"]), link=address, unique_id=address, description=escape(showable(row["description"])),
        author_name=showable(pgettext("between names", "; ").join(publishers)) or _("publisher not stated"),
        pubdate=row["published_at"], updateddate=row["published_at"],
        language=only_language(row["language"]),
    )
