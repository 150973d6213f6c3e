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


def test_the_intake_says_how_many_files_it_takes(clients):
    words = clients["cataloguer"].get(reverse("curation:intake")).content.decode()
    assert f"at most {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files at a time" in words
