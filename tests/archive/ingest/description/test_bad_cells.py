"""Every kind of bad cell is named with sheet, row, column and a message, and nothing at all is stored."""
import pytest

from archive.models import (
    Agent,
    AgentName,
    BatchItem,
    Codebook,
    Document,
    Event,
    EvidenceSpan,
    IngestBatch,
    Original,
    Revision,
    StanceTarget,
    Subject,
    SubjectLabel,
    TextVersion,
)
from archive.originals.store import default_store, derivative_store
from tests.archive.ingest.description.material import DIGEST, SECOND, good_sheets, write_csv, write_files, write_xlsx

NUMBERED = {"sequence": "2"}
TOO_FAR = {"end": str(SECOND + 5), "closing": ""}

# (sheet, row, column, what the cell is spoiled with, words of the message)
BAD_CELLS = [
    ("documents", 2, "id", "", "must not be empty"),
    ("documents", 3, "title", "", "must not be empty"),
    ("documents", 2, "title", "x" * 1001, "has 1001 characters; at most 1000 fit"),
    ("documents", 6, "file", "missing.png", "“missing.png” is not among the 4 received files"),
    ("documents", 6, "file", "", "name the file, or the parent"),
    ("documents", 3, "file", "photo.png", "a part has no file of its own"),
    ("documents", 3, "parent", "X", "no document has the id “X”"),
    ("documents", 4, "parent", "D1", "a part cannot have parts"),
    ("documents", 3, "sequence", "0", "the first part is 1"),
    ("documents", 3, "sequence", "one", "is not a whole number"),
    ("documents", 2, "start", "4", "only a part has this"),
    ("documents", 3, "start", "4", "at character 4 the text has", "opening"),
    ("documents", 4, "start", "99999", "the whole has only", "end"),
    ("documents", 3, "opening", "These words stand nowhere", "give the start, or opening words", "start"),
    ("documents", 3, "closing", "These words stand nowhere", "before character"),
    ("documents", 4, "end", "3", "the part would be empty"),
    ("documents", 2, "issued", "2011-13", "2011-13"),
    ("documents", 2, "issued", "{2011,2012}", "2011"),
    ("documents", 2, "created", "last year", "last year"),
    ("documents", 2, "genre", "gossip", "“gossip” is not one of"),
    ("documents", 2, "type", "Paper", "“Paper” is not one of Collection"),
    ("documents", 2, "language", "en; not a tag", "is not a language tag"),
    ("documents", 2, "language", "Persian", "“Persian”: is not a language tag"),
    ("documents", 2, "publisher", "Nobody Known", "no agent is called “Nobody Known”: add it to the sheet agents"),
    ("documents", 2, "subjects", "Ferries; Balloons", "no subject is called “Balloons”"),
    ("documents", 2, "places", "Atlantis (seen from afar)", "no place is called “Atlantis”"),
    ("documents", 5, "access", "secret", "“secret” is not one of public"),
    ("documents", 5, "embargo_until", "soon", "is not a day: write it as YYYY-MM-DD"),
    ("documents", 5, "embargo_until", "20310101", "is not written as YYYY-MM-DD"),
    ("documents", 5, "persons_at_risk", "perhaps", "“perhaps” is not one of"),
    ("agents", 2, "country", "Holland", "write two capital letters"),
    ("agents", 2, "types", "news-outlet; gossip", "“gossip” is not one of"),
    ("agents", 2, "identifiers", "HW-1", "has no register before it"),
    ("agents", 3, "name", "Harbour Watch", "stands in 2 rows"),
    ("agent_names", 2, "agent", "Nobody", "no agent is called “Nobody”"),
    ("agent_names", 2, "script", "latin", "is not a script"),
    ("agent_relations", 2, "source", "", "must not be empty"),
    ("agent_relations", 2, "certainty", "", "must not be empty"),
    ("characterisations", 2, "citation", "", "must not be empty"),
    ("subjects", 3, "broader", "Ferries", "would be broader than itself"),
    ("subjects", 2, "broader", "Shipping", "no subject is called “Shipping”"),
    ("subjects", 2, "labels", "veerboten", "has no language before it"),
    ("places", 2, "latitude", "91", "is not a number of degrees from -90 to 90"),
    ("places", 2, "longitude", "nan", "is not a number of degrees"),
    ("targets", 2, "kind", "thing", "“thing” is not one of entity, proposition"),
    ("captures", 2, "started_at", "2020-08-22T14:30:00", "has no time zone"),
    ("captures", 2, "started_at", "yesterday", "is not a time"),
    ("captures", 2, "status", "20000", "is not an HTTP status"),
    ("captures", 2, "document", "X", "no document has the id “X”"),
    ("contributions", 2, "role", "owner", "“owner” is not one of creator"),
    ("relations", 2, "described", "also this", "fill in either related or described", "related"),
    ("relations", 2, "related", "P", "a document is not related to itself"),
    ("stances", 2, "exact", "fares were doubled twice", "does not stand in this document's text"),
    ("stances", 2, "exact", "fares", "stands in 2 places"),
    ("stances", 2, "exact", "calls the pier unsafe", "does not stand in this document's text"),
    ("stances", 2, "exact", "", "quote the passage that is the evidence"),
    ("stances", 2, "start", str(SECOND), "lie outside this document", "exact"),
    ("stances", 4, "target", "the old fares", "“the old fares” is not known"),
    ("stances", 4, "position", "both", "“both” is not one of favor, against, neither"),
    ("stances", 2, "neither_reason", "mixed", "only for the position neither, not for favor"),
    ("stances", 3, "position", "against", "differs from row 2, which has the same label"),
    ("stances", 4, "coder", "Coder Unknown", "no curator has the pseudonym “Coder Unknown”"),
    ("stances", 4, "rationale", "x" * 501, "has 501 characters; at most 500 fit"),
    ("stances", 4, "holder_kind", "agent", "name the agent who is the holder", "holder_agent"),
    ("stances", 4, "holder", "", "must not be empty"),
    ("claims", 2, "comparator", "roughly", "“roughly” is not one of exact"),
    ("claims", 2, "exact", "500 people", "does not stand in this document's text"),
    ("claims", 2, "document", "P", "has no text in which the passage could stand", "exact"),
    ("quotations", 2, "suffix", " wait", "does not stand in this document's text", "exact"),
    ("quotations", 2, "speaker_agent", "Nobody", "no agent is called “Nobody”"),
]


