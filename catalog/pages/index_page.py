"""What the alphabetical lists of agents and headings have in common: a find box, pages, counts."""
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower
from django.shortcuts import render

from catalog.characters import showable
from catalog.links import page_path
from catalog.models import PublishedName
from catalog.pages.entity import asked_calmly
from catalog.pages.pager import pager_of
from catalog.search.asked import Asked
from catalog.search.finding import facet_values, last_page
from catalog.search.folding import fold
from catalog.spoken import gettext as _

SIZE = 100
LONGEST = 100  # characters of what is looked for
LARGEST_PAGE = 10**6


class IndexPage:
    """One request for one of these lists: `wanted` as written, `letters` as compared, and which page."""

    def __init__(self, request, name):
        self.request, self.path = request, page_path(name)
        self.wanted = showable(request.GET.get("find", "")[:LONGEST]).strip()
        self.letters = fold(self.wanted)
        self.number = page_number(request.GET.get("page", ""))

    def page(self, number):
        """The address of one page of the same list."""
        asked = {**({"find": self.wanted} if self.wanted else {}), **({"page": number} if number > 1 else {})}
        return f"{self.path}?{urlencode(asked)}" if asked else self.path

    def owners(self, *kinds):
        """Identifiers of those who have any form of a name, hidden ones too, with these letters."""
        names = PublishedName.objects.filter(owner_kind__in=kinds, folded__contains=self.letters)
        return names.order_by().values("owner")

    def place(self, total):
        """(first, end) of the rows on this page; a page beyond the end is the last one."""
        self.number = min(self.number, last_page(total, SIZE))
        return (self.number - 1) * SIZE, self.number * SIZE

    def answer(self, total, entries, **words):
        """The page: `words` are its "title", "lead" and the like."""
        asked = Asked(page=self.number, size=SIZE)
        return render(self.request, "catalog/index_page.html", {
            "path": self.path, "wanted": self.wanted, "entries": entries, "total": total,
            "pager": pager_of(asked, total, self), **words})


def by_name(rows, name):
    """Rows in the order of their names as they are compared: without capitals, accents and quotation marks."""
    folded = PublishedName.objects.filter(owner=OuterRef("pk"), kind="heading").order_by("pk").values("folded")[:1]
    return rows.order_by(Coalesce(Subquery(folded), Lower(name)), "pk")


def page_number(written):
    """The number of a page; 1 for what is none."""
    if written.isascii() and written.isdecimal():
        return min(max(int(written[:9]), 1), LARGEST_PAGE)
    return 1


def counted_by(facet):
    """{value: documents} of the whole archive; empty without an index."""
    return asked_calmly(facet_values, Asked(), facet) or {}


def documents_with(name, value, number):
    """The link from an entry to its documents, or None if the index counts none."""
    if not number:
        return None
    return {"address": f"{page_path('documents')}?{name}={value}", "number": f"{number:,}"}


def below_in_words(broader):
    return _("in %(broader)s") % {"broader": broader} if broader else ""
