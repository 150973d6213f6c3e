"""A bibliography entry in the style of the Chicago Manual of Style (17th ed., 2017), notes and bibliography.

Author. “Title.” In “Whole,” part n. Genre. Publisher, date. Archive. URL. (14.23 for the order,
14.207 for documents on the web, 14.221 to 14.231 for those of archives, 14.86 for titles in
quotation marks, 14.94 for quotations within them.) The capitals of a title are left as printed;
a devised title stands in its brackets without quotation marks. No date of access (14.12).
"""
from catalog.metadata.cited import ARCHIVE, Piece, closed, is_devised, listed
from catalog.metadata.cited_date import chicago_date

NESTED = str.maketrans("“”", "‘’")
OWN_STOPS = (".", "?", "!", "…", "؟")


def chicago(cited):
    """The Pieces of one entry."""
    pieces = closed(listed(cited.creators, ", and ", two=" and ")) if cited.creators else []
    pieces += [*quoted(cited.title, "."), Piece(" ")]
    if cited.whole:
        place = f" part {cited.place}. " if cited.place else " "
        pieces += [Piece("In "), *quoted(cited.whole, "," if cited.place else "."), Piece(place)]
    if cited.genre_label:
        pieces += closed([Piece(cited.genre_label[:1].upper() + cited.genre_label[1:])])
    if cited.other_publishers:
        pieces += [*listed(cited.other_publishers, ", and ", two=" and "), Piece(", ")]
    date = chicago_date(cited.issued, cited.issued_basis)
    date = date if cited.other_publishers else date[:1].upper() + date[1:]
    return [*pieces, *closed([Piece(date)]), Piece(f"{ARCHIVE}. {cited.address}.")]


def quoted(title, stop):
    """A title in quotation marks with the stop inside them (6.9); a devised one as it is, the stop after it."""
    if is_devised(title):
        return [Piece(title, "quoted"), Piece(stop)]
    stop = "" if title.endswith(OWN_STOPS) else stop
    inner = title.translate(NESTED)
    if stop and inner.endswith("’") and inner.startswith("‘"):
        inner = f"{inner[:-1]}{stop if not inner[:-1].endswith(OWN_STOPS) else ''}’"
        stop = ""
    return [Piece("“"), Piece(inner, "quoted"), Piece(f"{stop}”")]
