"""A revision is restored whole: every described field comes back, and nothing that is no description is touched."""
import json

import pytest
from django.core.exceptions import PermissionDenied

from archive.models import (
    Agent,
    Collection,
    CollectionGrant,
    Contribution,
    DocumentPlace,
    DocumentRelation,
    Event,
    Genre,
    Place,
    Revision,
    Subject,
)
from archive.provenance.restoring import (
    DESCRIBED,
    LEFT,
    NothingToRestore,
    restore_revision,
    same_description,
    write_snapshot,
)
from archive.provenance.revise import NotEditable, StaleRecord, revising
from archive.provenance.snapshot import snapshot_document
from archive.provenance.verification import verify_ledger
from archive.stance import annotate
from archive.stance.anchor import Quote
from archive.workflow.transitions import submit_document
from tests.archive.stance.texts import make_written_document, said
from tests.base import make_agent, make_codebook, make_curator, make_document

pytestmark = pytest.mark.django_db

FIRST = {
    "title": "First title", "alternative": ["Other"], "type": "Image", "language": ["fa"], "translated_from": "fr",
    "issued": "2016-07~", "issued_as_printed": "July", "issued_basis": "printed", "created": "2015",
    "modified": "2016", "valid": "2017", "date_copyrighted": "2018", "temporal": "the 1960s", "extent": ["3 pages"],
    "medium": ["paper"], "description": "Words.", "rights": "None known.", "license": "CC0",
    "rights_holder": "Nobody", "printed_heading": "HEADING", "truncation": "marked",
    "boundary_certainty": "probable", "proposed_access": "dark", "persons_at_risk": "yes",
    "content_notes": "describes torture", "notes": "ask again",
}
SECOND = {
    **{name: "" for name, value in FIRST.items() if isinstance(value, str)},
    **{name: [] for name, value in FIRST.items() if isinstance(value, list)},
    "title": "Second title", "type": "Text", "proposed_access": "public", "persons_at_risk": "no",
}


@pytest.fixture
def document(cast):
    """Version 1 has something in every field, version 2 has something else or nothing."""
    document = make_document(
        cast["cataloguer"], genre=Genre.objects.create(code="letter", label="letter"),
        collection=Collection.objects.create(code="one", title="One"), **FIRST)
    document.subjects.add(Subject.objects.create(label="dams"))
    Contribution.objects.create(document=document, agent=make_agent("The Paper"), role="publisher",
                                as_printed="THE PAPER", certainty="uncertain", sequence=2)
    DocumentPlace.objects.create(document=document, place=Place.objects.create(label="Geneva"), note="dateline")
    DocumentRelation.objects.create(document=document, kind="source", related=make_document(cast["cataloguer"]))
    DocumentRelation.objects.create(document=document, kind="references", described="a lost letter", note="seen")
    with revising(document, cast["cataloguer"], "filled"):
        pass
    with revising(document, cast["cataloguer"], "emptied"):
        for name, value in {**SECOND, "genre": None, "collection": None}.items():
            setattr(document, name, value)
        document.save()
        document.subjects.clear()
        for rows in (document.contributions, document.places, document.relations):
            rows.all().delete()
    return document


def at(document, version):
    return json.loads(Revision.objects.get(record_id=document.identifier, version=version).snapshot)


def test_every_key_of_a_snapshot_is_either_restored_or_left_for_a_reason(document):
    assert {*DESCRIBED, *LEFT} == set(snapshot_document(document))
    assert not set(DESCRIBED) & set(LEFT)


@pytest.mark.parametrize("name", DESCRIBED)
def test_each_described_field_comes_back(cast, document, name):
    filled, emptied = at(document, 2), at(document, 3)
    assert filled[name] != emptied[name], "the two versions must differ here, else nothing is shown"
    assert restore_revision(document, cast["cataloguer"], 2) == []
    assert snapshot_document(document)[name] == filled[name]
    assert at(document, 4)[name] == filled[name]
    assert restore_revision(document, cast["cataloguer"], 3) == []
    assert snapshot_document(document)[name] == emptied[name]


def test_dates_take_their_first_and_last_day_with_them(cast, document):
    document.refresh_from_db()
    assert document.issued_earliest is None
    restore_revision(document, cast["cataloguer"], 2)
    document.refresh_from_db()
    assert f"{document.issued_earliest} {document.issued_latest}" == "2016-07-01 2016-07-31"


def test_restoring_is_a_new_revision_whose_event_names_the_version(cast, document):
    restore_revision(document, cast["administrator"], 2, "that was right")
    revision = Revision.objects.get(record_id=document.identifier, version=4)
    assert (revision.made_by, revision.reason) == (cast["administrator"], "that was right")
    detail = json.loads(Event.objects.order_by("sequence").last().detail)
    assert (detail["version"], detail["restored_version"], detail["not_restored"]) == (4, 2, [])
    assert same_description(at(document, 4), at(document, 2))
    assert not same_description(at(document, 4), at(document, 3))
    assert verify_ledger().is_good


