"""Every save of a record in the admin is a version with its revision and its event, or nothing at all."""
import json

import pytest
from django.urls import reverse

from archive.models import Agent, AgentName, AgentRelation, Event, Place, Revision, StanceTarget, Subject, TakedownCase
from archive.provenance.revise import keep_revision
from archive.provenance.verification import verify_ledger
from tests.archive.admin.conftest import filled
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(cast):
    agent = make_agent("Valley Herald")
    keep_revision(agent, cast["cataloguer"])
    return agent


def open_form(browser, record):
    return browser.get(address_of(record))


def address_of(record):
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def revisions(record):
    return list(Revision.objects.filter(record_id=record.identifier).values_list("version", "reason"))


def recorded():
    """What must not change when a save is refused."""
    return (Event.objects.count(), Revision.objects.count(), AgentName.objects.count(),
            AgentRelation.objects.count(), list(Agent.objects.values()))


def test_adding_an_agent_keeps_its_first_revision_and_event(clients):
    page = clients["cataloguer"].get(reverse("admin:archive_agent_add"))
    answer = clients["cataloguer"].post(reverse("admin:archive_agent_add"), filled(
        page, name="River Council", kind="body", reason="named in a digest",
        **{"names-0-text": "شورای رود", "names-0-kind": "official", "types-0-type": "ngo"}))
    assert answer.status_code == 302
    agent = Agent.objects.get()
    assert revisions(agent) == [(1, "named in a digest")]
    snapshot = json.loads(Revision.objects.get().snapshot)
    assert snapshot["names"][0]["text"] == "شورای رود"
    event = Event.objects.get(object_id=agent.identifier)
    assert event.type == "metadata modification"
    assert verify_ledger().is_good


def test_changing_an_agent_counts_its_version_and_keeps_its_names(clients, agent):
    page = open_form(clients["reviewer"], agent)
    clients["reviewer"].post(address_of(agent), filled(
        page, country="IR", reason="seat known", **{"names-0-text": "Herald", "names-0-kind": "abbreviation"}))
    agent.refresh_from_db()
    assert (agent.version, agent.country) == (2, "IR")
    assert revisions(agent) == [(1, ""), (2, "seat known")]
    assert json.loads(Revision.objects.get(version=2).snapshot)["names"][0]["text"] == "Herald"


def test_a_stale_save_shows_both_versions_and_saves_neither(clients, agent):
    page = open_form(clients["cataloguer"], agent)
    clients["reviewer"].post(address_of(agent), filled(
        page, seat="Their <town>", **{"names-0-text": "Their name", "names-0-kind": "variant"}))
    before = recorded()
    answer = clients["cataloguer"].post(address_of(agent), filled(
        page, seat="My town", country="SE", **{"names-0-text": "My name", "names-0-kind": "variant"}))
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "you opened version 1, version 2 is saved now" in words.replace("\n", " ")
    assert "Their &lt;town&gt;" in words
    assert "My town" in words
    assert "Their name" in words
    assert recorded() == before


def test_a_save_without_the_opened_version_is_refused(clients, agent):
    before = recorded()
    data = filled(open_form(clients["cataloguer"], agent), seat="x")
    del data["opened_version"]
    assert clients["cataloguer"].post(address_of(agent), data).status_code == 200
    assert recorded() == before


@pytest.mark.parametrize(("changes", "field"), [
    ({"relations-0-kind": "owner", "relations-0-certainty": "certain", "relations-0-source": ""}, "source"),
    ({"characterisations-0-kind": "self", "characterisations-0-statement": "We are many.",
      "characterisations-0-speaker": "its leader", "characterisations-0-citation": ""}, "citation"),
])
def test_what_has_no_source_is_refused_with_a_form_error_and_nothing_is_saved(clients, agent, changes, field):
    other = make_agent("Other")
    page = open_form(clients["cataloguer"], agent)
    prefix = next(iter(changes)).split("-")[0]
    before = recorded()
    related = {"relations-0-related": other.pk} if prefix == "relations" else {}
    answer = clients["cataloguer"].post(address_of(agent), filled(
        page, seat="changed", **{f"{prefix}-TOTAL_FORMS": 1}, **related, **changes))
    assert answer.status_code == 200
    formset = next(one.formset for one in answer.context["inline_admin_formsets"] if one.formset.prefix == prefix)
    assert list(formset.errors[0]) == [field]
    assert recorded() == before


