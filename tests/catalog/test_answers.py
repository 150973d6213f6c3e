"""What every answer to a reader has in common: methods, cookies, caches, and the page for our own faults."""
import uuid

import pytest
from django.test import Client

from archive.workflow import transitions as move
from catalog.links import file_path
from catalog.projection import project_document
from tests.base import make_document
from tests.catalog.material import give_file, give_thumbnail, make_public

pytestmark = pytest.mark.django_db(databases="__all__")

HASHED_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}


def test_the_page_for_our_own_faults_needs_no_static_files(settings, tmp_path):
    settings.STORAGES, settings.STATIC_ROOT, settings.DEBUG = HASHED_STATIC, tmp_path, False
    client = Client(raise_request_exception=False)
    for language, said in (("en", "Something broke on our side"), ("fa", '<html lang="fa" dir="rtl">')):
        response = client.get("/", headers={"accept-language": language})
        assert response.status_code == 500
        html = response.content.decode()
        assert said in html
        assert "Traceback" not in html and "<style" not in html and "style=" not in html and "/static/" not in html


@pytest.mark.parametrize("is_https", [True, False])
def test_the_language_cookie_stays_with_us_and_under_https_travels_by_https(client, settings, is_https):
    settings.SESSION_COOKIE_SECURE = is_https
    response = client.post("/language/", {"language": "fa", "next": "/"})
    cookie = response.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["samesite"], bool(cookie["secure"])) == ("fa", "Lax", is_https)


def test_a_language_that_is_not_offered_sets_no_cookie(client):
    response = client.post("/language/", {"language": "xx", "next": "/"})
    assert (response.status_code, dict(response.cookies)) == (302, {})


def test_what_is_missing_or_gone_is_cached_like_a_page(cast, client):
    document = make_document(cast["cataloguer"])
    original = give_file(document, b"original")
    picture = give_thumbnail(original)
    make_public(document, cast)
    page = f"/documents/{document.identifier}/"
    like_a_page = client.get(page)["Cache-Control"]
    move.withdraw_document(document, cast["reviewer"], "rights")
    project_document(document.identifier)
    gone = [page, file_path(document.identifier, original.sha256, "a"), f"{page}thumbnails/{picture.sha256}"]
    missing = ["/nothing", f"/agents/{uuid.uuid4()}/",
               *(address.replace(document.identifier, str(uuid.uuid4())) for address in gone)]
    assert {part.strip() for part in like_a_page.split(",")} == {"private", "no-cache"}
    for status, addresses in ((410, gone), (404, missing)):
        for address in addresses:
            response = client.get(address)
            assert (response.status_code, response["Cache-Control"]) == (status, like_a_page), address


def test_browsers_that_guess_find_the_mark(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (301, "/static/catalog/mark.svg")


def test_a_post_to_a_page_is_told_that_the_method_is_wrong():
    client = Client(enforce_csrf_checks=True)
    one, digest = uuid.uuid4(), "0" * 64
    for address in ("/", "/documents/", f"/documents/{one}/", f"/agents/{one}/", f"/documents/{one}/files/{digest}/a",
                    f"/documents/{one}/thumbnails/{digest}", "/healthz", "/robots.txt", "/favicon.ico"):
        response = client.post(address, {"a": "b"})
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), address
