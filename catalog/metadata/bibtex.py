"""One entry for BibTeX and biblatex, as UTF-8 for biber.

Fields: biblatex manual, 2.2. `date` is the EDTF text itself, since biblatex reads level 1 (2.3.8);
`year` is there for classic styles. Names and titles stand in a second pair of braces, so that no
program inverts a name or changes capitals. Braces are counted even behind a backslash (BibTeX,
btxdoc 4), so they are written as commands.
"""
from catalog.metadata.cited import ARCHIVE
from catalog.metadata.cited_date import INFERRED, chicago_date, known_year

SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#%_"},
})
ONLINE = frozenset(("web-page", "email"))


def bibtex(cited):
    """The entry with a newline at its end; the key is made of the permanent identifier."""
    fields = {
        "author": " and ".join(kept(name) for name in cited.creators),
        "title": kept(cited.title),
        "booktitle": kept(cited.whole) if cited.whole else "",
        "type": escaped(cited.genre_label),
        "publisher": " and ".join(kept(name) for name in cited.publishers),
        "howpublished": "" if cited.whole else escaped("; ".join(cited.publishers)),
        "date": cited.issued,
        "year": known_year(cited.issued),
        "language": ", ".join(cited.languages),
        "library": ARCHIVE,
        "note": escaped(_note(cited)),
        "url": cited.address,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{_entry_type(cited)}{{standpoint-{cited.identifier},\n{''.join(lines)}}}\n"


def escaped(text):
    """Text on one line in which nothing is a command to LaTeX."""
    return " ".join(text.split()).translate(SPECIAL)


def kept(text):
    """The same, as one unit: a name that is not taken apart, a title that keeps its capitals."""
    return f"{{{escaped(text)}}}"


def _entry_type(cited):
    if cited.whole:
        return "incollection"
    return "online" if cited.genre in ONLINE else "misc"


def _note(cited):
    place = f"Part {cited.place}. " if cited.whole and cited.place else ""
    inferred = cited.issued and cited.issued_basis in INFERRED
    date = f" Date inferred: {chicago_date(cited.issued)}." if inferred else ""
    return f"{place}{ARCHIVE}.{date}"
