"""A person who finds something wrong learns what can be done, and reaches the archive without leaving a row."""
import uuid
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext

from archive.deployment import contact_is_given
from archive.workflow import transitions as move
from catalog.pages.errors import broken
from catalog.projection import project_document
from tests.catalog.material import catalog_connection, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")

CONTACT = "concerns@archive.example"


@pytest.fixture
def document(cast):
    return make_public(make_full_document(cast), cast)


def letters_on(html):
    addresses = lxml.html.fromstring(html).xpath("//a/@href")
    return [urlsplit(address) for address in addresses if address.startswith("mailto:")]


def page_of(client, document, **headers):
    response = client.get(f"/documents/{document.identifier}/concern/", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_every_document_leads_to_its_page_for_concerns(document, client):
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    assert f'href="/documents/{document.identifier}/concern/"' in html


def test_the_letter_begins_with_address_version_and_boxes_to_tick(document, client, settings):
    settings.CONTACT_EMAIL = CONTACT
    letter, = letters_on(page_of(client, document))
    said = parse_qs(letter.query)
    assert letter.path == CONTACT
    assert said["subject"] == ["Concern about a document"]
    body = said["body"][0]
    assert f"Document: {site.BASE_URL}/documents/{document.identifier}/\r\n" in body
    assert f"Version of the record: {document.version}\r\n" in body
    assert body.count("[ ] ") == 6 and "[ ] Personal data\r\n" in body


def test_an_address_of_odd_letters_stays_one_address(document, client, settings):
    settings.CONTACT_EMAIL = "a+b?subject=x&c@archive.example"
    letter, = letters_on(page_of(client, document))
    assert letter.path == "a%2Bb%3Fsubject%3Dx%26c@archive.example"


def test_without_an_address_the_page_says_so_and_to_whom_to_turn(document, client, settings):
    settings.CONTACT_EMAIL, settings.BASE_URL = "", "https://reading.example"
    html = page_of(client, document)
    assert not letters_on(html)
    assert "This archive has not given an address for concerns." in html
    assert "abuse contact" in html and "reading.example" in html


def test_the_page_says_what_can_be_reported_and_what_happens_then(document, client):
    html = page_of(client, document)
    for said in ("Personal data", "The safety of a person", "Rights", "An error in the description", "A wrong label",
                 "A reviewer decides", "can take weeks", "Nothing that you do on this page is stored."):
        assert said in html, said
    assert '<meta name="robots" content="noindex">' in html


def test_reading_it_writes_nothing(document, client):
    with CaptureQueriesContext(catalog_connection()) as asked:
        page_of(client, document)
    assert len(asked) == 1
    assert asked[0]["sql"].lstrip().startswith("SELECT")
    assert client.post(f"/documents/{document.identifier}/concern/", {"concern": "x"}).status_code == 405


def test_what_is_hidden_or_withdrawn_has_no_page_for_concerns_but_a_way_to_write(document, cast, client, settings):
    settings.CONTACT_EMAIL = CONTACT
    missing = client.get(f"/documents/{uuid.uuid4()}/concern/")
    move.withdraw_document(document, cast["reviewer"], "rights")
    project_document(document.identifier)
    gone = client.get(f"/documents/{document.identifier}/concern/")
    for response, status in ((missing, 404), (gone, 410)):
        assert response.status_code == status
        assert [letter.path for letter in letters_on(response.content.decode())] == [CONTACT]
    assert document.identifier in parse_qs(letters_on(gone.content.decode())[0].query)["body"][0]


def test_the_missing_page_offers_a_search_and_gives_nothing_away(client):
    html = client.get("/nothing/").content.decode()
    assert html.count('role="search"') == 1 and 'name="q"' in html
    assert "it may not be published yet" in html
    assert not letters_on(html)
    assert "This archive has not given an address for concerns." in html


def test_the_page_for_our_own_faults_names_the_address(settings, rf):
    settings.CONTACT_EMAIL = CONTACT
    assert CONTACT in broken(rf.get("/")).content.decode()
    settings.CONTACT_EMAIL = ""
    assert "please write" not in broken(rf.get("/")).content.decode()


def test_a_public_site_without_an_address_is_warned_of(settings, capsys):
    settings.CONTACT_EMAIL = ""
    assert [warning.id for warning in contact_is_given(None)] == ["archive.W001"]
    call_command("check", deploy=True)
    assert "archive.W001" in capsys.readouterr().err
    settings.CONTACT_EMAIL = CONTACT
    assert contact_is_given(None) == []
    call_command("check")
