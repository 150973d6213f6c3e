"""One record in RIS, the tagged format of reference managers.

Lines are a tag of two characters, two spaces, a hyphen, a space and the value, and end with CR LF;
TY comes first and ER last (Research Information Systems, RIS Format Specifications, 2001, as kept
at refman.com). The format has no escapes: a value is one line, an author has no asterisk, an
identifier only capitals and digits. DA is YYYY/MM/DD/other information with empty parts, so
that “about” has its place.
"""
from catalog.metadata.cited import ARCHIVE
from catalog.metadata.cited_date import chicago_date, exact_date, known_year

OF_GENRE = {
    "clipping": "NEWS", "commentary": "NEWS", "dataset": "DATA", "email": "ICOMM", "judgment": "CASE",
    "letter": "PCOMM", "news-report": "NEWS", "op-ed": "NEWS", "photograph": "ART", "poster": "ART",
    "report": "RPRT", "web-page": "ELEC",
}
OF_TYPE = {"Image": "ART", "StillImage": "ART", "MovingImage": "VIDEO", "Sound": "SOUND", "Dataset": "DATA",
           "Software": "COMP"}
PART, OTHER = "CHAP", "GEN"


def ris(cited):
    """The record, each line with its CR LF."""
    lines = [
        ("TY", _type(cited)),
        *(("AU", name.replace("*", "")) for name in cited.creators),
        ("TI", cited.title),
        ("T2", cited.whole),
        *(("PB", name) for name in cited.publishers),
        ("PY", known_year(cited.issued)),
        ("DA", _date(cited)),
        ("M3", cited.genre_label),
        ("N1", f"Part {cited.place}" if cited.whole and cited.place else ""),
        ("LA", ", ".join(cited.languages)),
        ("DP", ARCHIVE),
        ("ID", cited.identifier.replace("-", "").upper()),
        ("UR", cited.address),
    ]
    record = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{record}ER  - \r\n"


def _type(cited):
    if cited.whole:
        return PART
    return OF_GENRE.get(cited.genre) or OF_TYPE.get(cited.type, OTHER)


def _date(cited):
    """YYYY/MM/DD/ of a date beyond doubt; of another one the words in the last place."""
    if not cited.issued:
        return ""
    exact = exact_date(cited.issued, cited.issued_basis)
    if exact:
        year, month, day = (*exact.split("-"), "", "")[:3]
        return f"{year}/{month}/{day}/"
    return f"{known_year(cited.issued)}///{chicago_date(cited.issued, cited.issued_basis).replace('/', '-')}"
