"""The health page says whether each part works, and nothing of what it is."""
import pytest
from django.db import DatabaseError, connections

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_working_site_says_ok(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["media_writable"] is True
    assert set(response.json().values()) == {"ok", True}


def test_a_database_that_does_not_answer_is_said_without_its_message(client, monkeypatch):
    def refuse():
        raise DatabaseError("password for user standpoint at 10.0.0.5")

    monkeypatch.setattr(connections["default"], "cursor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database_default"] is False
    assert "password" not in response.content.decode()


def test_a_media_folder_that_cannot_be_written_is_said(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("not a folder")
    response = client.get("/healthz")
    assert (response.status_code, response.json()["media_writable"]) == (503, False)


def test_robots_may_read_documents_but_not_every_filter(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /documents/?", "Disallow: /documents/mix/", "Disallow: /documents/facets/"} <= {*lines}
    assert "Disallow: /documents/" not in lines


def test_a_broken_page_apologises_in_the_site_style(client, monkeypatch):
    def explode(*args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("catalog.pages.home.asked_calmly", explode)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
    assert "secret detail" not in response.content.decode()
