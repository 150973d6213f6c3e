"""What the desk says when a form cannot be taken as it was sent."""
import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from tests.archive.curation.conftest import everything

pytestmark = pytest.mark.django_db


@override_settings(CSRF_FAILURE_VIEW="archive.curation.views.expired.csrf_failure")
def test_an_expired_form_is_explained_and_nothing_is_saved(cast, draft):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["cataloguer"])
    before = everything()
    answer = browser.post(reverse("curation:submit", args=[draft.identifier]), {"version": 1})
    assert answer.status_code == 403
    assert "The form had expired" in answer.content.decode()
    assert "Nothing was saved" in answer.content.decode()
    assert everything() == before


@override_settings(CSRF_FAILURE_VIEW="archive.curation.views.expired.csrf_failure")
def test_a_script_whose_cookies_are_gone_hears_that_nobody_is_logged_in(cast, draft):
    browser, address = Client(enforce_csrf_checks=True), reverse("curation:keep-entries", args=[draft.identifier])
    said = {"content_type": "application/json", "headers": {"Accept": "application/json"}}
    answer = browser.post(address, {"version": 1, "entries": {}}, **said)
    assert (answer.status_code, "log in in another window" in answer.json()["error"]) == (403, True)
    browser.force_login(cast["cataloguer"])
    assert "The form had expired" in browser.post(address, {"version": 1, "entries": {}}, **said).content.decode()


def test_comments_and_decisions_ask_first_whether_somebody_is_still_logged_in(clients, draft):
    page = clients["cataloguer"].get(reverse("curation:document", args=[draft.identifier])).content.decode()
    address = reverse("curation:find-agents")
    for name in ("comment", "submit"):
        form = f'action="{reverse(f"curation:{name}", args=[draft.identifier])}" data-still-in="{address}"'
        assert form in page
    assert "curation/still-in.js" in page
    assert clients["cataloguer"].get(address).json()["found"] == []
    assert clients["reader"].get(address).status_code == 302


def test_the_intake_says_how_many_files_it_takes(clients):
    words = clients["cataloguer"].get(reverse("curation:intake")).content.decode()
    assert f"at most {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files at a time" in words
