"""The tus protocol over HTTP, header by header, and what a page of the desk announces and asks."""
import base64
import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.ingest.uploads.incoming import claimed, incoming_path
from archive.models import Collection, CollectionGrant, Document, IngestBatch, Upload
from tests.base import make_curator

pytestmark = pytest.mark.django_db
WORDS = b"The words of a letter that comes in pieces."
TUS = {"Tus-Resumable": "1.0.0"}
OFFSETS = "application/offset+octet-stream"


def base64_of(value):
    return base64.b64encode(value if isinstance(value, bytes) else value.encode()).decode()


def create(browser, size=43, **said):
    metadata = ",".join(f"{key} {base64_of(value)}" for key, value in said.items())
    return browser.post(reverse("curation:uploads"), headers={**TUS, "Upload-Length": str(size),
                                                              "Upload-Metadata": metadata})


def patch(browser, address, data, offset=0, content_type=OFFSETS, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.patch(address, data, content_type=content_type,
                         headers={**TUS, "Upload-Offset": str(offset), **headers})


def announce(browser, *files, **said):
    return browser.post(reverse("curation:announce"), {
        "files": [{"name": name, "size": len(data)} for name, data in files], **said}, content_type="application/json")


@pytest.fixture
def browser(clients):
    return clients["cataloguer"]


@pytest.fixture
def address(browser):
    return create(browser, filename="letter.txt")["Location"]


def test_the_server_says_what_it_can_without_being_asked_for_a_version(browser, address, settings):
    for place in (reverse("curation:uploads"), address):
        answer = browser.options(place)
        assert answer.status_code == 204
        assert answer["Tus-Resumable"] == answer["Tus-Version"] == "1.0.0"
        assert answer["Tus-Extension"] == "creation,expiration,termination,checksum"
        assert answer["Tus-Max-Size"] == str(settings.ORIGINAL_MAX_BYTES)
        assert answer["Tus-Checksum-Algorithm"] == "sha256,sha1"


def test_a_file_is_created_asked_about_and_sent_in_two_pieces(browser):
    created = create(browser, filename="letter.txt")
    assert created.status_code == 201
    assert created["Upload-Expires"].endswith("GMT")
    assert patch(browser, created["Location"], WORDS[:10])["Upload-Offset"] == "10"
    asked = browser.head(created["Location"], headers=TUS)
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "10", str(len(WORDS)))
    assert "no-store" in asked["Cache-Control"]
    last = patch(browser, created["Location"], WORDS[10:], 10)
    assert (last.status_code, last["Upload-Offset"], last.content) == (204, str(len(WORDS)), b"")
    assert Document.objects.get().holdings.get().original.sha256 == hashlib.sha256(WORDS).hexdigest()
    assert browser.head(created["Location"], headers=TUS)["Upload-Offset"] == str(len(WORDS))


@pytest.mark.parametrize("version", [None, "0.2.2", "2.0.0"])
def test_another_version_is_refused_and_nothing_is_done(browser, address, version):
    headers = {"Upload-Offset": "0"} | ({"Tus-Resumable": version} if version else {})
    for answer in (browser.head(address, headers=headers), browser.delete(address, headers=headers),
                   browser.patch(address, WORDS, content_type=OFFSETS, headers=headers),
                   browser.post(reverse("curation:uploads"), headers={**headers, "Upload-Length": "3"})):
        assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")
    assert (Upload.objects.get().received, Upload.objects.get().state) == (0, "expected")


@pytest.mark.parametrize(("size", "status"), [("", 400), ("-1", 400), ("1.5", 400), ("٣", 400), ("9" * 30, 400),
                                             ("9" * 18, 413), ("0", 413)])
def test_a_length_that_cannot_be_is_refused(browser, size, status):
    answer = create(browser, size, filename="a.txt")
    assert answer.status_code == status
    assert answer.json()["error"]
    assert not Upload.objects.exists()


@pytest.mark.parametrize("metadata", ["filename n%o", "filename caf\xe9"])
def test_metadata_that_is_not_base64_is_refused(browser, metadata):
    answer = browser.post(reverse("curation:uploads"), headers={
        **TUS, "Upload-Length": "3", "Upload-Metadata": metadata})
    assert (answer.status_code, "Upload-Metadata" in answer.json()["error"]) == (400, True)


@pytest.mark.parametrize("offset", ["5", "44"])
def test_a_wrong_offset_is_a_conflict_that_names_the_right_one(browser, address, offset):
    answer = patch(browser, address, WORDS[:3], offset)
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "0")


@pytest.mark.parametrize("offset", ["", "x", "-3"])
def test_an_offset_that_is_no_number_is_refused(browser, address, offset):
    assert patch(browser, address, WORDS, offset).status_code == 400


