"""Two documents side by side: `?a=<identifier>&b=<identifier>`; with one of them, a choice of the other."""
import re
from uuid import UUID

from django.db.models import Q
from django.shortcuts import render

from catalog.characters import showable
from catalog.links import page_path
from catalog.models import PublishedDocument, PublishedRelation
from catalog.pages.access import reader_page
from catalog.pages.compare_rows import figure_rows, metadata_rows, position_rows
from catalog.pages.compare_texts import texts_of
from catalog.pages.entity import asked_calmly
from catalog.pages.errors import absent
from catalog.pages.lines import attributes_of, lines_of
from catalog.pages.relations import compare_address
from catalog.search.asked import MAX_WORDS_LENGTH, Asked
from catalog.search.finding import first_identifiers
from catalog.search.folding import fold

CANDIDATES = 10
WORDS_OF_TITLE = 8
SHORTEST_WORD = 4  # letters of a word of the title that is looked for
IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NEEDED = ("identifier", "title", "language", "issued", "issued_basis", "genre_label", "genre_label_fa", "type",
          "record", "line", "text", "collection")


@reader_page
def compare(request):
    """At most six queries. An identifier that is none is as if it were not given; an unknown one is 404."""
    first, second = (identifier_in(request.GET.get(name, "")) for name in ("a", "b"))
    if first and first == second:
        second = None
    wanted = [one for one in (first, second) if one]
    rows = PublishedDocument.objects.only(*NEEDED, "collection__title").select_related("collection").in_bulk(wanted)
    for one in wanted:
        if one not in rows:
            return absent(request, one)
    if len(wanted) < 2:
        return render(request, "catalog/compare/choose.html", choice_for(rows.get(first or second), request.GET))
    return render(request, "catalog/compare.html", comparison(rows[first], rows[second]))


def identifier_in(written):
    """The identifier in what a reader gave, an address perhaps; None if there is none."""
    found = IDENTIFIER.search(written[:MAX_WORDS_LENGTH])
    return str(UUID(found.group())) if found else None


def comparison(first, second):
    """One query: how the catalogue relates the two."""
    relations = PublishedRelation.objects.filter(
        Q(document=first.pk, related=second.pk) | Q(document=second.pk, related=first.pk))
    return {
        "documents": [heading_of(first), heading_of(second)],
        "relations": [{"kind": row["kind"], "is_first": row["document_id"] == first.pk}
                      for row in relations.values("kind", "document_id")],
        "metadata": metadata_rows(first, second), "positions": position_rows(first, second),
        "figures": figure_rows(first, second), "texts": texts_of(first.text, second.text),
        "swapped": compare_address(second.pk, first.pk),
    }


def heading_of(row):
    return {
        "title": row.title, "attributes": attributes_of(row.only_language), "is_fictional": row.is_fictional,
        "address": page_path("document", row.pk), "another": compare_address(row.pk),
    }


def choice_for(row, query):
    """What could stand beside a document (or, without one, be the first): found, related, alike in title."""
    wanted = showable(query.get("find", "")[:MAX_WORDS_LENGTH]).strip()
    named = identifier_in(wanted)
    found = [named] if named else found_by(Asked(words=wanted)) if wanted else alike_in_title(row)
    related = related_to(row) if row and not wanted else []
    found = [one for one in found if one not in {row.pk if row else "", *related}][:CANDIDATES]
    lines = {line["identifier"]: line for line in lines_of([*related, *found])}
    return {
        "document": heading_of(row) if row else None, "first": row.pk if row else "", "wanted": wanted,
        "action": page_path("compare"),
        "related": [candidate(lines[one], row) for one in related if one in lines],
        "found": [candidate(lines[one], row) for one in found if one in lines],
    }


def found_by(asked):
    return list(asked_calmly(first_identifiers, asked, CANDIDATES + 1) or ())


def alike_in_title(row):
    """Documents that share words of the title, best match first."""
    words = sorted({word for word in fold(row.title).split() if len(word) >= SHORTEST_WORD}, key=len) if row else []
    if not words:
        return []
    return found_by(Asked(words=" OR ".join(f"title:{word}" for word in words[-WORDS_OF_TITLE:]), is_expanded=False))


def related_to(row):
    """Identifiers of documents that the catalogue relates to this one, either way."""
    pairs = PublishedRelation.objects.filter(Q(document=row.pk) | Q(related=row.pk), related__isnull=False)
    found = {one for pair in pairs.values_list("document_id", "related_id") for one in pair}
    return sorted(found - {row.pk})[:CANDIDATES]


def candidate(line, row):
    pair = (row.pk, line["identifier"]) if row else (line["identifier"],)
    return {"line": line, "address": compare_address(*pair)}
