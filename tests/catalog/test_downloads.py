"""Public originals are handed out byte for byte; everything else is 404, always the same one."""
import hashlib
import re
import uuid
from urllib.parse import unquote

import pytest
from django.urls import reverse

from archive.workflow import transitions as move
from catalog.links import file_path
from catalog.projection import project_document
from tests.base import make_document
from tests.catalog.material import catalog_connection, give_file, give_thumbnail, make_public

pytestmark = pytest.mark.django_db(databases="__all__")

DATA = bytes(range(256)) * 40


@pytest.fixture
def held(cast):
    """(address, SHA-256, document) of a public file with a Persian name."""
    document = make_document(cast["cataloguer"])
    original = give_file(document, DATA, filename="اعتصاب بندر.bin", media_type="application/octet-stream")
    make_public(document, cast)
    return file_path(document.identifier, original.sha256, "اعتصاب بندر.bin"), original.sha256, document


def body(response):
    return b"".join(response) if response.streaming else response.content


def test_a_file_is_the_original_byte_for_byte_and_inert(held, client):
    address, sha256, _document = held
    response = client.get(address)
    assert hashlib.sha256(body(response)).hexdigest() == sha256
    assert response["ETag"] == f'"{sha256}"'
    assert response["Content-Disposition"].startswith("attachment;")
    assert "اعتصاب بندر.bin" in unquote(response["Content-Disposition"])
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_head_says_the_same_without_the_bytes(held, client):
    got, head = client.get(held[0]), client.head(held[0])
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(DATA)) == got["Content-Length"]


def test_ranges_and_conditions_are_obeyed(held, client):
    address, sha256, _document = held
    part = client.get(address, headers={"range": "bytes=5-9"})
    assert (part.status_code, body(part)) == (206, DATA[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{len(DATA)}"
    assert client.get(address, headers={"range": f"bytes={len(DATA)}-"}).status_code == 416
    assert client.get(address, headers={"if-none-match": f'"{sha256}"'}).status_code == 304


def test_a_download_asks_one_question_and_touches_no_session(held, client, django_assert_num_queries):
    with django_assert_num_queries(1, connection=catalog_connection()):
        response = client.get(held[0])
    assert not response.cookies


def test_the_name_in_the_address_is_only_for_people(held, client):
    address, _sha256, _document = held
    assert client.get(address.rsplit("/", 1)[0] + "/anything%20else.txt").status_code == 200


@pytest.mark.parametrize("name", ["a/b", "..", ".", "", "\n", "%2e%2e", "a?b#c", "\u202egpj.exe", "é" * 300])
def test_every_file_name_has_an_address(cast, client, name):
    document = make_document(cast["cataloguer"])
    original = give_file(document, name.encode() + b"data", filename=name[:255])
    make_public(document, cast)
    address = file_path(document.identifier, original.sha256, name)
    assert client.get(address).status_code == 200
    assert client.get(f"/documents/{document.identifier}/").status_code == 200


def test_hidden_and_missing_files_get_the_same_answer(cast, client, held):
    hidden = make_document(cast["cataloguer"])
    original = give_file(hidden, b"secret bytes")
    answers = [
        client.get(f"/documents/{hidden.identifier}/files/{original.sha256}/x"),
        client.get(f"/documents/{uuid.uuid4()}/files/{original.sha256}/x"),
        client.get(f"/documents/{held[2].identifier}/files/{original.sha256}/x"),
        client.get(f"/documents/{hidden.identifier}/"),
        client.get(f"/documents/{uuid.uuid4()}/"),
        client.get(f"/agents/{uuid.uuid4()}/"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({_headers_without_nonce(answer) for answer in answers}) == 1


def _headers_without_nonce(answer):
    return frozenset((name, re.sub(r"'nonce-[^']+'", "", value)) for name, value in answer.items())


def test_a_file_of_a_withdrawn_document_is_gone(held, client, cast):
    address, _sha256, document = held
    move.withdraw_document(document, cast["reviewer"], "rights")
    project_document(document.identifier)
    assert client.get(address).status_code == 410


def test_a_thumbnail_may_be_shown_and_leaves_with_its_document(cast, client):
    document = make_document(cast["cataloguer"])
    made = give_thumbnail(give_file(document, b"original"))
    address = reverse("catalog:thumbnail", args=[document.identifier, made.sha256])
    assert client.get(address).status_code == 404
    make_public(document, cast)
    response = client.get(address)
    assert (response.content, response["Content-Type"]) == (b"a picture", "image/jpeg")
    assert "no-cache" in response["Cache-Control"]
    for known in (response["ETag"], f'W/{response["ETag"]}', "*", f'"other", {response["ETag"]}'):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"]), known
        assert again["Content-Security-Policy"] == response["Content-Security-Policy"]
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get(address, headers={"if-match": '"other"'}).status_code == 412
    move.withdraw_document(document, cast["reviewer"], "rights")
    project_document(document.identifier)
    assert client.get(address).status_code == 410


def test_only_get_and_head_are_answered(held, client):
    for method in (client.post, client.put, client.delete):
        assert method(held[0]).status_code == 405
