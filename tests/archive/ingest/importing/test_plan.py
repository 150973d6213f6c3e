"""What a preview says of each row: created, changed with old and new value, unchanged; and it stores nothing."""
import pytest

from archive.models import Agent, Document, Event, IngestBatch, Place, Revision
from archive.workflow.transitions import submit_document
from tests.archive.ingest.importing.conftest import desk_sheets, line, outcomes, told

pytestmark = pytest.mark.django_db


def digest():
    return Document.objects.get(holdings__filename="digest.txt")


def changed(row, **more):
    """Sheets with one row about the described digest."""
    return {"documents": [{"id": digest().identifier, **row}], **more}


def test_a_draft_that_nobody_described_yet_is_changed_and_only_what_is_not_there_is_created(plan):
    _batch, planned = plan(desk_sheets())
    assert told(planned) == []
    found = outcomes(planned)
    drafts = {name for name, outcome in found.items() if outcome == "changed"}
    assert drafts == {one.name for one in planned.lines if one.row.kind == "documents" and not one.row["parent"]}
    assert len(drafts) == 2
    assert set(found.values()) == {"created", "changed"}
    first = line(planned, "documents row 2").changes
    assert ("title", "[digest.txt]", "Harbour digest") in first
    assert ("issued", "", "2011-04-02") in first
    assert planned.is_applicable()


def test_a_preview_stores_nothing_but_its_sheets(plan, held):
    documents, revisions = list(Document.objects.values_list("pk", "version", "title")), Revision.objects.count()
    events = Event.objects.count()
    plan(desk_sheets())
    assert list(Document.objects.values_list("pk", "version", "title")) == documents
    assert (Revision.objects.count(), Agent.objects.count(), Place.objects.count()) == (revisions, 0, 0)
    assert Event.objects.count() == events + 1  # the import was opened


def test_what_is_described_so_already_is_unchanged(plan, apply):
    apply(desk_sheets())
    _batch, planned = plan(desk_sheets())
    assert told(planned) == []
    assert set(outcomes(planned).values()) == {"unchanged"}


def test_a_change_names_the_old_and_the_new_value_of_each_cell(plan, apply):
    apply(desk_sheets())
    _batch, planned = plan(changed({
        "issued": "2012", "publisher": "A. Mayor; [HW?]", "subjects": "Transport", "description": "[empty]",
        "language": "en; fa", "title": "",
    }))
    found = line(planned, "documents row 2")
    assert found.outcome == "changed"
    assert set(found.changes) == {
        ("issued", "2011-04-02", "2012"), ("publisher", "[Harbour Watch?]", "A. Mayor; [Harbour Watch?]"),
        ("subjects", "Ferries", "Transport"), ("language", "en", "en; fa"),
    }


def test_the_marker_empties_a_field_and_an_empty_cell_leaves_it(plan, apply):
    apply(desk_sheets())
    _batch, planned = plan(changed({"places": "[empty]", "publisher": "[empty]", "issued": "", "genre": "[empty]"}))
    assert set(line(planned, "documents row 2").changes) == {
        ("places", "Eastport (dateline)", ""), ("publisher", "[Harbour Watch?]", ""), ("genre", "digest", "")}


def test_a_title_cannot_be_emptied(plan, apply):
    apply(desk_sheets())
    _batch, planned = plan(changed({"title": "[empty]"}))
    assert told(planned)[0][:3] == ("documents", 2, "title")
    assert "cannot be emptied" in told(planned)[0][3]


@pytest.mark.parametrize("cells", [
    {"id": "D", "sha256": "of the file"}, {"id": "D", "file": "digest.txt"}, {"id": "digest.txt"},
    {"id": "identifier"},
])
def test_a_document_is_found_by_hash_by_name_and_by_identifier(plan, held, cells):
    document = digest()
    cells = {**cells, "title": "Harbour digest"}
    if "sha256" in cells:
        cells["sha256"] = document.holdings.get().original.sha256
    if cells["id"] == "identifier":
        cells["id"] = document.identifier
    for batch in (held, None):
        _opened, planned = plan({"documents": [cells]}, files_of=batch)
        assert told(planned) == []
        assert line(planned, "documents row 2").document == document


def test_a_name_that_two_drafts_have_needs_the_batch_or_the_hash(plan, held, received, ingest):
    (received / "more").mkdir()
    (received / "more" / "digest.txt").write_text("Other words under the same name.")
    ingest(received / "more")
    row = {"id": "D", "file": "digest.txt", "title": "Harbour digest"}
    _opened, planned = plan({"documents": [row]}, files_of=None)
    assert "is a file of 2 documents" in told(planned)[0][3]
    _opened, planned = plan({"documents": [row]})
    assert told(planned) == []