def test_only_offset_octets_are_taken(browser, address):
    assert patch(browser, address, WORDS, content_type="application/octet-stream").status_code == 415
    assert Upload.objects.get().received == 0


@pytest.mark.parametrize(("checksum", "status"), [
    (f"sha256 {base64_of(hashlib.sha256(WORDS).digest())}", 204),
    (f"sha1 {base64_of(hashlib.sha1(WORDS).digest())}", 204),
    (f"sha256 {base64_of(hashlib.sha256(b'other').digest())}", 460), ("md5 AAAA", 400), ("sha256 n%o", 400), ("", 400),
])
def test_a_checksum_is_compared(browser, address, checksum, status):
    assert patch(browser, address, WORDS, Upload_Checksum=checksum).status_code == status
    assert Document.objects.exists() == (status == 204)


def test_more_bytes_than_announced_are_refused(browser, address):
    answer = patch(browser, address, WORDS + b"!")
    assert (answer.status_code, "announced" in answer.json()["error"]) == (413, True)
    assert Upload.objects.get().received == 0


def test_a_piece_larger_than_forms_may_be_is_streamed(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    data = b"x" * 300_000
    address = create(browser, len(data), filename="large.txt")["Location"]
    assert patch(browser, address, data).status_code == 204
    assert Document.objects.get().holdings.get().original.size == len(data)


def test_two_requests_at_once_for_one_file_are_one_writer_and_one_who_waits(browser, address):
    with claimed(Upload.objects.get()):
        assert patch(browser, address, WORDS).status_code == 423
        assert browser.delete(address, headers=TUS).status_code == 423
    assert patch(browser, address, WORDS).status_code == 204


def test_an_expired_upload_is_gone_but_whoever_comes_back_before_it_is_swept_goes_on(browser, settings):
    line = announce(browser, ("a.txt", WORDS)).json()["lines"][0]
    patch(browser, line["address"], WORDS[:5])
    Upload.objects.update(touched_at=timezone.now() - timedelta(days=settings.UPLOAD_EXPIRY_DAYS, seconds=1))
    assert browser.head(line["address"], headers=TUS).status_code == 410
    assert patch(browser, line["address"], WORDS[5:], 5).status_code == 410
    browser.post(line["digest"], {"sha256": hashlib.sha256(WORDS).hexdigest()}, content_type="application/json")
    assert browser.head(line["address"], headers=TUS)["Upload-Offset"] == "5"
    assert patch(browser, line["address"], WORDS[5:], 5).status_code == 204
    assert Document.objects.count() == 1


def test_a_terminated_upload_is_gone_and_has_a_line(browser, address):
    patch(browser, address, WORDS[:5])
    assert browser.delete(address, headers=TUS).status_code == 204
    assert browser.head(address, headers=TUS).status_code == 410
    assert patch(browser, address, WORDS[5:], 5).status_code == 410
    assert not incoming_path(Upload.objects.get()).exists()
    assert "given up" in IngestBatch.objects.get().items.get().reason


def test_the_upload_of_another_person_is_not_there(clients, address):
    other = clients["reviewer"]
    for answer in (other.head(address, headers=TUS), patch(other, address, WORDS), other.delete(address, headers=TUS),
                   other.get(address), other.post(f"{address}digest/", {}, content_type="application/json"),
                   other.post(f"{address}take-in/"), other.post(f"{address}give-up/")):
        assert answer.status_code == 404
    assert (Upload.objects.get().received, Upload.objects.get().state) == (0, "expected")
    assert clients["administrator"].head(address, headers=TUS).status_code == 200


def test_bytes_and_ends_need_the_token_of_the_page(cast, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["cataloguer"])
    assert patch(browser, address, WORDS).status_code == 403
    assert browser.delete(address, headers=TUS).status_code == 403
    assert (Upload.objects.get().received, Upload.objects.get().state) == (0, "expected")


def test_a_batch_of_another_person_takes_no_file(clients, address):
    batch = IngestBatch.objects.get().identifier
    assert create(clients["reviewer"], filename="a.txt", batch=batch).status_code == 404
    assert announce(clients["reviewer"], ("a.txt", WORDS), batch=batch).status_code == 404
    assert Upload.objects.count() == 1


def test_files_are_announced_together_and_each_has_its_line_in_order(browser):
    shelf = Collection.objects.create(code="shelf", title="Shelf")
    answer = announce(browser, ("a.txt", WORDS), ("empty.txt", b""), ("b.txt", b"other"), collection=shelf.identifier)
    assert answer.status_code == 201
    first, empty, second = answer.json()["lines"]
    assert (first["name"], first["is_settled"], second["name"]) == ("a.txt", False, "b.txt")
    assert (empty["words"], "empty" in empty["reason"]) == ("refused", True)
    patch(browser, first["address"], WORDS)
    told = browser.get(first["address"]).json()
    assert (told["is_settled"], told["words"]) == (True, "stored")
    draft = Document.objects.get()
    assert draft.collection == shelf
    assert told["document"]["address"] == reverse("curation:document", args=[draft.identifier])


@pytest.mark.parametrize("body", ["[" * 100_000, "{", "[]", '{"files": 1}'])
def test_what_is_no_announcement_is_refused_in_words(browser, body):
    answer = browser.post(reverse("curation:announce"), body, content_type="application/json")
    assert (answer.status_code, "The announcement" in answer.json()["error"]) == (422, True)


def test_an_announcement_that_is_sent_as_a_form_is_refused_in_words(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["cataloguer"])
    token = browser.get(reverse("curation:intake")).context["csrf_token"]
    answer = browser.post(reverse("curation:announce"), {"csrfmiddlewaretoken": token, "files": "x"})
    assert (answer.status_code, answer.json()["error"]) == (422, "The announcement is not JSON.")


@pytest.mark.parametrize("name", ["batch", "collection"])
@pytest.mark.parametrize("said", [r'"\ud800"', '["x"]', "7"])
def test_what_names_no_batch_or_collection_is_not_found(browser, name, said):
    answer = browser.post(reverse("curation:announce"), f'{{"files": [{{"name": "a", "size": 1}}], "{name}": {said}}}',
                          content_type="application/json")
    assert answer.status_code == 404
    assert not IngestBatch.objects.exists()


def test_a_digest_that_is_held_settles_the_line_with_a_link(browser, address):
    patch(browser, address, WORDS)
    line = announce(browser, ("copy.txt", WORDS)).json()["lines"][0]
    told = browser.post(line["digest"], {"sha256": hashlib.sha256(WORDS).hexdigest()}, content_type="application/json")
    told = told.json()
    assert (told["words"], told["reason"]) == ("duplicate", "already held as")
    assert told["document"]["title"] == Document.objects.get().title


@pytest.mark.parametrize("body", [
    b"", b"not json", b"[]", b"{}", b'{"files": {}}', b'{"files": []}', b'{"files": [1]}',
    b'{"files": [{"name": "a", "size": "3"}]}', b'{"files": [{"name": "a", "size": -1}]}',
    b'{"files": [{"name": 3, "size": 3}]}', b'{"files": [{"name": "a", "size": true}]}',
    b'{"files": [{"name": "a", "size": 3, "sha256": "xyz"}]}', b'{"files": [{"name": "a", "size": 3, "sha256": 3}]}',
    b'{"files": [{"name": "a", "size": 99999999999999999999}]}', b"\xff\xfe",
])
def test_an_announcement_that_cannot_be_understood_is_refused_in_words(browser, body):
    answer = browser.post(reverse("curation:announce"), body, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["error"])) == (422, True)
    assert not IngestBatch.objects.exists()


