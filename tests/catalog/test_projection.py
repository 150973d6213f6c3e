"""What the public reads is the reviewed revision, and nothing that was not reviewed."""
import datetime

import pytest

from archive.models import Collection, Document
from archive.workflow import transitions as move
from catalog.models import (
    Change,
    PublishedAgent,
    PublishedCollection,
    PublishedDocument,
    PublishedName,
    PublishedRelation,
    Tombstone,
)
from catalog.projection import project_document
from tests.base import make_agent, make_document, publish
from tests.catalog.material import give_contribution, make_full_document, make_public, revise

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_published_document_is_projected_when_the_archive_announces_it(cast, django_capture_on_commit_callbacks):
    document = revise(make_full_document(cast), cast["cataloguer"])
    with django_capture_on_commit_callbacks(execute=True):
        publish(document, cast)
    row = PublishedDocument.objects.get(pk=document.identifier)
    assert (row.title, row.record_version) == (document.title, document.version)
    assert {one["position"] for one in row.record["stances"]} == {"favor", "against"}


def test_a_withdrawn_document_leaves_when_the_archive_announces_it(cast, django_capture_on_commit_callbacks):
    document = make_public(make_full_document(cast), cast)
    with django_capture_on_commit_callbacks(execute=True):
        move.withdraw_document(document, cast["reviewer"], "rights")
    assert not PublishedDocument.objects.exists()
    assert Tombstone.objects.get().reason == "rights"


def test_an_edit_of_a_reopened_draft_changes_nothing(cast):
    document = make_public(make_full_document(cast), cast)
    before = PublishedDocument.objects.values().get(pk=document.identifier)
    move.reopen_document(document, cast["cataloguer"])
    Document.objects.filter(pk=document.pk).update(title="Changed", description="Changed", language=["fr"])
    document.stances.all().update(rationale="Changed")
    document.refresh_from_db()
    revise(document, cast["cataloguer"])
    project_document(document.identifier)
    assert PublishedDocument.objects.values().get(pk=document.identifier) == before


@pytest.mark.parametrize("access", ["registered", "restricted", "dark"])
def test_a_document_that_is_not_open_to_all_is_absent(cast, access):
    document = make_public(make_full_document(cast), cast, access)
    assert not PublishedDocument.objects.exists()
    assert not PublishedAgent.objects.exists()
    assert not Change.objects.filter(identifier=document.identifier).exists()


def test_an_embargo_hides_and_its_end_shows(cast):
    document = make_public(make_full_document(cast), cast)
    move.embargo_document(document, cast["reviewer"], datetime.date(2199, 1, 1), "to protect a source")
    project_document(document.identifier)
    assert not PublishedDocument.objects.exists()
    assert not Tombstone.objects.exists()
    Document.objects.filter(pk=document.pk).update(embargo_until=datetime.date(2001, 1, 1))
    project_document(document.identifier)
    assert PublishedDocument.objects.exists()


def test_an_embargo_taken_out_of_a_reopened_draft_still_holds(cast):
    document = make_document(cast["cataloguer"], embargo_until=datetime.date(2199, 1, 1))
    make_public(document, cast)
    move.reopen_document(document, cast["cataloguer"])
    Document.objects.filter(pk=document.pk).update(embargo_until=None)
    project_document(document.identifier)
    assert not PublishedDocument.objects.exists()


def reopened_without_embargo(document, cast):
    move.reopen_document(document, cast["cataloguer"])
    Document.objects.filter(pk=document.pk).update(embargo_until=None)
    document.refresh_from_db()
    return document


def test_an_embargo_decided_after_publication_still_holds_when_a_draft_drops_it(cast):
    document = make_public(make_full_document(cast), cast)
    move.embargo_document(document, cast["reviewer"], datetime.date(2199, 1, 1), "to protect a source")
    reopened_without_embargo(document, cast)
    project_document(document.identifier)
    assert not PublishedDocument.objects.exists()
    move.withdraw_document(document, cast["reviewer"], "safety")
    project_document(document.identifier)
    assert not Tombstone.objects.exists()