def in_short(bad):
    return f"{bad[0]}-{bad[2]}-{bad[3][:20]}"


def nothing_is_stored():
    tables = (Document, Original, TextVersion, IngestBatch, BatchItem, Revision, Agent, Subject, StanceTarget,
              EvidenceSpan)
    assert [model.__name__ for model in tables if model.objects.exists()] == []
    assert not Event.objects.exclude(object_type__in=("genre", "codebook", "loadedword")).exists()
    for store in (default_store(), derivative_store()):
        assert list(store.iter_blobs()) == []


@pytest.mark.parametrize("bad", BAD_CELLS, ids=in_short)
def test_a_bad_cell_is_named_and_nothing_is_stored(problems, bad):
    check(problems, bad, write_csv)


@pytest.mark.parametrize("bad", BAD_CELLS[::4], ids=in_short)
def test_a_bad_cell_of_a_workbook_is_named_in_the_same_way(problems, bad):
    check(problems, bad, write_xlsx)


def check(problems, bad, write):
    sheet, row, column, value, message, *named = bad
    sheets = good_sheets()
    sheets[sheet][row - 2][column] = value
    found = problems(sheets, write)
    column = named[0] if named else column
    assert [one for one in found if one[:3] == (sheet, row, column) and message in one[3]], found
    nothing_is_stored()


def test_every_bad_cell_of_one_check_is_named_at_once(problems):
    sheets = good_sheets()
    sheets["documents"][0]["issued"] = "2011-13"
    sheets["agents"][0]["country"] = "Holland"
    sheets["stances"][0]["position"] = "both"
    assert sorted(one[:3] for one in problems(sheets)) == [
        ("agents", 2, "country"), ("documents", 2, "issued"), ("stances", 2, "position")]


def spoiled(problems, spoil):
    sheets = good_sheets()
    spoil(sheets)
    found = problems(sheets)
    nothing_is_stored()
    return found


def test_an_unknown_column_is_named(problems):
    found = spoiled(problems, lambda sheets: sheets["claims"][0].update(colour="red"))
    assert [(one[:3], "unknown column; known are" in one[3]) for one in found] == [(("claims", 1, "colour"), True)]


@pytest.mark.parametrize(("column", "nearest"), [("identifier", "id"), ("titles", "title"), ("langauge", "language")])
def test_the_known_column_that_is_most_like_an_unknown_one_comes_first(problems, column, nearest):
    (found,) = spoiled(problems, lambda sheets: sheets["documents"][0].update({column: "x"}))
    assert found[3].startswith(f"unknown column; known are {nearest}, ")


def test_an_unknown_sheet_is_named(problems):
    found = spoiled(problems, lambda sheets: sheets.update(persons=[{"name": "x"}]))
    assert [(one[:3], "unknown sheet" in one[3]) for one in found] == [(("persons", 0, ""), True)]


def test_the_sheet_documents_must_be_there(problems):
    found = spoiled(problems, lambda sheets: sheets.pop("documents"))
    assert ("documents", 0, "") in [one[:3] for one in found]
    assert "the sheet is missing" in found[0][3]


