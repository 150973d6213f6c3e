"""One workbook with every kind of mistake: each gets one message, at its cell, that says what to do."""
import pytest

from archive.models import Document
from archive.workflow.transitions import publish_document, submit_document
from tests.archive.ingest.importing.conftest import desk_sheets, line, outcomes, told

pytestmark = pytest.mark.django_db

# (sheet, row, column, what the cell is spoiled with, words of the message, column of the message if another)
MISTAKES = [
    ("documents", 2, "title", "", "must not be empty"),
    ("documents", 2, "issued", "2011-13", "2011-13"),
    ("documents", 2, "issued", "15 Feb 2018", "is not EDTF: for 15 February 2018 write 2018-02-15"),
    ("documents", 2, "issued", "02/03/2018", "can be read in several ways: write"),
    ("documents", 2, "genre", "gossip", "“gossip” is not one of"),
    ("documents", 2, "language", "en; not a tag", "is not a language tag"),
    ("documents", 2, "publisher", "Harbor Watch", "Did you mean “Harbour Watch”?"),
    ("documents", 2, "publisher", "Nobody Known", "no agent is called “Nobody Known”: add it to the sheet agents"),
    ("documents", 2, "places", "Atlantis", "no place is called “Atlantis”"),
    ("documents", 2, "subjects", "Balloons", "no subject is called “Balloons”"),
    ("documents", 3, "id", "D2", "the id “D2” stands in 2 rows"),
    ("documents", 3, "parent", "X", "no row of documents has the id “X”"),
    ("documents", 4, "start", "99999", "the whole has only", "end"),
    ("documents", 3, "opening", "These words stand nowhere", "give the start, or opening words", "start"),
    ("documents", 5, "file", "missing.png", "is not among the files of the chosen batch"),
    ("documents", 5, "file", "digest.txt", "is the same document as row 2", "id"),
    ("documents", 5, "sha256", "0" * 64, "the archive holds no file with the SHA-256"),
    ("documents", 5, "sha256", "abc", "is not a SHA-256"),
    ("documents", 2, "persons_at_risk", "perhaps", "“perhaps” is not one of not-assessed, no, yes"),
    ("documents", 2, "title", "x" * 1001, "has 1001 characters; at most 1000 fit"),
    ("documents", 2, "title", "A\x07B", "holds the control character U+0007"),
    ("documents", 2, "title", "=SUM(A1:A2)", "begins with =: a formula is not computed here"),
    ("documents", 2, "title", "\u200b", "holds only characters that cannot be seen"),
    ("stances", 2, "exact", "These words stand nowhere", "does not stand in this document's text"),
    ("stances", 2, "target", "", "must not be empty"),
    ("stances", 2, "target", "the weather", "“the weather” is not known: add it to the sheet targets"),
    ("stances", 4, "status", "accepted", "a label comes in as proposed"),
    ("stances", 4, "coder", "Coder Reviewer", "only an administrator enters labels of other coders"),
    ("claims", 2, "document", "X", "no row of documents has the id “X”"),
    ("places", 2, "latitude", "91", "is not a number of degrees"),
    ("subjects", 3, "broader", "Ferries", "would be broader than itself"),
    ("agent_relations", 2, "related", "HW", "an agent has no relation to itself"),
    ("documents", 2, "language", "fa; Persian", "“Persian”: is not a language tag"),
]


@pytest.fixture(params=range(len(MISTAKES)), ids=lambda n: f"{MISTAKES[n][0]}-{MISTAKES[n][2]}-{n}")
def mistake(request):
    return MISTAKES[request.param]


def spoil(sheets, mistake):
    sheet, row, column, text = mistake[:4]
    sheets[sheet][row - 2][column] = text
    return sheets


def as_rows(sheets):
    """The rows as they are read from CSV: a workbook cannot hold every bad cell."""
    from archive.ingest.description.sheets import Row

    return {name: [Row(name, number, {key: value or "" for key, value in row.items()}, kind=name)
                   for number, row in enumerate(rows, start=2)] for name, rows in sheets.items()}


