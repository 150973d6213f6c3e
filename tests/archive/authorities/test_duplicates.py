"""Pairs that may be one record are found without comparing all with all, and are told apart for good."""
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.authorities.create import AlreadyThere, close_to, create_record
from archive.authorities.distinct import NotTwo, tell_apart
from archive.authorities.duplicates import described, likely_duplicates
from archive.authorities.kinds import KINDS
from archive.authorities.merge import merge_records
from archive.models import Agent, AgentName, Contribution, DistinctRecords, Event, Place, Subject, SubjectLabel
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db
AGENTS = KINDS["agents"]
ADDRESS = "/curation/authorities/duplicates/"


def pairs(kind=AGENTS):
    """[{heading, heading}] in the order of the list."""
    return [{str(pair.one), str(pair.other)} for pair in described(kind, likely_duplicates(kind))]


@pytest.mark.parametrize("other", [
    "ebrahim  RAISI", "Raisi, Ebrahim", "Ibrahim Raeesi", "Ebrahim Raisie", "Ebrahin Raisi", "Ebrahim Raisis",
])
def test_another_spelling_of_a_heading_is_a_likely_duplicate(other):
    make_agent("Ebrahim Raisi")
    make_agent("Amnesty International")
    make_agent(other)
    assert pairs() == [{"Ebrahim Raisi", other}]


@pytest.mark.parametrize("other", ["Ebrahim Rouhani", "Ebrahim Raisi Foundation of Mashhad", "Reuters"])
def test_another_name_is_not(other):
    make_agent("Ebrahim Raisi")
    make_agent(other)
    assert pairs() == []


def test_other_numbers_are_other_things():
    for name in ("Dam Board 11", "Dam Board 12", "Dam Board"):
        make_agent(name)
    assert pairs() == []


def test_a_further_name_of_one_that_is_a_name_of_the_other_is_found_and_said():
    one, other = make_agent("People's Mojahedin"), make_agent("MEK")
    AgentName.objects.create(agent=one, text="M.E.K.", kind="abbreviation")
    AgentName.objects.create(agent=other, text="Mojahedin-e Khalq")
    assert pairs() == []
    AgentName.objects.create(agent=other, text="m e k")
    pair = described(AGENTS, likely_duplicates(AGENTS))[0]
    assert ({pair.one_name, pair.other_name}, pair.is_same_name) == ({"M.E.K.", "m e k"}, True)


def test_a_record_is_no_duplicate_of_itself_nor_of_what_was_merged_into_it():
    one = make_agent("Ebrahim Raisi")
    AgentName.objects.create(agent=one, text="Ebrahim Raisie")
    make_agent("Ebrahim Raissi", merged_into=one)
    assert pairs() == []


def test_what_is_used_most_stands_first_and_so_does_the_record_that_is_used_more(cast):
    for name in ("Dam Watch", "Dam Wach", "River Office", "River Ofice"):
        make_agent(name)
    for role in ("creator", "publisher"):
        Contribution.objects.create(document=make_document(cast["cataloguer"]), role=role, as_printed="x",
                                    agent=Agent.objects.get(name="River Ofice"))
    found = described(AGENTS, likely_duplicates(AGENTS))
    first = found[0]
    assert (str(first.one), first.one_uses, str(first.other), first.other_uses) == ("River Ofice", 2, "River Office", 0)
    assert {str(found[1].one), str(found[1].other)} == {"Dam Watch", "Dam Wach"}


def test_subjects_and_places_are_looked_through_in_the_same_way():
    Subject.objects.create(label="Dam safety")
    SubjectLabel.objects.create(subject=Subject.objects.create(label="Dams"), text="Safety, dam", language="en")
    Place.objects.create(label="Tehran")
    Place.objects.create(label="Teheran")
    assert pairs(KINDS["subjects"]) == [{"Dam safety", "Dams"}]
    assert pairs(KINDS["places"]) == [{"Tehran", "Teheran"}]


def test_a_group_of_many_is_not_compared_all_with_all(monkeypatch):
    from archive.authorities import duplicates

    compared = []
    monkeypatch.setattr(duplicates, "_likeness", lambda one, other: compared.append(1) or 0.0)
    Agent.objects.bulk_create(Agent(name=f"Raisi Ebrahim {'a' * (number // 3)}{number % 3}") for number in range(300))
    assert likely_duplicates(AGENTS) == []
    assert 300 < len(compared) < 300 * 40