def test_an_id_in_two_rows_is_named_in_both(problems):
    found = spoiled(problems, lambda sheets: sheets["documents"].append(dict(sheets["documents"][4])))
    assert {(6, "id"), (7, "id"), (6, "file"), (7, "file")} == {one[1:3] for one in found}


def test_two_parts_with_one_place_in_the_order_are_named(problems):
    found = spoiled(problems, lambda sheets: sheets["documents"][1].update(NUMBERED))
    assert [one[:3] for one in found] == [("documents", 3, "sequence"), ("documents", 4, "sequence")]


def test_overlapping_parts_are_named(problems):
    found = spoiled(problems, lambda sheets: sheets["documents"][1].update(TOO_FAR))
    assert found == [("documents", 4, "start", f"overlaps the part before, which ends at {SECOND + 5}")]


def test_one_file_twice_in_a_cell_is_named(problems):
    found = spoiled(problems, lambda sheets: sheets["documents"][4].update(file="photo.png; photo.png"))
    assert [one[:3] for one in found] == [("documents", 6, "file")]
    assert "stands 2 times" in found[0][3]


def test_a_relation_of_an_agent_to_itself_by_another_name_is_named(problems):
    found = spoiled(problems, lambda sheets: sheets["agent_relations"][0].update(related="Harbour Watch"))
    assert [one[:3] for one in found] == [("agent_relations", 2, "related")]


def test_a_name_of_several_agents_must_be_made_clear(problems):
    def spoil(sheets):
        sheets["agent_names"].append({"agent": "A. Mayor", "name": "HW"})

    found = spoiled(problems, spoil)
    assert ("documents", 4, "publisher") in [one[:3] for one in found]
    assert "a name of several agents (A. Mayor, Harbour Watch): use the heading" in found[-1][3]


def test_a_name_of_several_recorded_subjects_must_be_made_clear(problems):
    for label in ("Boats", "Ships"):
        SubjectLabel.objects.create(subject=Subject.objects.create(label=label), text="vessels", language="en")
    sheets = good_sheets()
    sheets["documents"][0]["subjects"] = "vessels"
    found = problems(sheets)
    assert found[0][:3] == ("documents", 2, "subjects")
    assert "several subjects (Boats, Ships)" in found[0][3]


def test_two_rows_about_the_same_bytes_are_named(problems, received):
    write_files(received, {"copy.txt": DIGEST.encode()})
    sheets = good_sheets()
    sheets["documents"].append({"id": "C", "file": "copy.txt", "title": "[Copy]"})
    found = problems(sheets)
    assert [one[:3] for one in found] == [("documents", 7, "file")]
    assert "has the same bytes as “digest.txt” of row 2" in found[0][3]
    nothing_is_stored()


@pytest.mark.parametrize(("content", "message"), [(b"", "the file is empty"), (None, "symbolic link")])
def test_a_described_file_that_would_be_refused_is_named(problems, received, content, message):
    (received / "photo.png").unlink()
    if content is None:
        (received / "photo.png").symlink_to(received / "digest.txt")
    else:
        (received / "photo.png").write_bytes(content)
    found = problems(good_sheets())
    assert found[0][:3] == ("documents", 6, "file")
    assert message in found[0][3]
    nothing_is_stored()


def test_a_described_file_above_the_limit_is_named(problems, settings):
    settings.ORIGINAL_MAX_BYTES = len(DIGEST.encode()) - 1
    found = problems(good_sheets())
    assert ("documents", 2, "file") in [one[:3] for one in found]
    nothing_is_stored()


def test_labels_need_a_codebook(problems):
    Codebook.objects.all().delete()
    found = problems(good_sheets())
    assert [one[:3] for one in found] == [("stances", 2, "position")]
    assert "archive_load_vocabularies" in found[0][3]


def test_a_bad_name_in_the_database_does_not_hide_behind_a_good_one(problems):
    """A variant that two recorded agents share is ambiguous although the folder never mentions them."""
    for name in ("North Line", "South Line"):
        AgentName.objects.create(agent=Agent.objects.create(name=name), text="the Line")
    sheets = good_sheets()
    sheets["documents"][0]["publisher"] = "the Line"
    found = problems(sheets)
    assert found[0][:3] == ("documents", 2, "publisher")
    assert "North Line, South Line" in found[0][3]


def test_a_new_form_of_a_subject_that_exists_is_not_taken_up_and_so_not_known(problems):
    """What exists is kept as it is: its row in the sheet adds no labels, so nothing can refer to them."""
    Subject.objects.create(label="Transport")
    sheets = good_sheets()
    sheets["subjects"][1]["labels"] = "nl: vervoer"
    sheets["documents"][0]["subjects"] = "vervoer"
    found = problems(sheets)
    assert found[0][:3] == ("documents", 2, "subjects")
    assert "no subject is called “vervoer”" in found[0][3]
