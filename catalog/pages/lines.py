"""Lines of a list: what a reader learns of a document before opening it, as plain values.

Two queries make the lines of a page, however many there are: one for the documents,
one for the number of their parts. Templates show what is prepared here and ask nothing.
"""
from functools import lru_cache

from django.db.models import Count

from archive.models import AgentType
from archive.models import StanceAnnotation as Stance
from catalog.languages import language_attributes, language_name, only_language
from catalog.links import page_path
from catalog.models import PublishedDocument
from catalog.pages.positions import SHAPES, holder_in_words
from catalog.spoken import gettext as _
from catalog.spoken import ngettext, pgettext, remembered_by_language, said_term
from catalog.words import issued_in_words, label_of

OF_LINE = ("identifier", "title", "language", "issued", "issued_basis", "genre_label", "genre_label_fa", "sequence",
           "line", "collection__is_fictional")
LONGEST_TITLE_OF_WHOLE = 60  # characters
LONGEST_TARGET = 72
MOST_POSITIONS = 3
ORDER = tuple(SHAPES)

attributes_of = lru_cache(maxsize=256)(language_attributes)


def rows_of(identifiers, more=()):
    """{identifier: row} of those documents that are still public; `more` names further columns."""
    found = PublishedDocument.objects.filter(pk__in=identifiers).order_by()
    return {row["identifier"]: row for row in found.values(*OF_LINE, *more)}


def part_counts(identifiers):
    """{identifier: number of public parts}, without those that have none."""
    parts = PublishedDocument.objects.filter(parent__in=identifiers).order_by()
    return dict(parts.values_list("parent").annotate(Count("pk")))


def lines_of(identifiers):
    """The lines of these documents, in their order; what is no longer public is left out."""
    identifiers = list(identifiers)
    rows, parts = rows_of(identifiers), part_counts(identifiers)
    return [line_of(rows[one], parts.get(one, 0)) for one in identifiers if one in rows]


def line_of(row, parts=0):
    """One line as plain values; the keys are those that document_line.html shows."""
    line, only = row["line"], only_language(row["language"])
    positions, more_positions = positions_of(line.get("positions", ()))
    return {
        "identifier": row["identifier"], "address": page_path("document", row["identifier"]),
        "title": row["title"], "title_attributes": attributes_of(only),
        "is_fictional": row["collection__is_fictional"],
        "publishers": [{"name": agent["name"], "types": types_in_words(agent["types"]),
                        "address": page_path("agent", agent["identifier"])} for agent in line.get("publishers", ())],
        "date": issued_in_words(row["issued"], row["issued_basis"]),
        "genre": said_term(row["genre_label"], row["genre_label_fa"]),
        "languages": languages_in_words(*row["language"]),
        "whole": whole_of(line.get("parent"), row["sequence"]),
        "parts": ngettext("%(n)s part", "%(n)s parts", parts) % {"n": parts} if parts else "",
        "thumbnail": thumbnail_of(row["identifier"], line.get("thumbnail")),
        "positions": positions, "more_positions": more_positions,
        "snippets": (), "number": "",
    }


@remembered_by_language
def languages_in_words(*tags):
    return pgettext("between words of a list", ", ").join(map(language_name, tags))


@remembered_by_language
def passages_in_words(spans):
    return ngettext("%(n)s passage", "%(n)s passages", spans) % {"n": spans} if spans else ""


def types_in_words(codes):
    """The types of an agent, which are few combinations: each is said once."""
    return _types(*codes)


@remembered_by_language
def _types(*codes):
    known = pgettext("between words of a list", ", ").join(label_of(AgentType.Type, code) for code in codes)
    return known or _("type not known")


def whole_of(parent, sequence):
    """What the line of a part says of its whole; None for a document that is no part."""
    if not parent:
        return None
    words = _("part %(n)s of") % {"n": sequence} if sequence else _("part of")
    return {"words": words, "title": cut(parent["title"], LONGEST_TITLE_OF_WHOLE),
            "title_attributes": attributes_of(parent["language"]),
            "address": page_path("document", parent["identifier"])}


def cut(text, longest):
    return text if len(text) <= longest else f"{text[:longest - 1].rstrip()}…"


def thumbnail_of(identifier, thumbnail):
    if not thumbnail:
        return None
    return {**thumbnail, "address": page_path("thumbnail", identifier, thumbnail["sha256"])}


def positions_of(positions):
    """([{"position", "shape", "word", "label", "holder", "passages"}], how many more there are, in words).

    In favour comes first, then against, then neither. `holder` is empty where the document itself speaks.
    """
    ordered = sorted(positions, key=lambda one: ORDER.index(one["position"]))
    shown = [position_of(one) for one in ordered[:MOST_POSITIONS]]
    left = len(ordered) - len(shown)
    return shown, ngettext("%(n)s more position", "%(n)s more positions", left) % {"n": left} if left else ""


def position_of(one):
    holder = one["holder"]
    return {
        "position": one["position"], "shape": SHAPES[one["position"]],
        "word": label_of(Stance.Position, one["position"]), "label": cut(one["target_label"], LONGEST_TARGET),
        "holder": "" if holder == Stance.HolderKind.NARRATOR else holder_in_words(holder),
        "passages": passages_in_words(one["spans"]),
    }