def test_what_was_merged_is_followed_and_stands_once(cast, document):
    press, group = make_agent("The Press"), make_agent("The Group")
    Agent.objects.filter(name="The Paper").update(merged_into=press)
    Agent.objects.filter(pk=press.pk).update(merged_into=group)
    river = Subject.objects.create(label="rivers")
    Subject.objects.filter(label="dams").update(merged_into=river)
    bern = Place.objects.create(label="Bern")
    Place.objects.filter(label="Geneva").update(merged_into=bern)
    snapshot = at(document, 2)
    twice = {**snapshot["contributions"][0], "agent": {"identifier": group.identifier, "label": "The Group"}}
    snapshot["contributions"].append({**twice, "as_printed": "THE GROUP"})
    snapshot["places"].append({"place": {"identifier": bern.identifier, "label": "Bern"}, "as_printed": "", "note": ""})
    assert write_snapshot(document, snapshot) == []
    assert [(row.agent, row.as_printed) for row in document.contributions.all()] == [(group, "THE PAPER")]
    assert list(document.subjects.all()) == [river]
    assert [(row.place, row.note) for row in document.places.all()] == [(bern, "dateline")]


def test_merges_in_a_circle_end(cast, document):
    other = make_agent("Other")
    Agent.objects.filter(name="The Paper").update(merged_into=other)
    Agent.objects.filter(pk=other.pk).update(merged_into=Agent.objects.get(name="The Paper"))
    assert restore_revision(document, cast["cataloguer"], 2) == []
    assert document.contributions.count() == 1


def test_what_exists_no_more_is_said_and_the_rest_comes_back(cast, document):
    for rows in (Agent.objects.filter(name="The Paper"), Subject.objects.all(), Place.objects.all(),
                 Genre.objects.filter(code="letter")):
        rows.delete()
    lost = restore_revision(document, cast["cataloguer"], 2)
    assert sorted(lost) == [
        "Agent “The Paper” exists no more: it was left out.",
        "Genre “letter” exists no more: what stands there now was left.",
        "Place “Geneva” exists no more: it was left out.",
        "Subject “dams” exists no more: it was left out.",
    ]
    assert json.loads(Event.objects.order_by("sequence").last().detail)["not_restored"] == lost
    document.refresh_from_db()
    assert (document.title, document.relations.count(), document.contributions.count()) == ("First title", 2, 0)


def test_labels_claims_and_quotations_stay(cast):
    make_codebook()
    by = cast["cataloguer"]
    document = make_written_document(by, "The wall fell. They say so.")
    with revising(document, by):
        document.title = "Another"
        document.save()
    annotate.add_stance(document, by, evidence=[Quote("The wall fell")], **said())
    annotate.add_claim(document, quote=Quote("They say"), value="one", subject="walls", claimant="they")
    annotate.add_quotation(document, quote=Quote("so"), speaker="they", mode="direct")
    before = snapshot_document(document)
    restore_revision(document, by, 1)
    after = snapshot_document(document)
    assert after["title"] != before["title"]
    for name in ("stances", "claims", "quotations"):
        assert after[name] == before[name] and len(after[name]) == 1


def test_a_revision_from_before_a_field_existed_leaves_the_field(cast, document):
    old = {name: value for name, value in at(document, 2).items() if name not in ("notes", "places", "collection")}
    write_snapshot(document, old)
    document.refresh_from_db()
    assert (document.title, document.notes, document.collection) == ("First title", "", None)
    assert not document.places.exists()


@pytest.mark.parametrize(("version", "why"), [(99, "There is no version 99"), (3, "says the same")])
def test_what_would_change_nothing_is_refused(cast, document, version, why):
    with pytest.raises(NothingToRestore, match=why):
        restore_revision(document, cast["cataloguer"], version)
    assert Revision.objects.filter(record_id=document.identifier).count() == 3


def test_only_a_draft_is_restored_and_nobody_is_overwritten(cast, document):
    stale = type(document).objects.get(pk=document.pk)
    with revising(document, cast["reviewer"]):
        document.title = "Faster"
        document.save()
    with pytest.raises(StaleRecord):
        restore_revision(stale, cast["cataloguer"], 2)
    submit_document(document, cast["cataloguer"])
    with pytest.raises(NotEditable):
        restore_revision(document, cast["administrator"], 2)
    document.refresh_from_db()
    assert (document.title, document.relations.count()) == ("Faster", 0)


def test_an_outsider_restores_nothing_and_a_grant_reaches_no_other_collection(cast, document):
    with pytest.raises(PermissionDenied):
        restore_revision(document, cast["outsider"], 2)
    mine = Collection.objects.create(code="mine", title="Mine")
    with revising(document, cast["cataloguer"]):
        document.collection = mine
        document.save()
    guest = make_curator("guest")
    CollectionGrant.objects.create(curator=guest, collection=mine, role="cataloguer", given_by=cast["administrator"])
    with pytest.raises(PermissionDenied, match="another collection"):
        restore_revision(document, guest, 2)
    document.refresh_from_db()
    assert (document.title, document.collection, document.version) == ("Second title", mine, 4)
