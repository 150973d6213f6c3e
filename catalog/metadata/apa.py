"""A reference in the style of the American Psychological Association (Publication Manual, 7th ed., 2020).

Author. (Date). Title [Description]. In Whole. Publisher. Archive. URL (9.4 to 9.37; 10.16 web
pages). Without an author the title comes first (9.12); a publisher that is also the author is
not repeated (9.29); a description that a cataloguer devised stands in brackets, without italics
(9.22). No date of access: the address is permanent (9.16). The style is an English one, whatever
the language of the page.
"""
from catalog.metadata.cited import ARCHIVE, Piece, closed, is_devised, listed
from catalog.metadata.cited_date import apa_date


def apa(cited):
    """The Pieces of one reference."""
    date = [Piece(f"({apa_date(cited.issued, cited.issued_basis)})")]
    opening = [closed(listed(cited.creators, ", & ", two=" & ")), closed(date), closed(_title(cited))]
    if not cited.creators:
        opening = [closed(_title(cited)), closed(date)]
    pieces = [piece for part in opening for piece in part]
    if cited.whole:
        pieces += [Piece("In "), *closed([_named(cited.whole)])]
    if cited.other_publishers:
        pieces += closed(listed(cited.other_publishers, ", & ", two=" & "))
    return [*pieces, Piece(f"{ARCHIVE}. {cited.address}")]


def _title(cited):
    """Italic for a work of its own, plain for a part; with the genre as its description."""
    title = Piece(cited.title, "quoted") if cited.whole else _named(cited.title)
    if not cited.genre_label or is_devised(cited.title):
        return [title]
    return [title, Piece(f" [{cited.genre_label[:1].upper()}{cited.genre_label[1:]}]")]


def _named(title):
    return Piece(title, "quoted" if is_devised(title) else "title")
