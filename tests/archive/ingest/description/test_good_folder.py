"""A good description folder, sheet by sheet; as CSV and as XLSX it gives the same."""
import datetime
import json

import pytest
from django.db import transaction

from archive.models import (
    Agent,
    AgentName,
    Capture,
    Claim,
    Document,
    Event,
    EvidenceSpan,
    Holding,
    IngestBatch,
    Place,
    Quotation,
    Revision,
    StanceAnnotation,
    Subject,
)
from archive.provenance.verification import verify_ledger
from tests.archive.ingest.description.material import (
    DIGEST,
    FIRST,
    SECOND,
    good_sheets,
    write_csv,
    write_files,
    write_xlsx,
)

PARTS_END = DIGEST.index("walked home.") + len("walked home.")


def document(title):
    return Document.objects.get(title=title)


@pytest.fixture
def described(describe):
    return describe(good_sheets())


def test_every_row_and_file_is_counted_once(described):
    rows = sum(map(len, good_sheets().values()))
    assert described.counts() == {"received": rows + 4, "created": rows + 4, "unchanged": 0, "refused": 0}
    assert described.items.filter(name="stances row 3").get().document == document("Ferry fares doubled")
    assert described.state == IngestBatch.State.FINISHED
    assert verify_ledger().is_good


def test_fields_are_as_described(described):
    digest, letter = document("Harbour digest"), document("[Letter about the pier]")
    assert (digest.genre.code, digest.language, digest.issued) == ("digest", ["en"], "2011-04-02")
    assert digest.issued_earliest == datetime.date(2011, 4, 2)
    assert (letter.proposed_access, letter.persons_at_risk) == ("restricted", "yes")
    assert (letter.embargo_until, letter.embargo_reason) == (datetime.date(2031, 1, 1), "asked for by the writer")
    assert letter.issued == "2011~"
    assert document("[Pier from the east]").language == ["en", "fa"]
    assert {one.access_level for one in Document.objects.all()} == {"restricted"}


def test_parts_stand_where_they_are_described(described):
    first, second = document("Ferry fares doubled"), document("Pier stays shut")
    assert (first.part_start, first.part_end, first.sequence) == (FIRST, PARTS_END, 1)
    assert (second.part_start, second.part_end, second.sequence) == (SECOND, len(DIGEST.rstrip()), 2)
    assert first.parent == second.parent == document("Harbour digest")


def test_names_are_attributed_with_their_basis(described):
    contribution = document("Harbour digest").contributions.get()
    assert (contribution.agent.name, contribution.role) == ("Harbour Watch", "publisher")
    assert (contribution.as_printed, contribution.basis, contribution.certainty) == ("", "inferred", "uncertain")
    first = document("Ferry fares doubled").contributions.get()
    assert (first.role, first.as_printed, first.basis) == ("creator", "A. Mayor", "printed")


def test_a_variant_leads_to_its_agent_and_is_kept_as_printed(described):
    contribution = document("Pier stays shut").contributions.get()
    assert (contribution.agent.name, contribution.as_printed) == ("Harbour Watch", "HW")
    assert document("[Pier from the east]").contributions.get().as_printed == "hw"


def test_an_agent_gets_one_version_and_one_revision_for_all_its_rows(described):
    agent = Agent.objects.get(name="Harbour Watch")
    revision = Revision.objects.get(record_id=agent.identifier)
    assert (agent.version, revision.version) == (1, 1)
    snapshot = json.loads(revision.snapshot)
    assert [len(snapshot[name]) for name in ("names", "types", "relations", "characterisations")] == [1, 1, 1, 1]


def test_a_described_document_takes_its_second_version_and_a_part_its_first(described):
    for title, version in (("Harbour digest", 2), ("Ferry fares doubled", 1)):
        found = document(title)
        assert found.version == version
        assert Revision.objects.filter(record_id=found.identifier).count() == version
        assert json.loads(Revision.objects.get(record_id=found.identifier, version=version).snapshot)["title"] == title