def test_an_agent_is_not_related_to_itself(clients, agent):
    page = open_form(clients["cataloguer"], agent)
    answer = clients["cataloguer"].post(address_of(agent), filled(page, **{
        "relations-TOTAL_FORMS": 1, "relations-0-kind": "owner", "relations-0-certainty": "certain",
        "relations-0-source": "somewhere", "relations-0-related": agent.pk}))
    assert answer.status_code == 200
    assert not agent.relations.exists()


@pytest.mark.parametrize(("model", "fields", "change"), [
    (Subject, {"label": "dams"}, {"scope_note": "of every kind"}),
    (Place, {"label": "Upper Valley"}, {"latitude": "35.5"}),
    (StanceTarget, {"kind": "entity", "label": "the dam"}, {"scope_note": "the old one"}),
])
def test_the_other_records_are_versioned_too(clients, model, fields, change):
    record = model.objects.create(**fields)
    clients["cataloguer"].post(address_of(record), filled(open_form(clients["cataloguer"], record), **change))
    record.refresh_from_db()
    assert record.version == 2
    assert revisions(record) == [(2, "")]


def test_a_takedown_decision_carries_who_and_when_and_needs_a_rationale(clients, cast):
    case = TakedownCase.objects.create(
        document=make_document(cast["cataloguer"]), request="Remove it.", ground="privacy")
    page = open_form(clients["reviewer"], case)
    refused = clients["reviewer"].post(address_of(case), filled(page, decision="refused"))
    assert "Say why it was decided so." in refused.content.decode()
    clients["reviewer"].post(address_of(case), filled(page, decision="refused", rationale="No person is named."))
    case.refresh_from_db()
    assert (case.decision, case.decided_by, case.version) == ("refused", cast["reviewer"], 2)
    assert case.decided_at is not None


def test_a_takedown_case_is_opened_by_the_documents_identifier(clients, cast):
    document = make_document(cast["cataloguer"])
    address = reverse("admin:archive_takedowncase_add")
    page = clients["reviewer"].get(address, {"document": document.identifier})
    assert document.identifier in page.content.decode()
    clients["reviewer"].post(address, filled(page, request="Remove it.", ground="privacy"))
    assert TakedownCase.objects.get().document == document


def test_what_is_used_is_not_deleted_and_the_page_says_by_what(clients, cast, agent):
    document = make_document(cast["cataloguer"])
    document.contributions.create(agent=agent, role="publisher", basis="inferred")
    subject = Subject.objects.create(label="dams")
    document.subjects.add(subject)
    for record in (agent, subject):
        address = reverse(f"admin:archive_{record._meta.model_name}_delete", args=[record.pk])
        answer = clients["administrator"].post(address, {"post": "yes"}, follow=True)
        assert "is used and cannot be deleted" in answer.content.decode()
    assert Agent.objects.filter(pk=agent.pk).exists()
    assert list(document.subjects.all()) == [subject]


def test_deleting_what_nothing_uses_leaves_an_event_and_its_revisions(clients, agent):
    clients["cataloguer"].post(reverse("admin:archive_agent_delete", args=[agent.pk]), {"post": "yes"})
    assert not Agent.objects.exists()
    assert Event.objects.filter(object_id=agent.identifier, type="deletion").exists()
    assert revisions(agent) == [(1, "")]


def test_the_history_of_a_record_is_its_revisions(clients, agent):
    answer = clients["cataloguer"].get(reverse("admin:archive_agent_history", args=[agent.pk]), follow=True)
    assert [row.record_id for row in answer.context["cl"].result_list] == [agent.identifier]


def test_a_revision_is_read_with_what_changed(clients, agent):
    page = open_form(clients["cataloguer"], agent)
    clients["cataloguer"].post(address_of(agent), filled(page, seat="<i>Town</i>"))
    revision = Revision.objects.get(record_id=agent.identifier, version=2)
    words = clients["reviewer"].get(reverse("admin:archive_revision_change", args=[revision.pk])).content.decode()
    assert "&lt;i&gt;Town&lt;/i&gt;" in words
    assert "<i>Town" not in words


def test_who_asked_for_removal_is_not_read_through_the_revisions(clients, cast):
    case = TakedownCase.objects.create(document=make_document(cast["cataloguer"]), request="Remove my name, A. B.",
                                       ground="privacy")
    revision = keep_revision(case, cast["reviewer"])
    address = reverse("admin:archive_revision_change", args=[revision.pk])
    assert "A. B." in clients["reviewer"].get(address).content.decode()
    assert clients["cataloguer"].get(address).status_code == 302
