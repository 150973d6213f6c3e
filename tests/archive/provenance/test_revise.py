"""An edit claims a version, is refused if somebody was faster, and leaves a revision."""
import json

import pytest

from archive.models import Agent, Document, Event, Revision
from archive.provenance.canonical import sha256_of
from archive.provenance.revise import DECIDED_FIELDS, NotEditable, StaleRecord, keep_revisions, revising
from archive.provenance.verification import verify_ledger
from archive.workflow import transitions as move
from archive.workflow.states import State
from tests.base import make_agent, make_document, publish

pytestmark = pytest.mark.django_db


def retitle(document, by, title="Another title", **options):
    with revising(document, by, "mended", **options):
        document.title = title
        document.save()


def test_an_edit_is_a_version_a_revision_and_an_event(cast):
    document = make_document(cast["cataloguer"])
    retitle(document, cast["cataloguer"])
    revision = Revision.objects.get(version=2)
    assert json.loads(revision.snapshot)["title"] == "Another title"
    assert (revision.record_id, revision.made_by, revision.reason) == (
        document.identifier, cast["cataloguer"], "mended")
    assert revision.sha256 == sha256_of(revision.snapshot)
    event = Event.objects.order_by("sequence").last()
    assert json.loads(event.detail) == {"version": 2, "revision_sha256": revision.sha256, "reason": "mended"}
    assert (event.type, event.object_id) == ("metadata modification", document.identifier)
    assert Document.objects.values_list("title", "version").get() == ("Another title", 2)


def test_the_first_revision_stays_as_it_was(cast):
    document = make_document(cast["cataloguer"])
    retitle(document, cast["cataloguer"])
    assert json.loads(Revision.objects.get(version=1).snapshot)["title"] == "A title"
    assert verify_ledger().is_good


def test_a_stale_save_is_refused_and_undone(cast):
    opened = make_document(cast["cataloguer"])
    faster = Document.objects.get(pk=opened.pk)
    retitle(faster, cast["reviewer"], "Faster")
    before = (Event.objects.count(), Revision.objects.count())
    with pytest.raises(StaleRecord, match="you opened version 1, version 2 is saved now") as refusal:
        retitle(opened, cast["cataloguer"], "Slower")
    assert refusal.value.current == 2
    assert Document.objects.get().title == "Faster"
    assert (Event.objects.count(), Revision.objects.count()) == before


def test_an_authority_record_is_refused_in_the_same_way(cast):
    opened = make_agent("The Paper")
    faster = Agent.objects.get()
    with revising(faster, cast["cataloguer"]):
        faster.seat = "Geneva"
        faster.save()
    with pytest.raises(StaleRecord), revising(opened, cast["cataloguer"]):
        opened.save()
    assert Agent.objects.get().seat == "Geneva"
    assert json.loads(Revision.objects.get(record_type="agent").snapshot)["seat"] == "Geneva"


def test_what_fails_inside_is_undone_and_the_record_can_be_saved_again(cast):
    document = make_document(cast["cataloguer"])
    with pytest.raises(ZeroDivisionError), revising(document, cast["cataloguer"]):
        document.title = "Half"
        document.save()
        raise ZeroDivisionError
    assert Document.objects.values_list("title", "version").get() == ("A title", 1)
    retitle(document, cast["cataloguer"])
    assert (document.version, Document.objects.get().version) == (2, 2)


MOVES = {
    "in_review": lambda document, cast: move.submit_document(document, cast["cataloguer"]),
    "published": publish,
    "withdrawn": lambda document, cast: move.withdraw_document(document, cast["reviewer"], "error"),
}


@pytest.mark.parametrize("state", MOVES)
def test_only_a_draft_is_edited(cast, state):
    assert set(MOVES) == set(State.values) - {"draft"}
    document = make_document(cast["cataloguer"])
    MOVES[state](document, cast)
    with pytest.raises(NotEditable, match="only a draft can be edited"):
        retitle(document, cast["administrator"])
    assert Document.objects.values_list("title", "version", "state").get() == ("A title", 1, state)
    assert Revision.objects.count() == 1


def test_a_verb_may_name_the_states_in_which_it_edits(cast):
    document = make_document(cast["cataloguer"])
    MOVES["in_review"](document, cast)
    retitle(document, cast["reviewer"], states=(State.DRAFT, State.IN_REVIEW))
    assert Document.objects.values_list("title", "state").get() == ("Another title", "in_review")


def test_an_edit_does_not_undo_what_was_decided_since_the_document_was_opened(cast):
    opened = make_document(cast["cataloguer"])
    document = publish(Document.objects.get(), cast)
    move.reopen_document(document, cast["cataloguer"])
    assert (opened.version, opened.published_revision) == (document.version, None)
    retitle(opened, cast["cataloguer"])
    saved = Document.objects.get()
    assert (saved.title, saved.access_level) == ("Another title", "public")
    assert saved.published_revision == document.published_revision is not None
    assert Document.objects.published().exists(), "readers keep the published revision"


def test_every_field_that_curators_cannot_edit_is_kept_as_decided():
    own = {"identifier", "version", "issued_earliest", "issued_latest", "created_at"}
    fields = {field.attname for field in Document._meta.fields if not field.editable and not field.primary_key}
    assert fields - own == set(DECIDED_FIELDS)


def test_one_act_keeps_the_revisions_of_many_documents_in_a_constant_number_of_queries(
        cast, django_assert_num_queries, django_assert_max_num_queries):
    def drafts(count):
        return [Document.objects.create(title=f"{count} {n}") for n in range(count)]

    few, many = drafts(2), drafts(40)
    with django_assert_max_num_queries(40) as first:
        keep_revisions(few, cast["cataloguer"], "drafted")
    with django_assert_num_queries(len(first)):
        keep_revisions(many, cast["cataloguer"], "drafted")
    assert Revision.objects.count() == 42
    assert verify_ledger().is_good
