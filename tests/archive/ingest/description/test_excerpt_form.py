"""The excerpt form is read as if it had been converted to the documented sheets."""
import pytest

from archive.ingest.description.problems import DescriptionRefused
from archive.models import Agent, AgentName, Claim, Document, Quotation, StanceAnnotation
from tests.archive.ingest.description.material import DIGEST, FIRST, SECOND, write_csv, write_files

END = DIGEST.index("walked home.") + len("walked home.")
FAVOR = DIGEST.index("The mayor said fares")


def excerpt_sheets():
    seed = {"seed": "digest.txt"}
    return {
        "parts": [
            {"part": "P00", **seed, "title": "Harbour digest", "publisher": "Harbour Watch", "type": "digest",
             "date_edtf": "2011", "agents": 'Pier Office ("the port office"); A. Mayor', "place": "Eastport (dateline)",
             "oddities": "Typed by hand."},
            {"part": "P01", **seed, "title": "Ferry fares doubled", "publisher": "[not stated]",
             "creator": "A. Mayor (quoted)", "type": "news-report; letter"},
            {"part": "P02", **seed, "title": "Pier stays shut", "publisher": "[Harbour Watch?]", "type": "news-report"},
        ],
        "offsets": [
            {"part": "P01", **seed, "char_start": str(FIRST), "char_end": str(END), "first24": "Ferry fares doubled",
             "last24": "400 people walked home."},
            {"part": "P02", **seed, "char_start": str(SECOND), "char_end": str(len(DIGEST.rstrip()))},
        ],
        "stances": [
            {"part": "P01", **seed, "holder": "A. Mayor (quoted)", "target": "PROPOSITION: fares should rise",
             "position": "favor", "explicitness": "explicit", "exact": "The mayor said fares were “fair”",
             "start": str(FAVOR)},
            {"part": "P02", **seed, "holder": "page narrator", "target": "the pier", "position": "against",
             "exact": "the pier unsafe"},
        ],
        "figures": [{"part": "P01", **seed, "value": "400", "comparator": "at least", "subject": "walked home",
                     "claimant": "riders", "exact": "400 people"}],
        "quotes": [{"part": "P01", **seed, "speaker": "the mayor", "mode": "reported", "opening": "fair"}],
    }


@pytest.fixture
def describe_excerpts(received, ingest, tmp_path):
    write_files(received, {"digest.txt": DIGEST.encode()})
    return lambda sheets: ingest(description=write_csv(tmp_path / "description", sheets))


def refused(describe_excerpts, spoil):
    sheets = excerpt_sheets()
    spoil(sheets)
    with pytest.raises(DescriptionRefused) as caught:
        describe_excerpts(sheets)
    assert not Document.objects.exists()
    return [(one.sheet, one.row, one.column, one.message) for one in caught.value.problems]


def test_the_row_without_offsets_is_the_whole_and_the_others_are_its_parts(describe_excerpts):
    describe_excerpts(excerpt_sheets())
    whole = Document.objects.get(title="Harbour digest")
    assert [(part.title, part.part_start, part.part_end) for part in whole.parts.order_by("sequence")] == [
        ("Ferry fares doubled", FIRST, END), ("Pier stays shut", SECOND, len(DIGEST.rstrip()))]
    assert (whole.genre.code, whole.issued, whole.notes) == ("digest", "2011", "Typed by hand.")
    assert whole.places.get().note == "dateline"


def test_a_second_genre_and_remarks_go_to_the_internal_notes(describe_excerpts):
    describe_excerpts(excerpt_sheets())
    part = Document.objects.get(title="Ferry fares doubled")
    assert part.genre.code == "news-report"
    assert part.notes == "Also: letter.\nCreator as described: A. Mayor (quoted)."
    assert part.contributions.get().agent.name == "A. Mayor"


def test_agents_stay_unresolved_and_quoted_remarks_are_their_variants(describe_excerpts):
    describe_excerpts(excerpt_sheets())
    assert set(Agent.objects.values_list("name", "kind")) == {
        ("Pier Office", "unresolved"), ("A. Mayor", "unresolved"), ("Harbour Watch", "unresolved")}
    name = AgentName.objects.get()
    assert (name.agent.name, name.text, name.kind) == ("Pier Office", "the port office", "variant")


def test_labels_figures_and_quotations_are_read(describe_excerpts):
    describe_excerpts(excerpt_sheets())
    favor, against = StanceAnnotation.objects.order_by("pk")
    assert (favor.holder_kind, favor.holder_agent.name) == ("quoted", "A. Mayor")
    assert (favor.target.kind, favor.target.label) == ("proposition", "fares should rise")
    assert (against.holder_kind, against.target.kind, against.holder_agent) == ("narrator", "entity", None)
    assert Claim.objects.get().comparator == "at-least"
    assert Quotation.objects.get().evidence.exact == "fair"


def test_a_repeated_excerpt_form_changes_nothing(describe_excerpts):
    describe_excerpts(excerpt_sheets())
    assert describe_excerpts(excerpt_sheets()).counts()["created"] == 0


@pytest.mark.parametrize(("sheet", "row", "column", "value", "message", "at"), [
    ("parts", 3, "date_edtf", "2011-13", "2011-13", "date_edtf"),
    ("parts", 3, "title", "", "must not be empty", "title"),
    ("parts", 3, "type", "gossip", "“gossip” is not one of", "type"),
    ("parts", 2, "seed", "other.txt", "part P00 is of", None),
    ("offsets", 2, "char_start", "3", "at character 3 the text has", "first24"),
    ("offsets", 2, "last24", "people swam home.", "before character", "last24"),
    ("offsets", 3, "part", "P01", "stands in 2 rows", "part"),
    ("offsets", 3, "part", "P09", "no row of parts has the key “P09”", "part"),
    ("stances", 2, "position", "both", "“both” is not one of", "position"),
    ("stances", 3, "exact", "the pier is lovely", "does not stand in this document's text", "exact"),
    ("stances", 2, "start", "7", "outside this document", "exact"),
    ("stances", 3, "seed", "other.txt", "part P02 is of “digest.txt”", "seed"),
    ("figures", 2, "comparator", "roughly", "“roughly” is not one of", "comparator"),
    ("quotes", 2, "opening", "unfair", "does not stand in this document's text", "opening"),
])
def test_a_bad_cell_is_named_where_the_cataloguer_will_look(describe_excerpts, sheet, row, column, value, message, at):
    found = refused(describe_excerpts, lambda sheets: sheets[sheet][row - 2].update({column: value}))
    if at:
        assert [one for one in found if one[:3] == (sheet, row, at) and message in one[3]], found
    else:
        assert found


def test_unknown_sheets_and_columns_are_named(describe_excerpts):
    def spoil(sheets):
        sheets["extra"] = [{"part": "P01"}]
        sheets["quotes"][0]["colour"] = "red"

    assert sorted(one[:3] for one in refused(describe_excerpts, spoil)) == [("extra", 0, ""), ("quotes", 1, "colour")]


def test_two_rows_that_could_be_the_whole_are_refused(describe_excerpts):
    found = refused(describe_excerpts, lambda sheets: sheets["offsets"].pop())
    assert found[0][:3] == ("parts", 2, "seed")
    assert "cannot tell which row is the whole of digest.txt" in found[0][3]
