"""What becomes of one received file: bytes, rows, and an event for each stage."""
import hashlib
import io
import json
import random

import pytest
from PIL import Image

from archive.models import Derivative, Document, Event, Original, Revision
from archive.originals.store import default_store, derivative_store
from archive.provenance.verification import verify_ledger
from tests.archive.ingest.extraction.samples import pdf, picture

pytestmark = pytest.mark.django_db
LETTER = b"To the council\n\nThe bridge was closed at noon.\n"


def only_document():
    return Document.objects.get()


def events_about(record):
    key = getattr(record, "identifier", None) or record.sha256
    return [event.type for event in Event.objects.filter(object_id=key)]


def test_each_stage_leaves_its_event(received, ingest):
    (received / "letter.txt").write_bytes(LETTER)
    batch = ingest()
    document, original = only_document(), Original.objects.get()
    assert events_about(batch) == ["ingestion start", "ingestion end"]
    assert events_about(document) == ["ingestion", "metadata modification"]
    assert events_about(original) == ["message digest calculation", "format identification", "metadata extraction"]
    identified = Event.objects.get(type="format identification")
    assert json.loads(identified.detail)["media_type"] == "text/plain"
    assert verify_ledger().is_good


def test_the_ledger_names_who_took_it_in(received, ingest, by):
    (received / "letter.txt").write_bytes(LETTER)
    batch = ingest()
    ingestion = Event.objects.get(type="ingestion")
    assert ingestion.agent == f"curator:{by.identifier}"
    assert json.loads(ingestion.detail) == {
        "batch": batch.identifier, "sha256": hashlib.sha256(LETTER).hexdigest(), "size": len(LETTER)}


def test_the_bytes_are_kept_as_they_came(received, ingest):
    (received / "letter.txt").write_bytes(LETTER)
    ingest()
    original = Original.objects.get()
    assert original.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert default_store().path(original.sha256).read_bytes() == LETTER
    assert original.size == len(LETTER)


def test_a_draft_starts_restricted_and_with_a_revision(received, ingest, by):
    (received / "letter.txt").write_bytes(LETTER)
    ingest()
    document, revision = only_document(), Revision.objects.get()
    assert (document.state, document.access_level, document.version) == ("draft", "restricted", 1)
    assert revision.record_id == document.identifier
    assert revision.made_by == by
    assert json.loads(revision.snapshot)["files"][0]["filename"] == "letter.txt"


def test_a_title_that_the_file_does_not_state_is_devised_in_brackets(received, ingest):
    (received / "letter.txt").write_bytes(LETTER)
    ingest()
    assert only_document().title == "[letter.txt]"


def test_only_what_is_embedded_is_suggested(received, ingest):
    page = ('<html lang="fa"><head><title>Closing\n of the  bridge</title>'
            '<meta name="date" content="2011-04-02"><meta name="author" content="N. Writer"></head>'
            "<body><p>The bridge was closed at noon.</p></body></html>")
    (received / "page.html").write_text(page)
    ingest()
    document = only_document()
    assert document.title == "Closing of the bridge"
    assert document.language == ["fa"]
    assert (document.issued, document.created, document.description) == ("", "", "")
    assert not document.contributions.exists()


def test_a_language_that_is_no_tag_is_not_suggested(received, ingest):
    (received / "page.html").write_text('<html lang="not a tag!"><title>T</title><body><p>Words here.</p></html>')
    ingest()
    assert only_document().language == []


def test_pages_are_counted_and_each_first_page_is_pictured(received, ingest):
    (received / "report.pdf").write_bytes(pdf("First page", "Second page"))
    ingest()
    assert only_document().extent == ["2 pages"]
    assert Derivative.objects.filter(page=1).exists()


def test_an_image_is_a_still_image(received, ingest):
    (received / "square.png").write_bytes(picture())
    ingest()
    assert only_document().type == "StillImage"


def test_exif_stays_in_the_private_metadata(received, ingest):
    exif = Image.Exif()
    exif[0x013B] = "PHOTOGRAPHER-UNDER-THREAT"
    (received / "scan.jpg").write_bytes(picture("JPEG", exif=exif))
    ingest()
    original = Original.objects.get()
    assert "PHOTOGRAPHER-UNDER-THREAT" in json.dumps(original.private_metadata)
    assert "PHOTOGRAPHER-UNDER-THREAT" not in Revision.objects.get().snapshot
    assert not Event.objects.filter(detail__contains="PHOTOGRAPHER-UNDER-THREAT").exists()
    assert "PHOTOGRAPHER-UNDER-THREAT" not in json.dumps([only_document().title, only_document().notes])


def test_a_thumbnail_is_a_stored_derivative_without_exif(received, ingest):
    exif = Image.Exif()
    exif[0x013B] = "PHOTOGRAPHER-UNDER-THREAT"
    (received / "scan.jpg").write_bytes(picture("JPEG", exif=exif))
    ingest()
    made = Derivative.objects.get()
    data = derivative_store().path(made.sha256).read_bytes()
    assert hashlib.sha256(data).hexdigest() == made.sha256
    assert len(data) == made.size
    assert b"PHOTOGRAPHER" not in data
    image = Image.open(io.BytesIO(data))
    assert image.size == (made.width, made.height)
    assert not image.getexif()


@pytest.mark.parametrize(("name", "content"), [
    ("truncated.pdf", pdf("A page that is cut")[:300]),
    ("locked.pdf", pdf("Hidden").replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 "
                                         b"/O (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx) /U (yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy)"
                                         b" /P -4 >> /ID [(a) (a)]")),
    ("broken.png", picture()[:60]),
])
def test_what_cannot_be_parsed_is_stored_and_says_why(received, ingest, name, content):
    (received / name).write_bytes(content)
    batch = ingest()
    original = Original.objects.get()
    assert batch.counts()["created"] == 1
    assert default_store().path(original.sha256).read_bytes() == content
    extracted = Event.objects.get(type="metadata extraction")
    assert extracted.outcome == "warning"
    assert all(failure["reason"] for failure in json.loads(extracted.detail)["failures"])
    assert only_document().title == f"[{name}]"


def test_random_bytes_are_kept_as_an_unknown_type(received, ingest):
    content = random.Random(7).randbytes(4000)
    (received / "noise").write_bytes(content)
    ingest()
    original = Original.objects.get()
    assert original.media_type == "application/octet-stream"
    assert default_store().path(original.sha256).read_bytes() == content
    assert only_document().text_version() is None


def test_nul_in_metadata_and_text_is_kept_from_the_rows(received, ingest):
    (received / "nul.html").write_bytes(b"<html><title>A\x00B</title><body><p>Words\x00 here.</p></body></html>")
    (received / "nul.pdf").write_bytes(pdf("Words", information="/Title (C\\000D)"))
    batch = ingest()
    assert batch.counts()["created"] == 2
    for document in Document.objects.all():
        assert "\x00" not in document.title
        assert document.text_version() is None or "\x00" not in document.text_version().text
    assert Document.objects.filter(title__startswith="C").get().text_version().text.strip() == "Words"
    assert "\\u0000" not in json.dumps([one.private_metadata for one in Original.objects.all()])