def test_who_was_granted_a_collection_must_choose_it_and_learns_nothing_of_others(browser, address, cast):
    patch(browser, address, WORDS)
    secret = Document.objects.get()
    mine = Collection.objects.create(code="mine", title="Mine")
    other = Collection.objects.create(code="other", title="Other")
    guest, guests = make_curator("guest"), Client()
    CollectionGrant.objects.create(curator=guest, collection=mine, role="cataloguer", given_by=cast["administrator"])
    guests.force_login(guest)
    refused = announce(guests, ("a.txt", WORDS))
    assert (refused.status_code, "Choose a collection" in refused.json()["error"]) == (403, True)
    assert announce(guests, ("a.txt", WORDS), collection=other.identifier).status_code == 404
    line = announce(guests, ("a.txt", WORDS), collection=mine.identifier).json()["lines"][0]
    sha256 = hashlib.sha256(WORDS).hexdigest()
    assert not guests.post(line["digest"], {"sha256": sha256}, content_type="application/json").json()["is_settled"]
    patch(guests, line["address"], WORDS)
    told = guests.get(line["address"]).json()
    assert (told["words"], told["document"]) == ("duplicate", None)
    page = guests.get(reverse("curation:batch", args=[IngestBatch.objects.first().identifier])).content.decode()
    for text in (page, str(told)):
        assert secret.identifier not in text
        assert secret.title not in text
    assert guests.get(reverse("curation:batch", args=[IngestBatch.objects.last().identifier])).status_code == 404
