"""The parts of a document as a tree, and where a part stands among the others of its whole."""
from catalog.links import page_path
from catalog.pages.lines import attributes_of, types_in_words
from catalog.words import issued_in_words


def tree_of(identifier, parts):
    """Lines of the direct parts, each with the lines of its own in "parts"; `parts` as `document_rows.parts_of`."""
    below = {}
    for part in parts:
        below.setdefault(part.parent_id, []).append(part)
    return _lines(identifier, below)


def _lines(identifier, below):
    return [{**line_of(part), "parts": _lines(part.pk, below)} for part in below.get(identifier, ())]


def line_of(part):
    """What a list of parts says of one, as plain values."""
    return {
        "sequence": part.sequence, "address": page_path("document", part.pk), "title": part.title,
        "attributes": attributes_of(part.only_language), "genre": part.genre_said,
        "date": issued_in_words(part.issued, part.issued_basis),
        "publishers": [{"name": one["name"], "types": types_in_words(one["types"])} for one in part.publishers],
    }


def step_to(part):
    """A neighbour as a link: {"address", "title", "attributes"}, or None."""
    return part and {"address": page_path("document", part.pk), "title": part.title,
                     "attributes": attributes_of(part.only_language)}
