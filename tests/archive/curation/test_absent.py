"""Below the desk's address nothing is a page of the desk for who works there, and the readers' page for all others."""
import pytest
from django.urls import reverse

from tests.base import make_document

pytestmark = pytest.mark.django_db
UNKNOWN = ("/curation/no-such-place/", "/curation/documents/no-such-record/")


@pytest.mark.parametrize("address", UNKNOWN)
def test_who_works_at_the_desk_stays_there_with_a_way_back(clients, address):
    answer = clients["cataloguer"].get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Nothing is here" in page and "Standpoint desk" in page
    assert f'href="{reverse("curation:desk")}"' in page


def test_others_and_other_addresses_have_the_readers_page(clients):
    pages = [clients[who].get(UNKNOWN[0]) for who in ("reader", "outsider")]
    for answer in (*pages, clients["cataloguer"].get("/no-such-place/")):
        assert answer.status_code == 404
        assert "Nothing is here" not in answer.content.decode()


def test_a_note_keeps_its_lines_and_a_comment_says_of_which_clock_its_time_is(cast, clients):
    document = make_document(cast["cataloguer"])
    for move, who, said in (("submit", "cataloguer", {}), ("return", "reviewer", {"comment": "One <line>\nand two"})):
        clients[who].post(reverse(f"curation:{move}", args=[document.identifier]), {"version": 1, **said})
    page = clients["cataloguer"].get(reverse("curation:document", args=[document.identifier])).content.decode()
    assert '<bdi class="lines" dir="auto">One &lt;line&gt;\nand two</bdi>' in page
    assert document.comments.get().made_at.strftime("%H:%M UTC</time>") in page
