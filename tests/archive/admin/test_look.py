"""The admin in our look, linked to the desk and to the public site, with nothing inline."""
import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["index", "archive_agent_add", "archive_event_changelist", "archive_curator_add"])
def test_every_page_leads_to_the_desk_and_to_the_public_site(clients, name):
    words = clients["administrator"].get(reverse(f"admin:{name}")).content.decode()
    assert f'href="{reverse("curation:desk")}"' in words
    assert 'href="/"' in words
    assert "curation/admin.css" in words


@pytest.mark.parametrize("name", ["index", "archive_agent_add", "archive_event_changelist", "archive_curator_add",
                                  "archive_takedowncase_add", "login"])
def test_no_page_has_inline_style_or_script(clients, name):
    browser = clients["reader" if name == "login" else "administrator"]
    words = browser.get(reverse(f"admin:{name}")).content.decode()
    assert not re.search(r"\sstyle=", words)
    assert not re.search(r"\son[a-z]+=", words)
    for script in re.findall(r"<script[^>]*>", words):
        assert "src=" in script or "type=" in script


def test_the_policy_of_the_site_covers_the_admin(clients):
    policy = clients["administrator"].get("/admin/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "script-src 'self'" in policy
