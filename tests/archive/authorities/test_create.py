"""A missing record is added once: what is near comes first, and adding it is recorded."""
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from archive.authorities.create import AlreadyThere, HeadingTaken, create_record
from archive.authorities.kinds import KINDS
from archive.models import Agent, AgentName, Event, Place, Revision, Subject
from tests.base import make_agent

pytestmark = pytest.mark.django_db
AGENTS = KINDS["agents"]


def recorded():
    return Agent.objects.count(), Revision.objects.count(), Event.objects.count()


def new(by, heading, **fields):
    return create_record(AGENTS, by, heading=heading, **fields)


def test_a_new_agent_has_its_names_functions_revision_and_event(cast):
    agent = new(cast["cataloguer"], "Dam Watch", kind="body", country="IR", types=["ngo"], names=["دیده‌بان سد"])
    assert (agent.kind, agent.country) == ("body", "IR")
    assert [str(row) for row in agent.names.all()] == ["دیده‌بان سد"]
    assert agent.types.get().type == "ngo"
    kept = json.loads(Revision.objects.get(record_id=agent.identifier).snapshot)
    assert kept["names"][0]["text"] == "دیده‌بان سد"
    assert Event.objects.get(object_id=agent.identifier).type == "metadata modification"


def test_one_that_is_too_like_another_is_refused_until_somebody_says_it_is_another(cast):
    raisi = make_agent("Ebrahim Raisi")
    before = recorded()
    with pytest.raises(AlreadyThere) as refusal:
        new(cast["cataloguer"], "Ebrahim Raisie")
    assert [one.record for one in refusal.value.near] == [raisi]
    assert recorded() == before
    assert new(cast["cataloguer"], "Ebrahim Raisie", is_another=True).name == "Ebrahim Raisie"


def test_a_further_name_of_another_record_is_found_too(cast):
    make_agent("People's Mojahedin Organization of Iran")
    AgentName.objects.create(agent=Agent.objects.get(), text="MEK", kind="abbreviation")
    with pytest.raises(AlreadyThere):
        new(cast["cataloguer"], "Mojahedin-e Khalq", names=["MEK"])


def test_a_heading_is_never_taken_twice(cast):
    make_agent("Dam Watch")
    before = recorded()
    with pytest.raises(HeadingTaken):
        new(cast["cataloguer"], "Dam Watch", is_another=True)
    assert recorded() == before


def test_an_outsider_adds_nothing(cast):
    before = recorded()
    with pytest.raises(PermissionDenied):
        new(cast["outsider"], "Dam Watch")
    assert recorded() == before


@pytest.fixture
def ask(clients):
    def asked(kind, data=None, **query):
        address = reverse("curation:create-authority", args=[kind])
        send = clients["cataloguer"]
        headers = {"Accept": "application/json"}
        return send.post(address, data, headers=headers) if data is not None else send.get(
            address, query, headers=headers)
    return asked


def test_the_panel_shows_what_is_near_first(ask):
    make_agent("Ebrahim Raisi")
    form = ask("agents", name="Ebrahim Raisie").json()["form"]
    assert form.index("There is already:") < form.index("Ebrahim Raisi</bdi>") < form.index('value="Ebrahim Raisie"')
    assert 'data-use="Ebrahim Raisi"' in form


def test_the_panel_adds_a_subject_and_a_place_below_another(ask):
    Subject.objects.create(label="Water")
    answer = ask("subjects", {"heading": " Dam   safety ", "broader": "Water", "scope_note": "Of dams.",
                              "names": "ایمنی سد\nsafety of dams"})
    assert answer.status_code == 201
    assert answer.json()["record"]["label"] == "Dam safety"
    subject = Subject.objects.get(label="Dam safety")
    assert (subject.broader.label, subject.scope_note, subject.labels.count()) == ("Water", "Of dams.", 2)
    assert ask("places", {"heading": "Evin"}).status_code == 201
    assert Place.objects.get().label == "Evin"


def test_the_panel_asks_before_it_adds_a_near_match_and_keeps_what_was_entered(ask):
    make_agent("Ebrahim Raisi")
    entered = {"heading": "Ebrahim Raisie", "kind": "person", "country": "ir"}
    answer = ask("agents", entered)
    assert answer.status_code == 409
    assert 'value="Ebrahim Raisie"' in answer.json()["form"]
    assert Agent.objects.count() == 1
    assert ask("agents", {**entered, "is_another": "on"}).status_code == 201
    assert Agent.objects.get(name="Ebrahim Raisie").country == "IR"


def test_the_panel_says_what_is_wrong_with_an_entry(ask):
    answer = ask("agents", {"heading": "", "kind": "person", "country": "Iran"})
    assert answer.status_code == 422
    assert "This field is required." in answer.json()["form"]
    assert Agent.objects.count() == 0


@pytest.mark.parametrize("kind", ["agents", "subjects", "places"])
def test_what_nobody_can_see_is_no_name(ask, kind):
    answer = ask(kind, {"heading": "\u200b\u200e", "kind": "body"})
    assert (answer.status_code, "This field is required." in answer.json()["form"]) == (422, True)
    answer = ask(kind, {"heading": "Dam Watch", "kind": "body", "names": "\u200b\nThe Dam Watch\n\u200e"})
    assert answer.status_code == 201
    made = KINDS[kind].model.objects.get()
    assert [row.text for row in getattr(made, KINDS[kind].names).all()] == ["The Dam Watch"]


def test_without_a_script_the_form_is_a_page_of_its_own(clients):
    address = reverse("curation:create-authority", args=["agents"])
    page = clients["cataloguer"].get(address).content.decode()
    assert "<h1>New agent</h1>" in page
    answer = clients["cataloguer"].post(address, {"heading": "Dam Watch", "kind": "body"}, follow=True)
    assert "“Dam Watch” was added." in answer.content.decode()


def test_a_kind_that_there_is_not_is_not_found(clients):
    assert clients["cataloguer"].get("/curation/authorities/genres/new/").status_code == 404
