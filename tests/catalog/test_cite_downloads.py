"""A citation comes as a file that a reference manager opens, and as text on the page."""
import re
import uuid
from html import unescape

import pytest

from archive.workflow import transitions as move
from catalog.projection import project_document
from tests.catalog.material import make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")

FORMATS = [("cite.bib", "application/x-bibtex; charset=utf-8", "@misc{standpoint-"),
           ("cite.ris", "application/x-research-info-systems; charset=utf-8", "TY  - NEWS\r\n")]


@pytest.mark.parametrize(("ending", "media_type", "opening"), FORMATS)
def test_a_citation_is_downloaded(cast, client, ending, media_type, opening):
    document = make_public(make_full_document(cast), cast)
    response = client.get(f"/documents/{document.identifier}/{ending}")
    text = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert response["Content-Disposition"].startswith('attachment; filename="standpoint-')
    assert text.startswith(opening)
    assert "Harbour strike enters its third week" in text and "Harbour Post" in text


@pytest.mark.parametrize("ending", ["cite.bib", "cite.ris"])
def test_a_hidden_document_has_no_citation_and_a_withdrawn_one_its_tombstone(cast, client, ending):
    assert client.get(f"/documents/{uuid.uuid4()}/{ending}").status_code == 404
    document = make_public(make_full_document(cast), cast)
    move.withdraw_document(document, cast["reviewer"], "rights")
    project_document(document.identifier)
    assert client.get(f"/documents/{document.identifier}/{ending}").status_code == 410


def test_the_page_shows_what_the_files_hold(cast, client):
    document = make_public(make_full_document(cast), cast)
    address = f"/documents/{document.identifier}/"
    html = client.get(address).content.decode()
    shown = [unescape(text) for text in re.findall(r'<pre class="record"[^>]*>(.*?)</pre>', html, re.DOTALL)]
    held = [client.get(address + ending).content.decode().replace("\r\n", "\n") for ending in ("cite.bib", "cite.ris")]
    assert shown == held
    for ending in ("cite.bib", "cite.ris"):
        assert f'href="{address}{ending}" download' in html


def test_the_page_gives_apa_and_chicago_as_plain_text(cast, client):
    document = make_public(make_full_document(cast, issued="1998-03~"), cast)
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    apa, chicago = (" ".join(unescape(re.sub("<[^>]+>", "", text)).split())
                    for text in re.findall(r'<p class="citation" id="[^"]+" lang="en" dir="ltr">(.*?)</p>', html))
    publisher = document.contributions.get().agent.name
    title = "Harbour strike enters its third week"
    assert apa.startswith(f"{title} [News report]. (ca. 1998, March). {publisher}. Standpoint")
    assert chicago.startswith(f"“{title}.” News report. {publisher}, ca. March 1998. Standpoint")
    assert apa.endswith(f"/documents/{document.identifier}/") and chicago.endswith(f"/{document.identifier}/.")
