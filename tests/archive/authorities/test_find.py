"""Records are found by any name as people type it; what is near is shown; what was merged is not."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.authorities.find import find_records, near_records
from archive.authorities.kinds import KINDS
from archive.models import AgentName, AgentType, Contribution, Place, Subject, SubjectLabel
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db
AGENTS, SUBJECTS, PLACES = KINDS["agents"], KINDS["subjects"], KINDS["places"]


@pytest.fixture
def raisi():
    agent = make_agent("Ebrahim Raisi", kind="person", country="IR")
    AgentName.objects.create(agent=agent, text="Raisie", kind="misprint")
    AgentName.objects.create(agent=agent, text="ابراهیم رئیسی", kind="official", language="fa")
    AgentType.objects.create(agent=agent, type="individual")
    return agent


def headings(found):
    return [one.heading for one in found]


@pytest.mark.parametrize("typed", [
    "raisi", "RAISI", "ebra", "raisi ebrahim", "Raisie", "رئيسي", "ابراهیم", "ابراهيم رئيسي",
])
def test_an_agent_is_found_by_any_form_of_any_name(raisi, typed):
    make_agent("Somebody else")
    assert headings(find_records(AGENTS, typed)) == ["Ebrahim Raisi"]


def test_the_name_by_which_it_was_found_is_said_with_its_kind(raisi):
    found = find_records(AGENTS, "raisie")[0].as_plain()
    assert found == {"id": raisi.identifier, "label": "Ebrahim Raisi", "detail": "individual, IR",
                     "matched": "Raisie (misprint)", "uses": 0}


def test_a_pejorative_finds_its_record_and_is_labelled_so(raisi):
    AgentName.objects.create(agent=raisi, text="the butcher", kind="pejorative")
    found = find_records(AGENTS, "butcher")[0]
    assert (found.heading, found.matched) == ("Ebrahim Raisi", "the butcher (pejorative)")


def test_names_that_begin_with_the_words_come_first_and_twelve_are_enough():
    for number in range(20):
        make_agent(f"The Dam Board {number}")
    make_agent("Dam Watch")
    found = headings(find_records(AGENTS, "dam"))
    assert found[0] == "Dam Watch"
    assert len(found) == 12


def test_signs_of_the_database_are_letters_here():
    make_agent("100% Water")
    assert headings(find_records(AGENTS, "%")) == []
    assert headings(find_records(AGENTS, "_")) == []


def test_a_merged_record_is_not_found(raisi):
    gone = make_agent("Raisie of Mashhad", merged_into=raisi)
    assert gone.name not in headings(find_records(AGENTS, "Raisie"))
    assert gone.name not in headings(near_records(AGENTS, "Raisie of Mashad"))


def test_documents_are_counted_once(raisi, cast):
    document = make_document(cast["cataloguer"])
    for role in ("creator", "publisher"):
        Contribution.objects.create(document=document, agent=raisi, role=role, as_printed="Raisi")
    assert find_records(AGENTS, "raisi")[0].uses == 1


@pytest.mark.parametrize("typed", ["Ebrahim Raeesi", "Ibrahim Raisi", "Ebrahm Raisi", "ابراهیم رییسی"])
def test_another_spelling_is_near(raisi, typed):
    make_agent("Amnesty International")
    assert headings(near_records(AGENTS, typed)) == ["Ebrahim Raisi"]


def test_subjects_and_places_say_what_they_belong_to():
    water = Subject.objects.create(label="Water")
    dams = Subject.objects.create(label="Dams", broader=water)
    SubjectLabel.objects.create(subject=dams, text="سد", language="fa")
    iran = Place.objects.create(label="Iran")
    Place.objects.create(label="Evin", broader=iran)
    assert find_records(SUBJECTS, "سد")[0].as_plain() == {
        "id": dams.identifier, "label": "Dams", "detail": "Water", "matched": "سد", "uses": 0}
    assert find_records(PLACES, "evi")[0].detail == "Iran"


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_questions_does_not_grow(clients, kind):
    address = reverse(f"curation:find-{kind}")
    model, heading = KINDS[kind].model, KINDS[kind].heading
    model.objects.create(**{heading: "Dam 0"})
    with CaptureQueriesContext(connection) as few:
        clients["cataloguer"].get(address, {"q": "dam"})
    for number in range(1, 9):
        model.objects.create(**{heading: f"Dam {number}"})
    with CaptureQueriesContext(connection) as many:
        clients["cataloguer"].get(address, {"q": "dam"})
    assert len(many) == len(few)


def test_the_desk_answers_with_near_matches_only_where_no_name_is_just_so(raisi, clients):
    address = reverse("curation:find-agents")
    assert clients["cataloguer"].get(address, {"q": "Raisie"}).json()["near"] == []
    answer = clients["cataloguer"].get(address, {"q": "Ibrahim Raisi"}).json()
    assert [one["label"] for one in answer["near"]] == ["Ebrahim Raisi"]
    assert answer["found"] == []
    assert answer["may_create"] is True


def test_a_heading_that_is_there_cannot_be_created_again(raisi, clients):
    answer = clients["cataloguer"].get(reverse("curation:find-agents"), {"q": "Ebrahim Raisi"}).json()
    assert answer["may_create"] is False


def test_nothing_typed_finds_nothing(clients):
    for typed in ("", "   ", "…", "\u200c"):
        answer = clients["cataloguer"].get(reverse("curation:find-places"), {"q": typed}).json()
        assert answer["found"] == answer["near"] == []
