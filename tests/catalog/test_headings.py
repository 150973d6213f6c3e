"""Subjects, places and targets are public while a public document uses them; every form of every name is kept."""
import pytest
from django.test.utils import CaptureQueriesContext

from archive.models import Place, StanceTarget, Subject
from archive.workflow import transitions as move
from catalog.models import PublishedHeading, PublishedName, PublishedUse
from catalog.projection import project_document, remove_document
from catalog.search.folding import fold
from tests.base import make_agent, make_document, publish
from tests.catalog.material import (
    catalog_connection,
    give_contribution,
    give_file,
    give_stance,
    make_full_document,
    make_public,
    revise,
    span,
)

pytestmark = pytest.mark.django_db(databases="__all__")


def names(owner):
    return list(PublishedName.objects.filter(owner=owner.identifier).values_list(
        "owner_kind", "text", "language", "kind", "is_hidden"))


def test_each_kind_of_heading_has_its_row_and_its_use(cast):
    labour = Subject.objects.create(label="labour")
    strikes = Subject.objects.create(label="strikes", scope_note="Work stopped on purpose.", broader=labour)
    coast = Place.objects.create(label="Coast")
    orvan = Place.objects.create(label="Orvan", broader=coast, latitude=1.5, longitude=-2.25)
    union = make_agent("The union")
    document = make_full_document(cast)
    document.subjects.add(strikes)
    document.places.create(place=orvan)
    StanceTarget.objects.update(agent=union, scope_note="The strike of 1998.")
    make_public(document, cast)
    rows = {row.kind: row for row in PublishedHeading.objects.all()}
    assert set(PublishedUse.objects.values_list("document", "heading__kind")) == {
        (document.identifier, kind) for kind in ("subject", "place", "target")}
    assert (rows["subject"].label, rows["subject"].record) == ("strikes", {
        "scope_note": "Work stopped on purpose.", "broader": {"identifier": labour.identifier, "label": "labour"}})
    assert rows["place"].record == {
        "broader": {"identifier": coast.identifier, "label": "Coast"}, "latitude": 1.5, "longitude": -2.25}
    assert rows["target"].record == {
        "kind": "entity", "agent": union.identifier, "scope_note": "The strike of 1998."}


def test_every_form_of_every_name_is_kept_folded(cast):
    document = make_full_document(cast)
    agent = document.contributions.get().agent
    agent.names.create(text="پست بندر", kind="official", language="fa")
    agent.names.create(text="The Wreckers", kind="pejorative")
    agent.names.create(text="…", kind="variant")
    subject, place = Subject.objects.create(label="strikes"), Place.objects.create(label="Órvan")
    subject.labels.create(text="Streik", language="de")
    place.names.create(text="Orvanburg")
    document.subjects.add(subject)
    document.places.create(place=place)
    StanceTarget.objects.update(agent=agent)
    make_public(document, cast)
    assert names(agent) == [
        ("agent", agent.name, "", "heading", False), ("agent", "پست بندر", "fa", "official", False),
        ("agent", "The Wreckers", "", "pejorative", True)]
    assert names(subject) == [
        ("subject", "strikes", "", "heading", False), ("subject", "Streik", "de", "variant", False)]
    assert names(place) == [("place", "Órvan", "", "heading", False), ("place", "Orvanburg", "", "variant", False)]
    assert names(StanceTarget.objects.get()) == [("target", "the strike", "", "heading", False)]
    assert all(folded == fold(text) for text, folded in PublishedName.objects.values_list("text", "folded"))
    assert PublishedName.objects.filter(folded="orvan").exists()


def test_headings_and_names_leave_with_the_last_document_that_uses_them(cast):
    first, second = make_full_document(cast), make_full_document(cast)
    subject = Subject.objects.create(label="strikes")
    for document in (first, second):
        document.subjects.add(subject)
        make_public(document, cast)
    move.withdraw_document(first, cast["reviewer"], "error")
    project_document(first.identifier)
    assert names(subject)
    assert not names(first.contributions.get().agent)
    move.withdraw_document(second, cast["reviewer"], "error")
    project_document(second.identifier)
    for model in (PublishedHeading, PublishedUse, PublishedName):
        assert not model.objects.exists(), model


def test_a_heading_that_a_new_version_no_longer_uses_leaves(cast):
    document = make_full_document(cast)
    document.subjects.add(Subject.objects.create(label="strikes"))
    make_public(document, cast)
    move.reopen_document(document, cast["cataloguer"])
    document.subjects.clear()
    project_document(document.identifier)
    assert PublishedHeading.objects.filter(label="strikes").exists(), "readers keep the reviewed version"
    make_public(document, cast)
    assert not PublishedHeading.objects.filter(label="strikes").exists()
    assert not PublishedName.objects.filter(text="strikes").exists()


def test_the_target_of_a_superseded_label_is_not_public(cast):
    document = make_full_document(cast)
    gone = StanceTarget.objects.create(label="the ferry", kind="entity")
    document.stances.filter(position="against").update(status="superseded", target=gone)
    make_public(document, cast)
    assert [row.label for row in PublishedHeading.objects.all()] == ["the strike"]


def test_what_is_removed_in_the_smallest_way_takes_its_headings_and_names_along(cast):
    document = make_public(make_full_document(cast), cast)
    remove_document(document.identifier)
    assert not PublishedHeading.objects.exists()
    assert not PublishedName.objects.exists()


def test_a_label_has_its_coder(cast):
    document = make_document(cast["cataloguer"])
    version = give_file(document, text="One passage.").texts.get()
    give_stance(document, cast["cataloguer"], span(version, "One passage."))
    give_stance(document, cast["reviewer"], None, position="neither", neither_reason="target-absent")
    make_public(document, cast)
    found = PublishedUse.objects.get().document.stances.values_list("coder", flat=True)
    assert set(found) == {cast["cataloguer"].pseudonym, cast["reviewer"].pseudonym}


def test_projecting_takes_as_many_queries_for_many_values_as_for_few(cast):
    def queries(number):
        document = make_full_document(cast)
        document.relations.create(kind="source", described="A leaflet")
        version = document.holdings.get().original.texts.get()
        for count in range(number):
            subject = Subject.objects.create(label=f"subject {number} {count}")
            subject.labels.create(text=f"label {number} {count}")
            document.subjects.add(subject)
            document.places.create(place=Place.objects.create(label=f"place {number} {count}"))
            agent = make_agent(f"agent {number} {count}")
            agent.names.create(text=f"name {number} {count}")
            agent.relations.create(related=document.contributions.first().agent, kind="member",
                                   certainty="certain", source="A register")
            give_contribution(document, agent, "creator")
            target = StanceTarget.objects.create(label=f"target {number} {count}", kind="entity")
            give_stance(document, cast["cataloguer"], span(version, "unlawful"), target=target)
        publish(revise(document, cast["cataloguer"]), cast)
        with CaptureQueriesContext(catalog_connection()) as first:
            project_document(document.identifier)
        with CaptureQueriesContext(catalog_connection()) as again:
            project_document(document.identifier)
        return len(first), len(again)

    queries(0)  # the first writer of all makes the line in which writers stand
    assert queries(1) == queries(7)