def test_a_document_in_review_is_refused_with_what_to_do(plan, apply, cast):
    apply(desk_sheets())
    submit_document(digest(), cast["cataloguer"])
    _batch, planned = plan(changed({"title": "Another"}))
    assert told(planned)[0][:3] == ("documents", 2, "id")
    assert "is in review: ask the reviewer to return it" in told(planned)[0][3]


def test_an_authority_is_changed_field_by_field_and_a_name_is_added(plan, apply):
    apply(desk_sheets())
    _batch, planned = plan({
        "agents": [{"name": "Harbour Watch", "seat": "Eastport", "types": "ngo"}, {"name": "A. Mayor"}],
        "agent_names": [{"agent": "HW", "name": "H. Watch"}], "places": [{"label": "Eastport", "latitude": "52"}],
        "targets": [{"label": "the new fares", "scope_note": "of 2011"}],
    })
    assert told(planned) == []
    assert line(planned, "agents row 2").changes == [("seat", "", "Eastport"), ("types", "news-outlet", "+ ngo")]
    assert outcomes(planned) == {
        "agents row 2": "changed", "agents row 3": "unchanged", "agent_names row 2": "created",
        "places row 2": "changed", "targets row 2": "changed"}
    assert line(planned, "places row 2").changes == [("latitude", "51.5", "52.0")]


def test_new_passages_are_added_and_identical_ones_are_unchanged(plan, apply):
    apply(desk_sheets())
    part = Document.objects.get(title="Ferry fares doubled")
    claim = {"document": part.identifier, "value": "400", "unit": "people", "subject": "walked home",
             "claimant": "riders", "exact": "400 people"}
    _batch, planned = plan({"claims": [claim, {**claim, "claimant": "the mayor"}]})
    assert told(planned) == []
    assert outcomes(planned) == {"claims row 2": "unchanged", "claims row 3": "created"}


def test_what_a_person_may_not_see_is_not_found(plan, held, cast):
    from archive.models import Collection, CollectionGrant
    from tests.base import make_curator

    shelf = Collection.objects.create(code="shelf", title="Shelf")
    granted = make_curator("granted")
    CollectionGrant.objects.create(curator=granted, collection=shelf, role="cataloguer",
                                   given_by=cast["administrator"])
    row = {"id": digest().identifier, "title": "Seen"}
    _batch, planned = plan({"documents": [row]}, by=granted, files_of=None)
    assert "is neither an identifier of the archive" in told(planned)[0][3]
    Document.objects.filter(pk=digest().pk).update(collection=shelf)
    _batch, planned = plan({"documents": [row], "agents": [{"name": "New"}]}, by=granted, files_of=None)
    assert outcomes(planned) == {"documents row 2": "changed", "agents row 2": "created"}


def test_planning_takes_as_many_queries_for_many_rows_as_for_few(held, by, received, ingest):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from archive.ingest.description.sheets import Row
    from archive.ingest.importing.plan import plan_import

    for number in range(12):
        (received / f"{number}.txt").write_text(f"Words number {number}, of the harbour.")
    files = ingest()

    def rows(count):
        documents = [Row("documents", n + 2, {"id": f"{n}.txt", "title": f"Title {n}", "creator": f"[Agent {n}]",
                                             "subjects": f"Subject {n}"}, kind="documents") for n in range(count)]
        agents = [Row("agents", n + 2, {"name": f"Agent {n}"}, kind="agents") for n in range(count)]
        subjects = [Row("subjects", n + 2, {"label": f"Subject {n}"}, kind="subjects") for n in range(count)]
        claims = [Row("claims", n + 2, {"document": f"{n}.txt", "value": str(n), "subject": "x", "claimant": "y",
                                        "exact": f"number {n}"}, kind="claims") for n in range(count)]
        return {"documents": documents, "agents": agents, "subjects": subjects, "claims": claims}

    counts = []
    plan_import(rows(1), by, files)  # who they are is looked up once
    for count in (2, 12):
        with CaptureQueriesContext(connection) as queries:
            planned = plan_import(rows(count), by, files)
        assert told(planned) == []
        counts.append(len(queries))
    assert counts[0] == counts[1] < 60


def test_an_import_is_no_intake(held, plan):
    opened, _planned = plan(desk_sheets())
    assert opened.kind == IngestBatch.Kind.IMPORT
    assert opened.state == IngestBatch.State.RUNNING
