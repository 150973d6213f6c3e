"""A small invented description: a digest in two parts, a letter of two scans, and a photograph.

All names and words are made for these tests.
"""
import csv
import io

import openpyxl

from tests.archive.ingest.extraction.samples import picture

DIGEST = (
    "Harbour digest\n\nFerry fares doubled\nThe mayor said fares were “fair”. Riders said 400 people walked home.\n"
    "\nPier stays shut\nThe port office calls the pier unsafe. The mayor said nothing.\n"
)
LETTER = "Dear council,\n\nPlease open the pier. Please listen.\n"
FILES = {
    "digest.txt": DIGEST.encode(), "letter/page1.txt": LETTER.encode(), "letter/page2.png": picture(colour="blue"),
    "photo.png": picture(colour="green"),
}
FIRST, SECOND = DIGEST.index("Ferry"), DIGEST.index("Pier stays")


def good_sheets():
    """{sheet: [row as dict]}, new at each call, so that a test can spoil a cell."""
    return {
        "documents": [
            {"id": "D", "file": "digest.txt", "title": "Harbour digest", "genre": "digest", "language": "en",
             "publisher": "[Harbour Watch?]", "issued": "2011-04-02", "subjects": "Ferries",
             "places": "Eastport (dateline)"},
            {"id": "D1", "parent": "D", "opening": "Ferry fares doubled", "closing": "people walked home.",
             "title": "Ferry fares doubled", "creator": "A. Mayor", "publisher": "[not stated]"},
            {"id": "D2", "parent": "D", "start": str(SECOND), "title": "Pier stays shut", "publisher": "HW"},
            {"id": "L", "file": "letter/page1.txt; letter/page2.png", "title": "[Letter about the pier]",
             "genre": "letter", "issued": "2011~", "access": "restricted", "persons_at_risk": "yes",
             "embargo_until": "2031-01-01", "embargo_reason": "asked for by the writer"},
            {"id": "P", "file": "photo.png", "title": "[Pier from the east]", "language": "en; fa"},
        ],
        "agents": [
            {"name": "Harbour Watch", "kind": "website", "types": "news-outlet; news-outlet", "country": "NL",
             "identifiers": "register: HW-1"},
            {"name": "A. Mayor", "kind": "person"},
        ],
        "agent_names": [{"agent": "Harbour Watch", "name": "HW", "kind": "abbreviation", "script": "Latn"}],
        "agent_relations": [{"agent": "HW", "relation": "owner", "related": "A. Mayor", "certainty": "probable",
                             "source": "Imprint"}],
        "characterisations": [{"agent": "Harbour Watch", "kind": "self", "statement": "We watch.",
                               "speaker": "Harbour Watch", "citation": "About page"}],
        "subjects": [{"label": "Ferries", "broader": "Transport", "labels": "nl: veerboten"}, {"label": "Transport"}],
        "places": [{"label": "Eastport", "latitude": "51.5", "longitude": "-4.25", "names": "nl: Oosthaven"}],
        "targets": [{"label": "the new fares", "kind": "entity"}],
        "captures": [{"document": "P", "requested_url": "https://example.org/p", "started_at": "2020-08-22T14:30:00Z",
                      "status": "200", "collector": "C-7"}],
        "contributions": [{"document": "P", "role": "creator", "agent": "HW", "as_printed": "hw"}],
        "relations": [{"document": "P", "kind": "references", "related": "D"},
                      {"document": "L", "kind": "source", "described": "The paper letter"}],
        "stances": [
            {"document": "D1", "label": "s1", "holder": "the mayor", "holder_kind": "quoted",
             "holder_agent": "A. Mayor", "target": "the new fares", "position": "favor", "exact": 'fares were "fair"'},
            {"document": "D1", "label": "s1", "holder": "the mayor", "holder_kind": "quoted",
             "holder_agent": "A. Mayor", "target": "the new fares", "position": "favor",
             "exact": "The mayor said", "suffix": " fares"},
            {"document": "D2", "holder": "the mayor", "holder_kind": "quoted", "target": "the new fares",
             "position": "neither", "neither_reason": "target-absent"},
        ],
        "claims": [{"document": "D1", "value": "400", "unit": "people", "subject": "walked home",
                    "claimant": "riders", "exact": "400 people"}],
        "quotations": [{"document": "L", "speaker": "the writer", "mode": "direct", "exact": "Please",
                        "suffix": " listen"}],
    }


def write_files(folder, files=None):
    for name, content in (FILES if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def headings(rows):
    return list(dict.fromkeys(column for row in rows for column in row))


def write_csv(folder, sheets):
    folder.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, headings(rows))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def workbook(sheets):
    """The bytes of an XLSX with one worksheet for each of {name: [row as dict]}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page, columns = book.create_sheet(name), headings(rows)
        page.append(columns)
        for row in rows:
            page.append([row.get(column) or None for column in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_xlsx(folder, sheets):
    folder.mkdir(exist_ok=True)
    (folder / "description.xlsx").write_bytes(workbook(sheets))
    return folder
