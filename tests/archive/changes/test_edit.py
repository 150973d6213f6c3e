"""A batch edit does to each document what its preview said, with one revision each, or says why not."""
import json

import pytest
from django.core.exceptions import PermissionDenied

from archive.changes import MOST_DOCUMENTS
from archive.changes.edit import Edit, apply_edit, plan_edit
from archive.changes.fields import FIELDS
from archive.changes.plan import NothingToChange, documents_to_change
from archive.changes.undo import undo_change_set
from archive.models import (
    ChangeSet,
    Collection,
    CollectionGrant,
    Contribution,
    Document,
    DocumentPlace,
    Event,
    Genre,
    Place,
    Revision,
    Subject,
)
from archive.provenance.revise import keep_revisions, revising
from archive.provenance.snapshot import snapshot_document
from archive.provenance.verification import verify_ledger
from archive.workflow.transitions import submit_document
from tests.base import make_agent, make_curator, make_document, publish

pytestmark = pytest.mark.django_db


def chosen(**by):
    return documents_to_change(Document.objects.filter(**by).order_by("pk"))


def seen(documents):
    return {document.identifier: document.version for document in documents}


def apply(edits, by, documents=None):
    documents = documents or chosen()
    return apply_edit(documents, edits, by, seen(documents))


VALUES = {  # field: (values to set or add, what reading it says afterwards)
    "language": (["fa"], lambda document: document.language),
    "genre": (lambda: [Genre.objects.create(code="letter", label="letter")], lambda document: [document.genre]),
    "collection": (lambda: [Collection.objects.create(code="c", title="C")], lambda document: [document.collection]),
    "subjects": (lambda: [Subject.objects.create(label="dams")], lambda document: list(document.subjects.all())),
    "places": (lambda: [Place.objects.create(label="Bern")], lambda document: [
        row.place for row in document.places.all()]),
    **{role: (lambda role=role: [make_agent(f"The {role}")], lambda document, role=role: [
        row.agent for row in document.contributions.all() if row.role == role])
       for role in ("publisher", "creator", "contributor")},
    "issued_basis": (["external"], lambda document: [document.issued_basis]),
    "rights": (["None known."], lambda document: [document.rights]),
    "license": (["CC0"], lambda document: [document.license]),
    "rights_holder": (["Nobody"], lambda document: [document.rights_holder]),
    "proposed_access": (["dark"], lambda document: [document.proposed_access]),
    "persons_at_risk": (["yes"], lambda document: [document.persons_at_risk]),
    "content_notes": (["describes torture"], lambda document: [document.content_notes]),
}
TAKEN_AWAY = {"genre": [None], "collection": [None], "issued_basis": [""], "rights": [""], "license": [""],
              "rights_holder": [""], "content_notes": [""]}


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_is_written_taken_away_again_and_undone(cast, name):
    values, read = VALUES[name]
    values = values() if callable(values) else values
    document = make_document(cast["cataloguer"], language=[])
    first = "set" if "set" in FIELDS[name].operations else "add"
    change_set = apply([Edit(name, first, tuple(values))], cast["cataloguer"])
    document = Document.objects.get()
    assert read(document) == list(values)
    for operation in {"remove", "clear"} & set(FIELDS[name].operations):
        apply([Edit(name, operation, tuple(values))], cast["cataloguer"])
        assert read(Document.objects.get()) == TAKEN_AWAY.get(name, []), operation
        undo_change_set(ChangeSet.objects.first(), cast["cataloguer"])
        assert read(Document.objects.get()) == list(values)
    assert change_set.documents.get().version_after == 2
    assert verify_ledger().is_good


