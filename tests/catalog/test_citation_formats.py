"""BibTeX and RIS: readers written by others read back what was put in, however odd it is."""
import re

import bibtexparser
import pytest
import rispy

from catalog.metadata.bibtex import bibtex, escaped
from catalog.metadata.cited import Cited
from catalog.metadata.ris import ris

ODD = r"50 % of {all} $ & # _ ~ ^ \ signs, “quoted” and \"plain\" @misc{ اعتصاب"
KNOWN = {"identifier": "0e65ca6f-ae14-4542-8d99-f9b6b03fa6f5", "title": "A strike",
         "creators": ("Mira Tal", "Port and Dock"), "publishers": ("Harbour Post",),
         "address": "https://archive.example/documents/0e65ca6f/", "issued": "1998-03-05",
         "genre": "news-report", "genre_label": "news report", "languages": ("en", "fa")}
UNESCAPED = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
             r"\textasciicircum{}": "^", **{f"\\{sign}": sign for sign in "$&#%_"}}


def cited(**known):
    return Cited(**{**KNOWN, **known})


def bibtex_entry(**known):
    database = bibtexparser.loads(bibtex(cited(**known)))
    assert len(database.entries) == 1
    return database.entries[0]


def ris_entry(**known):
    entries = rispy.loads(ris(cited(**known)))
    assert len(entries) == 1
    return entries[0]


def read(value):
    """A value as LaTeX prints it, without the braces that keep it whole."""
    pattern = "|".join(re.escape(command) for command in sorted(UNESCAPED, key=len, reverse=True))
    whole = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    return re.sub(pattern, lambda found: UNESCAPED[found.group()], whole)


def test_bibtex_names_what_is_known():
    entry = bibtex_entry()
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("misc", f"standpoint-{KNOWN['identifier']}")
    assert entry["author"] == "{Mira Tal} and {Port and Dock}"
    assert {name: entry[name] for name in ("title", "date", "year", "url", "type", "howpublished", "language")} == {
        "title": "{A strike}", "date": "1998-03-05", "year": "1998", "url": KNOWN["address"], "type": "news report",
        "howpublished": "Harbour Post", "language": "en, fa"}


def test_bibtex_survives_every_sign_that_latex_or_bibtex_reads():
    entry = bibtex_entry(title=ODD, creators=(ODD,), publishers=(ODD,), whole=ODD, genre_label=ODD)
    assert [read(entry[name]) for name in ("title", "author", "publisher", "booktitle", "type")] == [ODD] * 5
    assert escaped(ODD).count("{") == escaped(ODD).count("}")


def test_a_part_is_in_its_whole():
    entry = bibtex_entry(whole="The Reader", place=4)
    assert (entry["ENTRYTYPE"], entry["booktitle"]) == ("incollection", "{The Reader}")
    assert entry["note"].startswith("Part 4.")
    record = ris_entry(whole="The Reader", place=4)
    assert (record["type_of_reference"], record["secondary_title"]) == ("CHAP", "The Reader")
    assert record["notes"] == ["Part 4"]


def test_an_unknown_date_is_left_out_and_an_inferred_one_says_so():
    undated = bibtex_entry(issued="")
    assert "date" not in undated and "year" not in undated
    assert bibtex_entry(issued="1998-03~")["date"] == "1998-03~"
    assert bibtex_entry(issued="1998", issued_basis="event")["note"].endswith("Date inferred: 1998.")
    assert not {"year", "date"} & set(ris_entry(issued=""))


def test_ris_names_what_is_known():
    record = ris_entry()
    assert record["type_of_reference"] == "NEWS"
    assert record["authors"] == ["Mira Tal", "Port and Dock"]
    assert (record["title"], record["publisher"], record["year"], record["date"]) == (
        "A strike", "Harbour Post", "1998", "1998/03/05/")
    assert KNOWN["address"] in record["urls"]
    assert record["id"] == "0E65CA6FAE1445428D99F9B6B03FA6F5"


@pytest.mark.parametrize(("issued", "date"), [
    ("1998-03", "1998/03//"), ("1998", "1998///"), ("1998-03~", "1998///ca. March 1998"), ("199X", "///1990–1999")])
def test_ris_keeps_the_doubt_of_a_date_in_its_last_place(issued, date):
    assert ris_entry(issued=issued)["date"] == date


@pytest.mark.parametrize(("known", "kind"), [
    ({"genre": "letter"}, "PCOMM"), ({"genre": "web-page"}, "ELEC"), ({"genre": "resolution"}, "GEN"),
    ({"genre": "", "type": "Sound"}, "SOUND"), ({"genre": "recording", "type": "MovingImage"}, "VIDEO")])
def test_the_type_of_a_record_follows_genre_and_kind(known, kind):
    assert ris_entry(**known)["type_of_reference"] == kind


def test_a_line_break_in_a_title_starts_no_line_of_ris():
    record = ris(cited(title="A strike\r\nER  - \r\nTY  - BOOK", creators=("M*ra",)))
    assert [line[:5] for line in record.split("\r\n")].count("ER  -") == 1
    assert record.startswith("TY  - NEWS\r\n") and record.endswith("ER  - \r\n")
    assert "\n" not in record.replace("\r\n", "") and "AU  - Mra" in record