def test_two_that_were_told_apart_are_never_proposed_again_with_an_event_on_both(cast):
    one, other = make_agent("Tehran Times"), make_agent("Teheran Times")
    tell_apart(AGENTS, one, other, cast["cataloguer"], "a daily and a weekly")
    assert pairs() == []
    said = DistinctRecords.objects.get()
    assert (said.one, said.other) == tuple(sorted((one.identifier, other.identifier)))
    assert (said.kind, said.said_by, said.reason) == ("agent", cast["cataloguer"], "a daily and a weekly")
    for this, that in ((one, other), (other, one)):
        event = Event.objects.get(object_id=this.identifier)
        assert "told apart" in event.detail and that.identifier in event.detail
    tell_apart(AGENTS, other, one, cast["reviewer"])
    assert (DistinctRecords.objects.count(), Event.objects.count()) == (1, 2)


def test_it_holds_on_for_the_record_that_one_of_them_became(cast):
    one, other, stays = make_agent("Tehran Times"), make_agent("Teheran Times"), make_agent("The Daily")
    tell_apart(AGENTS, one, other, cast["cataloguer"])
    merge_records(AGENTS, stays, one, cast["reviewer"])
    assert pairs() == []


def test_an_outsider_tells_nothing_apart_and_one_record_is_not_two(cast):
    one, other = make_agent("Tehran Times"), make_agent("Teheran Times")
    with pytest.raises(PermissionDenied):
        tell_apart(AGENTS, one, other, cast["outsider"])
    with pytest.raises(NotTwo):
        tell_apart(AGENTS, one, one, cast["cataloguer"])
    assert not DistinctRecords.objects.exists()
    assert not Event.objects.exists()


def test_who_adds_another_one_all_the_same_is_not_asked_about_both_again(cast):
    make_agent("Ebrahim Raisi")
    create_record(AGENTS, cast["cataloguer"], heading="Ebrahim Raisie", is_another=True)
    assert pairs() == []


def test_the_panel_does_not_insist_on_a_near_one_that_was_told_apart_from_the_one_of_that_name(cast):
    one, other = make_agent("Tehran Times"), make_agent("Teheran Times")
    assert {found.record for found in close_to(AGENTS, ["Tehran Times"])} == {one, other}
    tell_apart(AGENTS, one, other, cast["cataloguer"])
    assert [found.record for found in close_to(AGENTS, ["Tehran Times"])] == [one]
    with pytest.raises(AlreadyThere):
        create_record(AGENTS, cast["cataloguer"], heading="Tehran Tymes")


@pytest.fixture
def alike():
    return make_agent("Tehran Times"), make_agent("Teheran Times")


def test_the_page_leads_to_merging_and_tells_apart(clients, alike):
    page = clients["reviewer"].get(ADDRESS).content.decode()
    merging = reverse("curation:merge-authority", args=["agents", alike[0].identifier])
    assert f'href="{merging}?other={alike[1].identifier}"' in page
    answer = clients["reviewer"].post(reverse("curation:distinguish", args=["agents"]), {
        "one": alike[0].identifier, "other": alike[1].identifier, "reason": " a  daily ", "page": "1"}, follow=True)
    assert "are different: this is remembered" in answer.content.decode()
    assert "No two records of this kind look alike." in answer.content.decode()
    assert DistinctRecords.objects.get().reason == "a daily"


def test_a_cataloguer_tells_apart_and_merges_nothing(clients, alike):
    page = clients["cataloguer"].get(ADDRESS).content.decode()
    assert "They are different" in page
    assert "Merge…" not in page


def test_records_that_are_not_there_are_not_told_apart(clients, alike):
    for said in ({}, {"one": alike[0].identifier}, {"one": alike[0].identifier, "other": "x" * 40}):
        answer = clients["cataloguer"].post(reverse("curation:distinguish", args=["agents"]), said, follow=True)
        assert "One of these records is not there any more" in answer.content.decode()
    same = {"one": alike[0].identifier, "other": alike[0].identifier}
    clients["cataloguer"].post(reverse("curation:distinguish", args=["agents"]), same)
    assert not DistinctRecords.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_questions_does_not_grow(clients, kind):
    model, heading = KINDS[kind].model, KINDS[kind].heading

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = clients["cataloguer"].get(ADDRESS, {"kind": kind})
        assert page.context["pairs"]
        return len(queries)

    add = lambda word: [model.objects.create(**{heading: f"{word} {other}"}) for other in ("Bulletin", "Buletin")]
    add("River")
    few = asked()
    for word in ("Mountain", "Valley", "Harbour", "Desert", "Village", "Garden"):
        add(word)
    assert asked() == few


def test_the_authorities_lead_here_and_so_does_the_side_panel(clients, alike):
    assert ADDRESS in clients["cataloguer"].get(reverse("admin:index")).content.decode()
    panel = clients["cataloguer"].get(reverse("curation:create-authority", args=["agents"]), {"name": "Tehran Time"})
    assert f"{ADDRESS}?kind=agents" in panel.content.decode()