def test_adding_keeps_what_is_there_and_removing_keeps_the_rest(cast):
    document = make_document(cast["cataloguer"], language=["en", "ar"])
    bern, here = Place.objects.create(label="Bern"), Place.objects.create(label="Here")
    DocumentPlace.objects.create(document=document, place=here, as_printed="HERE", note="dateline")
    paper, group = make_agent("The Paper"), make_agent("The Group")
    Contribution.objects.create(document=document, agent=paper, role="publisher", as_printed="PAPER", sequence=3)
    apply([Edit("language", "add", ("fa", "en")), Edit("places", "add", (bern,)), Edit("publisher", "add", (group,))],
          cast["cataloguer"])
    document.refresh_from_db()
    assert document.language == ["en", "ar", "fa"]
    assert [(row.place, row.as_printed) for row in document.places.order_by("pk")] == [(here, "HERE"), (bern, "")]
    assert [(row.agent, row.as_printed, row.basis, row.sequence) for row in document.contributions.all()] == [
        (paper, "PAPER", "printed", 3), (group, "", "inferred", 4)]
    apply([Edit("language", "remove", ("ar",)), Edit("publisher", "remove", (paper,))], cast["cataloguer"])
    document.refresh_from_db()
    assert document.language == ["en", "fa"]
    assert [row.agent for row in document.contributions.all()] == [group]
    assert document.version == 3, "several fields of one act are one revision"


def test_the_plan_says_before_and_after_in_words_and_writes_nothing(cast):
    make_document(cast["cataloguer"], language=["en"])
    make_document(cast["cataloguer"], language=["en", "fa"])
    events = Event.objects.count()
    plans = plan_edit(chosen(), [Edit("language", "add", ("fa",)), Edit("persons_at_risk", "set", ("not-assessed",))],
                      cast["cataloguer"])
    assert [[(change.label, change.before, change.after) for change in plan.changes] for plan in plans] == [
        [("languages", "en", "en; fa"), ("persons at risk", "no", "not assessed")],
        [("persons at risk", "no", "not assessed")],
    ]
    assert (Event.objects.count(), ChangeSet.objects.count()) == (events, 0)


def test_what_is_no_draft_or_was_saved_since_the_preview_is_refused_line_by_line(cast):
    by = cast["cataloguer"]
    free, sent, edited = (make_document(by, title=title) for title in ("free", "sent", "edited"))
    out = publish(make_document(by, title="out"), cast)
    submit_document(sent, by)
    preview = seen(chosen())
    with revising(edited, cast["reviewer"]):
        edited.rights = "Theirs"
        edited.save()
    change_set = apply_edit(chosen(), [Edit("rights", "set", ("Mine",))], by, preview)
    rows = {row.document.title: (row.version_before, row.version_after, row.kept_because)
            for row in change_set.documents.all()}
    assert rows["free"] == (1, 2, "")
    assert rows["sent"][:2] == (1, 1) and "only a draft" in rows["sent"][2]
    assert rows["out"][:2] == (1, 1) and "only a draft" in rows["out"][2]
    assert rows["edited"][:2] == (2, 2) and "you saw version 1, version 2 is saved now" in rows["edited"][2]
    assert dict(Document.objects.values_list("title", "rights")) == {
        "free": "Mine", "sent": "", "out": "", "edited": "Theirs"}
    assert (free.pk, out.pk) == tuple(Document.objects.filter(title__in=["free", "out"]).order_by("pk")
                                      .values_list("pk", flat=True))


def test_a_document_that_the_preview_did_not_show_is_refused(cast):
    documents = [make_document(cast["cataloguer"]) for _n in range(2)]
    with pytest.raises(NothingToChange):
        apply_edit(chosen(pk=documents[1].pk), [Edit("rights", "set", ("x",))], cast["cataloguer"],
                   seen(documents[:1]))
    assert not Document.objects.filter(rights="x").exists()


def test_who_saves_in_the_same_moment_keeps_theirs(cast):
    make_document(cast["cataloguer"])
    loaded = chosen()
    faster = Document.objects.get()
    with revising(faster, cast["reviewer"]):
        faster.rights = "Theirs"
        faster.save()
    with pytest.raises(NothingToChange, match="meanwhile"):
        apply_edit(loaded, [Edit("rights", "set", ("Mine",))], cast["cataloguer"], seen(loaded))
    assert Document.objects.get().rights == "Theirs"
    assert not ChangeSet.objects.exists()