def test_each_mistake_is_told_at_its_cell(held, by, mistake):
    from archive.ingest.importing.plan import plan_import

    planned = plan_import(as_rows(spoil(desk_sheets(), mistake)), by, held)
    sheet, row, column, _text, words, *elsewhere = mistake
    column = elsewhere[0] if elsewhere else column
    own = [one for one in told(planned) if one[:3] == (sheet, row, column)]
    assert len(own) == 1, told(planned)
    assert words in own[0][3]
    assert line(planned, f"{sheet} row {row}").outcome == "refused"
    assert not planned.is_applicable()
    assert planned.is_applicable(leaving_out=True)


def test_many_mistakes_in_one_workbook_are_all_told_at_once(held, by):
    from archive.ingest.importing.plan import plan_import

    sheets = desk_sheets()
    chosen = [MISTAKES[n] for n in (1, 4, 5, 6, 8, 12, 14, 18, 23, 28, 29)]
    for one in chosen:
        spoil(sheets, one)
    planned = plan_import(as_rows(sheets), by, held)
    places = {one[:3] for one in told(planned)}
    for sheet, row, column, _text, _words, *elsewhere in chosen:
        assert (sheet, row, elsewhere[0] if elsewhere else column) in places
    assert len(chosen) >= 10


def test_a_published_document_is_refused_until_it_is_reopened(plan, apply, cast):
    sheets = desk_sheets()
    sheets["documents"][3] |= {"persons_at_risk": "no", "genre": "letter"}
    apply(sheets)
    photo = Document.objects.get(title="[Pier from the east]")
    submit_document(photo, cast["cataloguer"])
    photo.refresh_from_db()
    publish_document(photo, cast["reviewer"])
    _batch, planned = plan({"documents": [{"id": photo.identifier, "title": "Another"}]})
    assert "is published: reopen it at the desk" in told(planned)[0][3]


def test_a_heading_that_is_not_known_blocks_until_it_is_mended(plan):
    sheets = desk_sheets()
    sheets["documents"][0]["publsher"] = "HW"
    _batch, planned = plan(sheets)
    assert [one[:3] for one in told(planned)] == [("documents", 1, "publsher")]
    assert outcomes(planned)["documents row 3"] == "created"
    assert not planned.is_applicable(leaving_out=True)


def test_what_leans_on_a_refused_row_is_refused_with_it_and_says_so(plan):
    sheets = desk_sheets()
    sheets["agents"][1]["kind"] = "mayor"
    _batch, planned = plan(sheets)
    found = outcomes(planned)
    assert found["agents row 3"] == found["documents row 3"] == found["agent_relations row 2"] == "refused"
    assert (found["documents row 2"], found["documents row 4"], found["agents row 2"]) == (
        "changed", "created", "created")
    assert line(planned, "documents row 3").leans_on == "agents row 3"
    assert "needs agents row 3, which is refused" in [one[3] for one in told(planned)]
    assert line(planned, "claims row 2").leans_on == "documents row 3"
    assert found["claims row 2"] == "refused"


def test_a_passage_that_fails_takes_its_whole_label_along(plan):
    sheets = desk_sheets()
    sheets["stances"][1]["exact"] = "These words stand nowhere"
    _batch, planned = plan(sheets)
    found = outcomes(planned)
    assert (found["stances row 2"], found["stances row 3"], found["stances row 4"]) == (
        "refused", "refused", "created")


def test_parts_that_overlap_are_told_with_where_the_first_ends(plan):
    sheets = desk_sheets()
    sheets["documents"][1] |= {"end": "120", "closing": ""}
    _batch, planned = plan(sheets)
    assert told(planned)[0][:3] == ("documents", 4, "start")
    assert "overlaps the part before, which ends at 120" in told(planned)[0][3]


def test_a_row_that_matches_a_held_part_never_moves_it(plan, apply):
    apply(desk_sheets())
    sheets = {"documents": [desk_sheets()["documents"][0],
                            {"id": "new", "parent": "D", "title": "A third part", "opening": "The port office"}]}
    _batch, planned = plan(sheets)
    assert told(planned)[0][:3] == ("documents", 3, "opening")
    assert "is held as characters" in told(planned)[0][3]


def test_a_new_part_must_not_overlap_one_that_is_held(plan, apply):
    apply(desk_sheets())
    sheets = {"documents": [desk_sheets()["documents"][0], {
        "id": "new", "parent": "D", "sequence": "3", "title": "A third part", "opening": "The port office"}]}
    _batch, planned = plan(sheets)
    assert told(planned)[0][:3] == ("documents", 3, "start")
    assert "overlaps the part before" in told(planned)[0][3]
