"""Every event is chained to the one before it, and exists if and only if its effect does."""
import datetime
import json

import pytest
from django.db import transaction

from archive.models import Agent, Document, Event, LedgerHead, Revision
from archive.models.provenance import EventType, Outcome
from archive.provenance.ledger import STANDPOINT, Entry, event_hash, record_event, record_events
from archive.provenance.revise import keep_revision, revising
from archive.provenance.verification import FIRST_HASH, verify_ledger
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db


def test_an_empty_ledger_is_good():
    assert verify_ledger().is_good
    assert verify_ledger().head == FIRST_HASH


def test_events_follow_one_another_from_one_on(cast):
    document = make_document(cast["cataloguer"])
    record_event(EventType.VALIDATION, document)
    events = list(Event.objects.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2]
    assert events[0].previous_hash == FIRST_HASH
    assert events[1].previous_hash == events[0].hash
    assert (LedgerHead.objects.get().sequence, LedgerHead.objects.get().hash) == (2, events[1].hash)
    report = verify_ledger()
    assert (report.fault, report.events, report.revisions, report.head) == ("", 2, 1, events[1].hash)


def test_an_event_read_back_has_the_hash_that_it_was_written_with():
    written = record_events([Entry(EventType.VALIDATION, "file", "x", detail={"name": "نام \u200c 🕊 \x00 é"})])[0]
    read = Event.objects.get()
    assert read.hash == written.hash == event_hash(read)
    assert json.loads(read.detail) == {"name": "نام \u200c 🕊 \x00 é"}


@pytest.mark.parametrize("field", ["previous_hash", "sequence", "type", "occurred_at", "agent", "object_type",
                                   "object_id", "outcome", "detail"])
def test_the_hash_covers_every_field(field):
    event = record_events([Entry(EventType.VALIDATION, "test", "x")])[0]
    before = event_hash(event)
    value = getattr(event, field)
    setattr(event, field, value + (datetime.timedelta(microseconds=1) if field == "occurred_at"
                                   else 1 if field == "sequence" else "x"))
    assert event_hash(event) != before


def test_no_field_of_an_event_is_outside_its_hash():
    covered = {"previous_hash", "sequence", "type", "occurred_at", "agent", "object_type", "object_id",
               "outcome", "detail"}
    assert {field.name for field in Event._meta.fields} == covered | {"id", "hash"}


def test_a_person_is_named_by_an_opaque_identifier(cast):
    record_event(EventType.VALIDATION, make_agent("The Paper"), by=cast["reviewer"])
    event = Event.objects.get()
    assert event.agent == f"curator:{cast['reviewer'].identifier}"
    assert cast["reviewer"].username not in event.agent + event.detail


def test_without_a_person_this_software_is_the_agent():
    record_event(EventType.FIXITY_CHECK, make_agent("The Paper"), outcome=Outcome.FAIL, found="2")
    event = Event.objects.get()
    assert (event.agent, event.outcome, event.detail) == (STANDPOINT, "fail", '{"found":"2"}')


def test_effect_and_event_are_undone_together(cast):
    document = make_document(cast["cataloguer"])
    before = (Event.objects.count(), Revision.objects.count(), LedgerHead.objects.get().hash)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        document.title, document.version = "Changed", 2
        document.save()
        keep_revision(document, cast["cataloguer"])
        raise ZeroDivisionError
    assert (Event.objects.count(), Revision.objects.count(), LedgerHead.objects.get().hash) == before
    assert Document.objects.get().title == "A title"
    assert verify_ledger().is_good


def test_an_effect_without_its_event_does_not_stay(cast, monkeypatch):
    agent = make_agent("The Paper")

    def refuse(*args):
        raise OSError("disk full")

    monkeypatch.setattr("archive.provenance.revise.record_events", refuse)
    with pytest.raises(OSError, match="disk full"), revising(agent, cast["cataloguer"]):
        agent.name = "Changed"
        agent.save()
    assert Agent.objects.get().name == "The Paper"
    assert not Revision.objects.exists()
