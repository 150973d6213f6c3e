"""What every citation of a document is made from, and the pieces that citations are made of.

Names stay exactly as they are printed. Styles would turn “Mira Tal” into “Tal, M.”, but which
word is the family name is not known here, differs between cultures, and a body has none: a
guess would file people under a wrong name, so there is none.
"""
from dataclasses import dataclass
from typing import NamedTuple

ARCHIVE = "Standpoint digital archive"


@dataclass(frozen=True)
class Cited:
    """One document as a citation knows it.

    `creators` and `publishers` are names as printed; `issued` is an EDTF text (empty: not stated)
    and `issued_basis` a code of DateBasis; `type` is a DCMI type, `genre` a code, `genre_label`
    its word and `genre_label_fa` its Persian word; `whole` is the title of the digest that it is
    part of, and `place` its place there;
    `address` is the permanent absolute URL.
    """

    identifier: str
    title: str
    address: str
    creators: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    issued: str = ""
    issued_basis: str = ""
    type: str = "Text"
    genre: str = ""
    genre_label: str = ""
    genre_label_fa: str = ""
    languages: tuple[str, ...] = ()
    whole: str = ""
    place: int | None = None

    @property
    def other_publishers(self):
        """Publishers that are not named as creators already."""
        return tuple(name for name in self.publishers if name not in self.creators)


class Piece(NamedTuple):
    """A stretch of a citation: a "name", a "title" (in italics), something "quoted", or the style's own words ("")."""

    text: str
    kind: str = ""


def is_devised(title):
    """Whether a cataloguer devised the title: such ones stand in square brackets."""
    return title.startswith("[") and title.endswith("]")


def closed(pieces):
    """The pieces with a full stop and a space after them, unless they end in a stop of their own."""
    last = next((piece.text for piece in reversed(pieces) if piece.text), "")
    return [*pieces, Piece(" " if last.endswith((".", "?", "!", "…", ".”", "?”", "!”", "…”", "؟")) else ". ")]


def listed(names, last, *, two):
    """Names with commas between them, `last` before the last of several and `two` between just two."""
    pieces = []
    for place, name in enumerate(names):
        if place:
            pieces.append(Piece(two if len(names) == 2 else last if place == len(names) - 1 else ", "))
        pieces.append(Piece(name, "name"))
    return pieces


def plain(pieces):
    """The citation as plain text on one line."""
    return " ".join("".join(piece.text for piece in pieces).split())
