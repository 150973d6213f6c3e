"""All people and organisations that public documents name, by name."""

from catalog.links import page_path
from catalog.models import PublishedAgent, PublishedName
from catalog.pages.access import reader_page
from catalog.pages.index_page import IndexPage, by_name, counted_by, documents_with
from catalog.pages.lines import types_in_words
from catalog.spoken import gettext as _
from catalog.spoken import ngettext


@reader_page
def agents(request):
    """Two queries."""
    page = IndexPage(request, "agents")
    rows = by_name(PublishedAgent.objects.all(), "name")
    if page.letters:
        rows = rows.filter(pk__in=page.owners(PublishedName.OwnerKind.AGENT))
    total, published = rows.count(), counted_by("publisher")
    first, end = page.place(total)
    return page.answer(
        total, [entry_of(row, published) for row in rows.values("identifier", "name", "types")[first:end]],
        title=_("People and organisations"),
        lead=_("Everybody whom a document here names as publisher, author, speaker or subject of a position, under "
               "the name that the catalogue uses. Other names find them too."),
        number=ngettext("%(n)s name", "%(n)s names", total) % {"n": f"{total:,}"})


def entry_of(row, published):
    types = types_in_words(dict.fromkeys(one["type"] for one in row["types"]))
    number = published.get(row["identifier"], 0)
    return {
        "label": row["name"], "address": page_path("agent", row["identifier"]), "note": types, "depth": 0,
        "documents": documents_with("publisher", row["identifier"], number), "sides": (),
        "word": ngettext("document published", "documents published", number) if number else _("named in documents"),
    }