def test_a_change_that_changes_nothing_makes_no_revision(cast):
    make_document(cast["cataloguer"], rights="Same")
    make_document(cast["cataloguer"], rights="Other")
    change_set = apply([Edit("rights", "set", ("Same",))], cast["cataloguer"])
    assert change_set.documents.count() == 1
    assert sorted(Document.objects.values_list("version", flat=True)) == [1, 2]
    with pytest.raises(NothingToChange):
        apply([Edit("rights", "set", ("Same",))], cast["cataloguer"])


def test_the_revision_says_which_act_made_it(cast):
    document = make_document(cast["cataloguer"])
    change_set = apply([Edit("language", "add", ("fa",))], cast["reviewer"])
    revision = Revision.objects.get(record_id=document.identifier, version=2)
    assert (revision.reason, revision.made_by) == ("languages: add fa", cast["reviewer"])
    assert json.loads(revision.snapshot)["language"] == ["en", "fa"]
    detail = json.loads(Event.objects.order_by("sequence").last().detail)
    assert detail["change_set"] == change_set.identifier


@pytest.fixture
def guest(cast):
    """Somebody with a grant for the collection `mine` only."""
    guest = make_curator("guest")
    mine = Collection.objects.create(code="mine", title="Mine")
    CollectionGrant.objects.create(curator=guest, collection=mine, role="cataloguer", given_by=cast["administrator"])
    return guest, mine


def test_a_grant_reaches_no_document_outside_its_collection(cast, guest):
    guest, mine = guest
    make_document(cast["cataloguer"], collection=mine)
    make_document(cast["cataloguer"])
    change_set = apply([Edit("rights", "set", ("x",))], guest)
    assert [row.kept_because for row in change_set.documents.order_by("kept_because")] == [
        "", "You have no role for it."]
    assert list(Document.objects.filter(rights="x").values_list("collection", flat=True)) == [mine.pk]


@pytest.mark.parametrize("target", ["other", None])
def test_a_grant_moves_no_document_out_of_its_collection(cast, guest, target):
    guest, mine = guest
    make_document(cast["cataloguer"], collection=mine)
    other = [Collection.objects.create(code="other", title="Other")] if target else []
    edit = Edit("collection", "set" if target else "clear", tuple(other))
    with pytest.raises(NothingToChange):
        apply([edit], guest)
    assert Document.objects.get().collection == mine
    apply([edit], cast["cataloguer"])
    assert [Document.objects.get().collection] == (other or [None])


def test_an_outsider_applies_nothing(cast):
    make_document(cast["cataloguer"])
    with pytest.raises(PermissionDenied):
        apply([Edit("rights", "set", ("x",))], cast["outsider"])


def test_five_hundred_are_previewed_in_as_many_queries_as_two_and_applied_in_one_act(
        cast, django_assert_num_queries, django_assert_max_num_queries):
    by = cast["cataloguer"]
    documents = Document.objects.bulk_create(
        [Document(title=f"Title {n}", language=["en"]) for n in range(MOST_DOCUMENTS + 1)])
    keep_revisions(documents, by, "drafted")
    edits = [Edit("language", "add", ("fa",)), Edit("rights", "set", ("None known.",))]
    plan_edit(chosen(), edits, by)
    with django_assert_max_num_queries(8) as two:
        plan_edit(documents_to_change(Document.objects.all()[:2]), edits, by)
    with django_assert_num_queries(len(two)):
        plans = plan_edit(chosen(), edits, by)
    assert len(plans) == MOST_DOCUMENTS, "one act changes no more"
    with django_assert_max_num_queries(4 * MOST_DOCUMENTS):
        change_set = apply(edits, by)
    assert change_set.documents.count() == MOST_DOCUMENTS
    assert Document.objects.filter(rights="None known.", version=2).count() == MOST_DOCUMENTS
    undone = undo_change_set(change_set, by)
    assert undone.documents.filter(kept_because="").count() == MOST_DOCUMENTS
    assert not Document.objects.exclude(rights="").exists()
    assert snapshot_document(Document.objects.first())["language"] == ["en"]
