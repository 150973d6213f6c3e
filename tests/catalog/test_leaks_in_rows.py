"""Nothing private or unpublished is in any row of the catalog: what is not there can not be shown, found or sent."""
import pytest
from django.apps import apps

from archive.models import Agent, Collection, Genre, Place, StanceTarget, Subject
from archive.workflow import transitions as move
from catalog.models import PublishedAgent, PublishedDocument, PublishedHeading, PublishedName
from catalog.projection import project_document, project_name, project_stale, rebuild_projection
from tests.base import make_agent
from tests.catalog.material import give_contribution, make_full_document, make_public, revise
from tests.catalog.test_leaks import CANARY, STATES, fill_with_canary, hide

pytestmark = pytest.mark.django_db(databases="__all__")

NAMED = (Agent, Subject, Place, StanceTarget, Genre, Collection)


def rows_with_canary():
    """Names of the catalog's tables in which any column of any row holds the canary."""
    return {model.__name__ for model in apps.get_app_config("catalog").get_models()
            if any(CANARY in repr(row) for row in model.objects.values())}


def announce_everything():
    for model in NAMED:
        for record in model.objects.all():
            project_name(record)


@pytest.mark.parametrize("state", STATES)
def test_no_name_of_a_hidden_document_is_in_any_row(cast, state):
    visible = make_public(make_full_document(cast), cast)
    hidden = fill_with_canary(cast)
    visible.relations.create(kind="references", related=hidden)
    hide(state, hidden, cast)
    move.reopen_document(visible, cast["cataloguer"])
    make_public(visible, cast)
    for again in (lambda: None, announce_everything, project_stale, rebuild_projection):
        again()
        assert rows_with_canary() == set()
    assert set(PublishedDocument.objects.values_list("pk", flat=True)) == {visible.identifier}
    assert {row.label for row in PublishedHeading.objects.all()} == {"the strike"}


def test_an_edit_in_progress_is_in_no_row(cast):
    document = make_public(make_full_document(cast), cast)
    move.reopen_document(document, cast["cataloguer"])
    document.title = document.description = CANARY
    document.save()
    document.stances.update(rationale=CANARY, holder=CANARY)
    give_contribution(document, make_agent(CANARY), "creator")
    document.subjects.add(Subject.objects.create(label=CANARY))
    document.places.create(place=Place.objects.create(label=CANARY))
    revise(document, cast["cataloguer"])
    for again in (lambda: project_document(document.identifier), announce_everything, rebuild_projection):
        again()
        assert rows_with_canary() == set()


def test_a_pejorative_form_is_in_hidden_rows_only(cast):
    document = make_full_document(cast)
    agent = document.contributions.get().agent
    agent.names.create(text=CANARY, kind="pejorative")
    StanceTarget.objects.update(agent=agent)
    make_public(document, cast)
    assert rows_with_canary() == {"PublishedName"}
    assert CANARY not in repr(PublishedAgent.objects.values_list("name", "types", "record"))
    name = PublishedName.objects.get(text=CANARY)
    assert (name.is_hidden, name.owner) == (True, agent.identifier)
    assert not PublishedName.objects.filter(folded__contains=CANARY.lower(), is_hidden=False).exists()


def test_the_detector_finds_what_is_seeded(cast):
    make_public(fill_with_canary(cast), cast)
    assert rows_with_canary() >= {
        "PublishedAgent", "PublishedCollection", "PublishedContribution", "PublishedDocument", "PublishedFile",
        "PublishedHeading", "PublishedName", "PublishedStance"}
    row = PublishedDocument.objects.get()
    for part in (row.title, row.line, row.record, row.text):
        assert CANARY in repr(part)
