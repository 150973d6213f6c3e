"""The hits of one page: lines of documents, with the words that were found marked where they stand."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from markupsafe import Markup, escape

from catalog.pages.lines import attributes_of, line_of, part_counts, rows_of
from catalog.search.marking import Marking
from catalog.search.snippets import marked, snippet

# Columns in which words are looked for when there are words to be marked.
WITH_WORDS = ("description", "text")
FIELDS = {
    "text": _("text"), "description": _("description"),
    "publishers": pgettext_lazy("where words were found", "publisher"), "creators": _("creator"),
    "targets": pgettext_lazy("where words were found", "stance on"),
}
OWN_WORDS = {"title", "text"}  # in the language of the document; the rest is the catalogue's
MARK = Markup("<mark>%s</mark>")


def hits_of(found):
    """Lines in the order of the answer, numbered through all pages; vanished documents are left out.

    Two queries. The text of a document is read only if there are words to mark in it.
    """
    marking = Marking(found.reading.highlights) if found.reading.highlights else None
    rows = rows_of(found.identifiers, WITH_WORDS if marking else ())
    parts = part_counts(found.identifiers)
    first = (found.asked.page - 1) * found.asked.size + 1
    return [hit_of(rows[one], parts.get(one, 0), number, marking)
            for number, one in enumerate(found.identifiers, first) if one in rows]


def hit_of(row, parts, number, marking):
    line = line_of(row, parts)
    line["number"] = f"{number:,}"
    if marking:
        line["title"] = html_of(marked(row["title"], "title", marking))
        line["snippets"] = snippets_of(row, line, marking)
    return line


def snippets_of(row, line, marking):
    """The best passage; none if the words stand only in the title or in what is linked to the document."""
    data = row["line"]
    best = snippet([
        ("text", row["text"]), ("description", row["description"]),
        *(("publishers", agent["name"]) for agent in data.get("publishers", ())),
        *(("creators", agent["name"]) for agent in data.get("creators", ())),
        *(("targets", one["target_label"]) for one in data.get("positions", ())),
    ], marking)
    if not best.field:
        return ()
    before, after = "… " if best.has_before else "", " …" if best.has_more else ""
    return ({"field": FIELDS[best.field], "html": before + html_of(best.pieces) + after,
             "attributes": line["title_attributes"] if best.field in OWN_WORDS else attributes_of("")},)


def html_of(pieces):
    """[(text, is marked)] as safe HTML."""
    return Markup("").join(MARK % text if is_marked else escape(text) for text, is_marked in pieces)
