"""Captures at the desk: asked for on the intake page, listed with what became of them, tried again."""
import pytest
from django.urls import reverse

from archive.accounts.grants import give_grant
from archive.accounts.switches import set_switch
from archive.models import CaptureRequest, Collection
from tests.base import make_curator, make_document

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/page"


@pytest.fixture
def switched_on(cast):
    set_switch("capture", True, cast["administrator"])


def asked(by, **fields):
    return CaptureRequest.objects.create(**{"address": ADDRESS, "asked_by": by, **fields})


def shown(client, name="captures"):
    return client.get(reverse(f"curation:{name}")).content.decode()


def test_while_it_is_off_administrators_are_told_where_to_switch_it_on_and_others_nothing(clients):
    policy = reverse("curation:policy")
    assert f'switch it on under <a href="{policy}">' in shown(clients["administrator"], "intake")
    for who in ("cataloguer", "reviewer"):
        page = shown(clients[who], "intake")
        assert "captured by their address" not in page
        assert "capture-address" not in page


def test_while_it_is_off_asking_is_refused_in_words(clients):
    answer = clients["cataloguer"].post(reverse("curation:captures"), {"address": ADDRESS})
    assert answer.status_code == 409
    assert "Capturing pages by address is switched off." in answer.content.decode()
    assert not CaptureRequest.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_an_address_is_asked_for_on_the_intake_page(clients, cast):
    assert 'name="address"' in shown(clients["cataloguer"], "intake")
    answer = clients["cataloguer"].post(reverse("curation:captures"), {"address": ADDRESS})
    assert answer["Location"] == reverse("curation:captures")
    request = CaptureRequest.objects.get()
    assert (request.address, request.asked_by, request.state) == (ADDRESS, cast["cataloguer"], "waiting")
    page = shown(clients["cataloguer"])
    assert ADDRESS in page
    assert 'data-looks-again="yes"' in page
    assert '<meta http-equiv="refresh"' in page


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(("address", "why"), [
    ("http://localhost/", "no full host name"), ("ftp://example.org/", "begin with http"),
    ("", "This field is required"),
    ("http://u:p@example.org/", "user name or password"), ("https://example.org:8443/", "Port 8443 is not asked"),
])
def test_an_address_that_cannot_be_asked_stays_in_its_field_with_the_reason(clients, address, why):
    answer = clients["cataloguer"].post(reverse("curation:captures"), {"address": address})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert f'value="{address}"' in answer.content.decode() or not address
    assert not CaptureRequest.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_what_was_captured_leads_to_its_draft(clients, cast):
    document = make_document(cast["cataloguer"], title="On the dam")
    asked(cast["cataloguer"], state="finished", document=document)
    page = shown(clients["cataloguer"])
    assert f'<a href="{reverse("curation:document", args=[document.identifier])}" dir="auto">On the dam</a>' in page
    assert 'data-looks-again="no"' in page
    assert "Try again" not in page


@pytest.mark.usefixtures("switched_on")
def test_what_failed_says_why_and_is_tried_again_once(clients, cast):
    request = asked(cast["cataloguer"], state="failed", failure="It took too long.", attempts=3)
    assert "It took too long." in shown(clients["cataloguer"])
    address = reverse("curation:capture-again", args=[request.identifier])
    assert address in shown(clients["cataloguer"])
    assert clients["cataloguer"].post(address).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.failure, request.attempts) == ("waiting", "", 0)
    again = clients["cataloguer"].post(address)
    assert again.status_code == 409
    assert "did not fail" in again.content.decode()


def test_what_failed_is_not_tried_again_while_it_is_off(clients, cast):
    request = asked(cast["cataloguer"], state="failed", failure="It rained.")
    assert "Try again" not in shown(clients["cataloguer"])
    address = reverse("curation:capture-again", args=[request.identifier])
    assert clients["cataloguer"].post(address).status_code == 409
    request.refresh_from_db()
    assert request.state == "failed"


@pytest.mark.usefixtures("switched_on")
def test_who_was_granted_one_collection_sees_and_repeats_only_what_belongs_to_it(clients, cast, client):
    inside = Collection.objects.create(code="in", title="Inside")
    granted = make_curator("granted")
    give_grant(granted, inside, "cataloguer", cast["administrator"])
    client.force_login(granted)
    theirs = asked(cast["cataloguer"], state="failed", failure="x", collection=inside, address="https://example.org/in")
    others = asked(cast["cataloguer"], state="failed", failure="x", address="https://example.org/out")
    page = shown(client)
    assert "https://example.org/in" in page
    assert "https://example.org/out" not in page
    assert client.post(reverse("curation:capture-again", args=[others.identifier])).status_code == 404
    assert client.post(reverse("curation:capture-again", args=[theirs.identifier])).status_code == 302
    refused = client.post(reverse("curation:captures"), {"address": ADDRESS})
    assert refused.status_code == 422
    assert CaptureRequest.objects.filter(address=ADDRESS).count() == 0


@pytest.mark.usefixtures("switched_on")
def test_who_may_not_is_told_so_and_nothing_is_tried_again(clients, cast):
    request = asked(cast["cataloguer"], state="failed", failure="x")
    address = reverse("curation:capture-again", args=[request.identifier])
    assert clients["outsider"].post(address).status_code == 403
    assert clients["reader"].post(address).status_code == 302
    assert clients["administrator"].get(address).status_code == 405
    request.refresh_from_db()
    assert request.state == "failed"


@pytest.mark.usefixtures("switched_on")
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(clients, cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def questions():
        with CaptureQueriesContext(connection) as counted:
            shown(clients["cataloguer"])
        return len(counted)

    document = make_document(cast["cataloguer"])
    asked(cast["cataloguer"], state="finished", document=document)
    asked(cast["cataloguer"], state="failed", failure="x")
    few = questions()
    for n in range(12):
        asked(cast["cataloguer"], state="finished", document=make_document(cast["cataloguer"], title=f"{n}"))
        asked(cast["reviewer"], state="failed", failure="x")
    assert questions() == few


def test_the_queue_of_failed_tasks_leads_to_the_line(clients, cast):
    request = asked(cast["cataloguer"], state="failed", failure="It took too long.")
    page = clients["cataloguer"].get(reverse("curation:queue", args=["tasks"])).content.decode()
    assert f'{reverse("curation:captures")}#{request.identifier}' in page
    assert f'id="{request.identifier}"' in shown(clients["cataloguer"])
