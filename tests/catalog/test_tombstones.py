"""What is said at the address of a withdrawn document, and what is not."""
import pytest

from archive.workflow import transitions as move
from catalog.projection import project_document
from tests.catalog.material import make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


def withdraw(cast, **fields):
    document = make_public(make_full_document(cast), cast)
    move.withdraw_document(document, cast["reviewer"], "rights", "asked by letter of the heirs", **fields)
    project_document(document.identifier)
    return document


def test_a_tombstone_gives_citation_reason_and_date(cast, client):
    document = withdraw(cast)
    response = client.get(f"/documents/{document.identifier}/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "“Harbour strike enters its third week”" in html
    assert "About March 1998" in html
    assert "<dd>rights</dd>" in html
    assert str(document.withdrawn_at.year) in html


def test_a_tombstone_keeps_the_note_and_the_words_to_itself(cast, client):
    html = client.get(f"/documents/{withdraw(cast).identifier}/").content.decode()
    assert "letter of the heirs" not in html
    assert "400 workers" not in html
    assert "Report on a strike" not in html


def test_a_silent_tombstone_names_nothing(cast, client):
    document = withdraw(cast, is_silent=True)
    response = client.get(f"/documents/{document.identifier}/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "Nothing more is said about it" in html
    for said in ("Harbour", "1998", "rights</dd>"):
        assert said not in html