def test_a_document_whose_embargo_was_lifted_stays_public_when_it_is_reopened(cast):
    document = make_document(cast["cataloguer"], embargo_until=datetime.date(2199, 1, 1), embargo_reason="a source")
    make_public(document, cast)
    assert not PublishedDocument.objects.exists()
    move.lift_embargo(document, cast["reviewer"])
    project_document(document.identifier)
    assert PublishedDocument.objects.exists()
    reopened_without_embargo(document, cast)
    project_document(document.identifier)
    assert PublishedDocument.objects.exists()


def test_a_document_withdrawn_before_it_was_ever_public_leaves_no_tombstone(cast):
    draft = make_document(cast["cataloguer"])
    restricted = make_public(make_document(cast["cataloguer"]), cast, "restricted")
    for document in (draft, restricted):
        move.withdraw_document(document, cast["reviewer"], "error")
        project_document(document.identifier)
    assert not Tombstone.objects.exists()


def test_a_silent_tombstone_keeps_no_title_name_or_reason(cast):
    document = make_public(make_full_document(cast), cast)
    move.withdraw_document(document, cast["reviewer"], "safety", is_silent=True)
    project_document(document.identifier)
    tombstone = Tombstone.objects.get()
    assert (tombstone.is_silent, tombstone.citation, tombstone.reason) == (True, {}, "")


def test_agents_and_collections_leave_with_the_last_document_that_names_them(cast):
    collection = Collection.objects.create(code="c", title="Harbour")
    first = make_public(make_full_document(cast, collection=collection), cast)
    second = make_document(cast["cataloguer"])
    give_contribution(second, first.contributions.get().agent)
    make_public(second, cast)
    move.withdraw_document(first, cast["reviewer"], "error")
    project_document(first.identifier)
    assert PublishedAgent.objects.count() == 1
    assert not PublishedCollection.objects.exists()
    move.withdraw_document(second, cast["reviewer"], "error")
    project_document(second.identifier)
    assert not PublishedAgent.objects.exists()


def test_an_agent_relates_only_to_public_agents(cast):
    document = make_public(make_full_document(cast), cast)
    agent, hidden = document.contributions.get().agent, make_agent("Hidden funder")
    agent.relations.create(kind="funder", related=hidden, certainty="certain", source="A ledger")
    project_document(document.identifier)
    row = PublishedAgent.objects.get(pk=agent.identifier)
    assert not row.relations.exists()
    other = make_document(cast["cataloguer"])
    give_contribution(other, hidden)
    make_public(other, cast)
    assert row.relations.get().related_id == hidden.identifier


def test_a_relation_appears_when_the_other_document_becomes_public_and_goes_with_it(cast):
    other = make_document(cast["cataloguer"], title="The other")
    document = make_document(cast["cataloguer"])
    document.relations.create(kind="references", related=other)
    document.relations.create(kind="source", described="A leaflet, not located")
    make_public(document, cast)
    assert PublishedRelation.objects.get().described == "A leaflet, not located"
    make_public(other, cast)
    assert PublishedRelation.objects.filter(related=other.identifier, document=document.identifier).exists()
    move.withdraw_document(other, cast["reviewer"], "error")
    project_document(other.identifier)
    assert PublishedRelation.objects.get().described == "A leaflet, not located"


def test_pejorative_names_are_kept_for_search_only(cast, client):
    document = make_full_document(cast)
    agent = document.contributions.get().agent
    agent.names.create(text="The Wreckers", kind="pejorative")
    agent.names.create(text="HP", kind="abbreviation")
    make_public(document, cast)
    assert PublishedName.objects.get(is_hidden=True).text == "The Wreckers"
    page = client.get(f"/agents/{agent.identifier}/").content.decode()
    assert "HP" in page
    assert "Wreckers" not in page


def test_superseded_labels_are_not_projected(cast):
    document = make_full_document(cast)
    document.stances.filter(position="against").update(status="superseded")
    make_public(document, cast)
    assert [one["position"] for one in PublishedDocument.objects.get().record["stances"]] == ["favor"]
