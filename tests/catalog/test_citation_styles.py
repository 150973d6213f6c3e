"""APA and Chicago from what a document prints: names as they are, dates with their doubt, nothing invented."""
import pytest

from catalog.metadata.apa import apa
from catalog.metadata.chicago import chicago
from catalog.metadata.cited import Cited, plain
from catalog.metadata.cited_date import apa_date, chicago_date, exact_date, known_year

ADDRESS = "https://archive.example/documents/1/"
END = f"Standpoint digital archive. {ADDRESS}"


def cited(**known):
    return Cited(**{"identifier": "1", "address": ADDRESS, "title": "A strike", **known})


REFERENCES = [
    ({}, f"A strike. (n.d.). {END}", f"“A strike.” N.d. {END}."),
    ({"creators": ("Mira Tal",), "publishers": ("Harbour Post",), "issued": "1998-03-05", "genre_label": "news report"},
     f"Mira Tal. (1998, March 5). A strike [News report]. Harbour Post. {END}",
     f"Mira Tal. “A strike.” News report. Harbour Post, March 5, 1998. {END}."),
    ({"creators": ("A", "B"), "issued": "2016~"},
     f"A & B. (ca. 2016). A strike. {END}", f"A and B. “A strike.” Ca. 2016. {END}."),
    ({"creators": ("A", "B", "C"), "publishers": ("C",), "issued": "1998", "issued_basis": "event"},
     f"A, B, & C. ([1998]). A strike. {END}", f"A, B, and C. “A strike.” [1998]. {END}."),
    ({"title": "We heard no siren!", "whole": "The Reader", "place": 4, "creators": ("Dept. of Water.",)},
     f"Dept. of Water. (n.d.). We heard no siren! In The Reader. {END}",
     f"Dept. of Water. “We heard no siren!” In “The Reader,” part 4. N.d. {END}."),
    ({"title": "[Digest of nine excerpts]", "genre_label": "digest"},
     f"[Digest of nine excerpts]. (n.d.). {END}", f"[Digest of nine excerpts]. Digest. N.d. {END}."),
    ({"title": "“We will not go back”"},
     f"“We will not go back”. (n.d.). {END}", f"“‘We will not go back.’” N.d. {END}."),
    ({"title": "اعتصاب بندر", "creators": ("میرا تال",), "issued": "1998"},
     f"میرا تال. (1998). اعتصاب بندر. {END}", f"میرا تال. “اعتصاب بندر.” 1998. {END}."),
]


@pytest.mark.parametrize(("known", "in_apa", "in_chicago"), REFERENCES)
def test_a_reference_reads_as_its_style_prescribes(known, in_apa, in_chicago):
    assert plain(apa(cited(**known))) == in_apa
    assert plain(chicago(cited(**known))) == in_chicago


def test_only_a_work_of_its_own_is_set_in_italics():
    assert [piece.text for piece in apa(cited()) if piece.kind == "title"] == ["A strike"]
    part = apa(cited(whole="The Reader"))
    assert [piece.text for piece in part if piece.kind == "title"] == ["The Reader"]
    devised = apa(cited(title="[Digest]"))
    assert not [piece for piece in devised if piece.kind == "title"]


DATES = [
    ("", "", "n.d.", "n.d.", "", ""),
    ("1998-03-05", "printed", "1998, March 5", "March 5, 1998", "1998-03-05", "1998"),
    ("1998-03-05T10:30:00Z", "printed", "1998, March 5", "March 5, 1998", "1998-03-05", "1998"),
    ("1998-03", "", "1998, March", "March 1998", "1998-03", "1998"),
    ("1998", "", "1998", "1998", "1998", "1998"),
    ("1998-03~", "", "ca. 1998, March", "ca. March 1998", "", "1998"),
    ("1998?", "", "1998?", "1998?", "", "1998"),
    ("1998%", "external", "[ca. 1998?]", "[ca. 1998?]", "", "1998"),
    ("1998-03-05", "relative", "[1998, March 5]", "[March 5, 1998]", "", "1998"),
    ("1998-22", "", "1998, Summer", "Summer 1998", "", "1998"),
    ("199X", "", "1990–1999", "1990–1999", "", ""),
    ("1998-XX-XX", "", "1998", "1998", "", "1998"),
    ("1998-03-XX", "", "1998, March", "March 1998", "", "1998"),
    ("1998/1999", "", "1998–1999", "1998–1999", "", ""),
    ("1998-03/1998-04~", "", "1998, March–ca. 1998, April", "March 1998–ca. April 1998", "", "1998"),
    ("/2018", "", "–2018", "–2018", "", ""),
    ("2018/..", "", "2018–", "2018–", "", ""),
    ("0987", "", "0987", "0987", "0987", "0987"),
]


@pytest.mark.parametrize(("issued", "basis", "in_apa", "in_chicago", "exact", "year"), DATES)
def test_a_date_keeps_its_doubt(issued, basis, in_apa, in_chicago, exact, year):
    assert apa_date(issued, basis) == in_apa
    assert chicago_date(issued, basis) == in_chicago
    assert exact_date(issued, basis) == exact
    assert known_year(issued) == year
