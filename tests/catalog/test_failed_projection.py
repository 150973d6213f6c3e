"""A decision that cannot be shown to readers is logged, never undone; what must leave leaves."""
import datetime
import logging

import pytest

from archive.models import Collection, Document
from archive.workflow import transitions as move
from catalog.models import Change, PublishedAgent, PublishedCollection, PublishedDocument, PublishedFile, Tombstone
from catalog.projection import project_stale
from tests.base import publish
from tests.catalog.material import make_full_document, make_public, revise

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def broken_projection(monkeypatch):
    def fail(identifier):
        raise RuntimeError("a name that is too long")

    monkeypatch.setattr("catalog.receivers.project_document", fail)


def logged(caplog, identifier):
    return [record for record in caplog.records if identifier in record.getMessage() and record.exc_info]


@pytest.fixture
def announced(django_capture_on_commit_callbacks):
    """Runs what the archive announces after commit, at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_withdrawn_document_leaves_though_its_projection_failed(
    cast, client, announced, broken_projection, caplog
):
    document = make_full_document(cast, collection=Collection.objects.create(code="h", title="Harbour"))
    make_public(document, cast)
    kept = make_public(make_full_document(cast), cast)
    with announced():
        move.withdraw_document(document, cast["reviewer"], "safety", "told to readers")
    assert Document.objects.get(pk=document.pk).state == "withdrawn"
    assert set(PublishedDocument.objects.values_list("pk", flat=True)) == {kept.identifier}
    assert set(PublishedFile.objects.values_list("document", flat=True)) == {kept.identifier}
    assert client.get(f"/documents/{document.identifier}/").status_code == 404
    assert set(PublishedAgent.objects.values_list("pk", flat=True)) == {kept.contributions.get().agent.identifier}
    assert not PublishedCollection.objects.exists()
    assert logged(caplog, document.identifier)[0].levelno == logging.ERROR
    project_stale()
    assert Tombstone.objects.get().note == "told to readers"


def test_the_parts_of_a_withdrawn_whole_leave_though_its_projection_failed(cast, digest, announced, broken_projection):
    with announced():
        move.withdraw_document(digest[0], cast["reviewer"], "safety")
    assert not PublishedDocument.objects.exists()
    told = set(Change.objects.filter(is_removal=True).values_list("identifier", flat=True))
    assert told == {one.identifier for one in digest}
    assert not PublishedAgent.objects.exists()


def test_an_embargo_hides_though_its_projection_failed(cast, announced, broken_projection):
    document = make_public(make_full_document(cast), cast)
    with announced():
        move.embargo_document(document, cast["reviewer"], datetime.date(2199, 1, 1), "to protect a source")
    assert not PublishedDocument.objects.exists()


def test_a_publication_that_was_not_projected_is_logged_and_mended_later(cast, announced, broken_projection, caplog):
    document = revise(make_full_document(cast), cast["cataloguer"])
    with announced():
        publish(document, cast)
    assert Document.objects.get(pk=document.pk).state == "published"
    assert logged(caplog, document.identifier)
    project_stale()
    assert PublishedDocument.objects.filter(pk=document.identifier).exists()


def test_a_document_that_is_still_due_stays_when_projecting_it_anew_fails(cast, announced, broken_projection):
    document = make_public(make_full_document(cast), cast)
    move.reopen_document(document, cast["cataloguer"])
    with announced():
        publish(revise(Document.objects.get(pk=document.pk), cast["cataloguer"]), cast)
    assert PublishedDocument.objects.filter(pk=document.identifier).exists()


def test_when_even_the_removal_fails_the_log_says_what_to_do(
    cast, announced, broken_projection, monkeypatch, caplog
):
    def fail(identifier):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("catalog.receivers.remove_document", fail)
    document = make_public(make_full_document(cast), cast)
    with announced():
        move.withdraw_document(document, cast["reviewer"], "safety")
    last = logged(caplog, document.identifier)[-1]
    assert last.levelno == logging.CRITICAL
    assert "catalog_rebuild --stale" in last.getMessage()