def test_subjects_places_captures_and_relations_are_written(described):
    digest, photo = document("Harbour digest"), document("[Pier from the east]")
    assert digest.subjects.get().broader == Subject.objects.get(label="Transport")
    place = digest.places.get()
    assert (place.place.label, place.note, place.place.longitude) == ("Eastport", "dateline", -4.25)
    capture = Capture.objects.get()
    assert (capture.document, capture.status) == (photo, 200)
    assert capture.started_at == datetime.datetime(2020, 8, 22, 14, 30, tzinfo=datetime.UTC)
    assert photo.relations.get().related == digest
    assert document("[Letter about the pier]").relations.get().described == "The paper letter"


def test_several_rows_of_one_label_are_several_passages_of_it(described):
    stance = StanceAnnotation.objects.get(position="favor")
    assert [span.exact for span in stance.spans()] == ["The mayor said", "fares were “fair”"]
    assert stance.holder_agent.name == "A. Mayor"
    assert StanceAnnotation.objects.count() == 2


def test_typed_quotes_find_typographic_ones_and_the_texts_own_are_kept(described):
    span = EvidenceSpan.objects.get(exact="fares were “fair”")
    assert DIGEST[span.start:span.end] == span.exact


def test_an_absent_target_needs_no_evidence(described):
    stance = StanceAnnotation.objects.get(position="neither")
    assert (stance.neither_reason, stance.spans()) == ("target-absent", [])


def test_a_passage_is_told_apart_by_what_follows_it(described):
    evidence = Quotation.objects.get().evidence
    assert evidence.text_version.text[evidence.end:].startswith(" listen")


def test_claims_keep_the_value_as_printed(described):
    claim = Claim.objects.get()
    assert (claim.value, claim.comparator, claim.document) == ("400", "exact", document("Ferry fares doubled"))


def test_several_files_are_one_document_in_the_order_of_the_cell(described):
    letter = document("[Letter about the pier]")
    assert [(one.sequence, one.filename) for one in letter.holdings.all()] == [(1, "page1.txt"), (2, "page2.png")]
    assert letter.text_version().text.startswith("Dear council")
    assert Event.objects.filter(type="ingestion", object_id=letter.identifier).count() == 2
    assert Document.objects.whole().count() == 3


def outcome():
    """All that a description leaves behind, without identifiers and times."""
    return {
        "documents": sorted(Document.objects.values_list(
            "title", "parent__title", "sequence", "part_start", "part_end", "genre__code", "issued", "version",
            "contributions__agent__name", "contributions__as_printed", "places__place__label", "subjects__label")),
        "holdings": sorted(Holding.objects.values_list("document__title", "filename", "sequence")),
        "agents": sorted(AgentName.objects.values_list("agent__name", "text", "kind")),
        "places": sorted(Place.objects.values_list("label", "latitude", "names__text")),
        "captures": list(Capture.objects.values_list("requested_url", "started_at", "status")),
        "stances": sorted(StanceAnnotation.objects.values_list("holder", "position", "evidence__start")),
        "claims": list(Claim.objects.values_list("value", "evidence__start")),
        "spans": sorted(EvidenceSpan.objects.values_list("start", "end", "exact")),
    }


def test_csv_and_xlsx_give_equal_results(describe):
    found = []
    for write in (write_csv, write_xlsx):
        with transaction.atomic():
            batch = describe(good_sheets(), write)
            found.append({**outcome(), "counts": batch.counts()})
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert len(found[0]["documents"]) >= 5


def test_numbers_and_days_of_a_spreadsheet_are_read_as_they_are_meant(describe):
    sheets = good_sheets()
    sheets["documents"][3]["embargo_until"] = datetime.date(2031, 1, 1)
    sheets["documents"][2]["start"] = float(SECOND)
    describe(sheets, write_xlsx)
    assert document("[Letter about the pier]").embargo_until == datetime.date(2031, 1, 1)
    assert document("Pier stays shut").part_start == SECOND


def test_what_exists_is_kept_and_only_further_names_are_added(describe, by):
    agent = Agent.objects.create(name="Harbour Watch", kind="body", note="ours")
    described = describe(good_sheets())
    agent.refresh_from_db()
    assert (agent.kind, agent.note, agent.version) == ("body", "ours", 2)
    assert agent.names.get().text == "HW"
    assert described.items.get(name="agents row 2").outcome == "unchanged"


def test_files_that_are_not_described_stay_drafts_as_received(describe, received):
    write_files(received, {"more.txt": b"More words."})
    describe(good_sheets())
    assert Document.objects.get(title="[more.txt]").version == 1
