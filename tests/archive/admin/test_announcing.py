"""A record that pages name is announced when it was saved: once, after commit."""
import pytest
from django.urls import reverse

from archive.models import Agent, Codebook, Collection, Document, Genre, Place, StanceTarget, Subject
from archive.provenance.revise import revising
from archive.signals import name_changed
from archive.stance.annotate import annotate_stance
from archive.workflow.announce import announce_name, documents_naming
from archive.workflow.transitions import reopen_document, withdraw_document
from tests.archive.admin.conftest import filled
from tests.base import make_agent, make_codebook, make_document, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """(model, primary key) of each record in the order in which they were announced."""
    records = []

    def listen(sender, record, **kwargs):
        records.append((sender, record.pk))

    name_changed.connect(listen)
    yield records
    name_changed.disconnect(listen)


@pytest.fixture
def named(cast):
    """(a published document, {kind: a record that it names})."""
    make_codebook()
    records = {
        "publisher": make_agent("Publisher"), "holder": make_agent("Holder"), "target's agent": make_agent("Target"),
        "subject": Subject.objects.create(label="S"), "place": Place.objects.create(label="P"),
        "collection": Collection.objects.create(code="c", title="C"),
    }
    records["target"] = StanceTarget.objects.create(kind="entity", label="T", agent=records["target's agent"])
    document = make_document(cast["cataloguer"], collection=records["collection"])
    records["genre"] = document.genre
    with revising(document, cast["cataloguer"]):
        document.contributions.create(agent=records["publisher"], role="publisher", basis="inferred")
        document.subjects.add(records["subject"])
        document.places.create(place=records["place"])
    annotate_stance(document, cast["cataloguer"], holder_kind="agent", holder="Holder", position="neither",
                    neither_reason="target-absent", holder_agent=records["holder"], target=records["target"])
    return publish(document, cast), records


def test_every_kind_of_name_leads_to_the_document(named):
    document, records = named
    for kind, record in records.items():
        assert list(documents_naming(record)) == [document], kind


def test_a_document_that_is_being_edited_is_judged_by_what_readers_see(cast, named):
    document, records = named
    reopen_document(document, cast["cataloguer"])
    with revising(document, cast["cataloguer"]):
        document.contributions.all().delete()
        newcomer = make_agent("Newcomer")
        document.contributions.create(agent=newcomer, role="publisher", basis="inferred")
    assert list(documents_naming(records["publisher"])) == [document]
    assert list(documents_naming(records["genre"])) == [document]
    assert not documents_naming(newcomer).exists()


def test_drafts_and_withdrawn_documents_do_not_count(cast, named):
    document, records = named
    make_document(cast["cataloguer"]).contributions.create(agent=records["publisher"], role="creator", basis="inferred")
    withdraw_document(document, cast["reviewer"], "error")
    assert not documents_naming(records["publisher"]).exists()


def test_a_record_that_no_page_names_is_not_announced(cast, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        announce_name(cast["outsider"])
        announce_name(make_agent("Publisher"))
        announce_name(make_codebook())
    assert heard == [(Agent, Agent.objects.get().pk), (Codebook, Codebook.objects.get().pk)]


def test_a_save_in_the_admin_is_announced_once_after_commit(clients, named, heard, django_capture_on_commit_callbacks):
    _document, records = named
    address = reverse("admin:archive_agent_change", args=[records["publisher"].pk])
    page = clients["cataloguer"].get(address)
    with django_capture_on_commit_callbacks(execute=True):
        clients["cataloguer"].post(address, filled(page, name="Publisher, renamed"))
        assert heard == []
    assert heard == [(Agent, records["publisher"].pk)]


def test_a_save_that_fails_announces_nothing(clients, named, heard, django_capture_on_commit_callbacks):
    _document, records = named
    address = reverse("admin:archive_agent_change", args=[records["publisher"].pk])
    page = clients["cataloguer"].get(address)
    with django_capture_on_commit_callbacks(execute=True):
        clients["cataloguer"].post(address, filled(page, name=""))
    assert heard == []


def test_a_renamed_genre_is_announced(clients, named, heard, django_capture_on_commit_callbacks):
    document, records = named
    address = reverse("admin:archive_genre_change", args=[records["genre"].pk])
    page = clients["cataloguer"].get(address)
    with django_capture_on_commit_callbacks(execute=True):
        clients["cataloguer"].post(address, filled(page, label="report"))
    assert heard == [(Genre, records["genre"].pk)]
    assert Document.objects.get(pk=document.pk).version == document.version
