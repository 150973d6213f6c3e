"""The timeline claims only what the ledger can show."""
import pytest
from django.db import transaction

from archive.models import Capture, Holding
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event
from archive.workflow import transitions as move
from catalog.models import PublishedDocument
from catalog.projection import project_document
from tests.base import make_document
from tests.catalog.material import give_file, make_public, revise

pytestmark = pytest.mark.django_db(databases="__all__")


def ingest(document, original, by):
    with transaction.atomic():
        record_event(EventType.INGESTION, document, by=by, sha256=original.sha256, batch="secret batch")
        record_event(EventType.DIGEST, original)
        record_event(EventType.FORMAT_IDENTIFICATION, original, media_type="text/plain", tools=["libmagic 5.4"])


def timeline(document):
    return PublishedDocument.objects.get(pk=document.identifier).record["timeline"]


def test_the_timeline_is_told_in_plain_words(cast, client):
    document = make_document(cast["cataloguer"])
    ingest(document, give_file(document), cast["cataloguer"])
    make_public(document, cast)
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    for said in ("How this came to the archive before", "Received by the archive", "these bytes existed by",
                 "have not changed since", "File format identified: text/plain", "libmagic 5.4", "a curator",
                 "Approved by a second person and published", "a reviewer"):
        assert said in html, said
    assert "batch" not in html
    assert cast["cataloguer"].identifier not in html


def test_a_capture_is_told_as_what_its_record_states(cast, client):
    document = make_document(cast["cataloguer"])
    Capture.objects.create(document=document, final_url="https://example.org/a", tool="wget", collector="C. Lector")
    make_public(document, cast)
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    assert "Captured from https://example.org/a, as the capture record states" in html
    assert "How this came to the archive" not in html
    assert "Lector" not in html


def test_edits_after_the_reviewed_revision_are_not_told(cast):
    document = make_public(make_document(cast["cataloguer"]), cast)
    before = timeline(document)
    move.reopen_document(document, cast["cataloguer"])
    revise(document, cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    move.return_document(document, cast["reviewer"], "not yet")
    project_document(document.identifier)
    assert timeline(document) == before


def test_the_intake_of_a_hidden_document_with_the_same_bytes_is_not_told(cast):
    hidden, shown = make_document(cast["cataloguer"]), make_document(cast["cataloguer"])
    original = give_file(hidden)
    ingest(hidden, original, cast["cataloguer"])
    Holding.objects.create(document=shown, original=original, filename="a.txt")
    for _ in range(3):
        revise(hidden, cast["cataloguer"])
    ingest(shown, original, cast["cataloguer"])
    make_public(shown, cast)
    digest = [event for event in timeline(shown) if event["type"] == "message digest calculation"]
    own = original.sha256
    assert [event["sha256"] for event in digest] == [own]
    received = [event for event in timeline(shown) if event["type"] == "ingestion"]
    assert digest[0]["at"] >= received[0]["at"]
