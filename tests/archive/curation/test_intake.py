"""Files through the upload form: nothing that was sent vanishes, and curators get the bytes back."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.models import Collection, Document, IngestBatch

pytestmark = pytest.mark.django_db


def send(browser, *files, **data):
    return browser.post(reverse("curation:intake"), {"files": [
        SimpleUploadedFile(name, content) for name, content in files], **data})


def test_every_sent_file_has_a_line_and_the_sum_is_right(clients, cast):
    shelf = Collection.objects.create(code="shelf", title="Shelf")
    send(clients["cataloguer"], ("known.txt", b"known words"))
    answer = send(clients["cataloguer"], ("one.txt", b"first words"), ("two.txt", b"second words"),
                  ("again.txt", b"known words"), ("empty.txt", b""), collection=shelf.pk)
    page = clients["cataloguer"].get(answer["Location"])
    counts = page.context["counts"]
    assert (counts.sent, counts.stored, counts.duplicate, counts.refused) == (4, 2, 1, 1)
    assert counts.given_up == counts.arriving == 0
    words = page.content.decode()
    for name in ("one.txt", "two.txt", "again.txt", "empty.txt"):
        assert name in words
    drafts = Document.objects.filter(collection=shelf)
    assert {draft.state for draft in drafts} == {"draft"}
    assert {draft.access_level for draft in drafts} == {"restricted"}


def test_a_curator_gets_the_bytes_back_inert(clients):
    send(clients["cataloguer"], ("page.html", b"<html><script>alert(1)</script><p>Words of the page.</p></html>"))
    holding = Document.objects.get().holdings.get()
    address = reverse("curation:file", args=[holding.document.identifier, holding.original.sha256])
    answer = clients["reviewer"].get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    assert body == b"<html><script>alert(1)</script><p>Words of the page.</p></html>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert clients["outsider"].get(address).status_code == 403


def test_a_file_of_another_document_is_not_found_under_this_one(clients):
    send(clients["cataloguer"], ("one.txt", b"first words"), ("two.txt", b"second words"))
    first, second = Document.objects.order_by("pk")
    address = reverse("curation:file", args=[first.identifier, second.holdings.get().original.sha256])
    assert clients["cataloguer"].get(address).status_code == 404


def test_a_form_without_files_says_so_and_opens_no_batch(clients):
    answer = clients["cataloguer"].post(reverse("curation:intake"), {})
    assert answer.status_code == 422
    assert not IngestBatch.objects.exists()


def test_a_picture_is_shown_by_its_thumbnail(clients):
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(picture, "PNG")
    send(clients["cataloguer"], ("scan.png", picture.getvalue()))
    document = Document.objects.get()
    made = document.holdings.get().original.derivatives.get()
    address = reverse("curation:thumbnail", args=[document.identifier, made.sha256])
    assert address in clients["cataloguer"].get(
        reverse("curation:document", args=[document.identifier])).content.decode()
    answer = clients["cataloguer"].get(address)
    assert answer["Content-Type"].startswith("image/")
    assert answer.status_code == 200
