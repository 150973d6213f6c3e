"""Role by verb, over every address of the desk: who may ask, and that a forbidden ask changes nothing."""
import pytest
from django.test import Client
from django.urls import reverse

from archive.curation.urls import urlpatterns
from archive.models import StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.workflow.states import TRANSITIONS
from tests.archive.curation.conftest import everything, give_text
from tests.base import make_codebook, make_document

pytestmark = pytest.mark.django_db

READING = ("desk", "queue", "intake", "batch", "agents", "document", "describe", "label", "claim",
           "quotation", "revision", "file", "thumbnail")
CHANGING = ("intake", "describe", "label", "claim", "quotation", "decide-label", *TRANSITIONS)
OWN = ("correct-label",)  # for the coder of the label alone: test_correct.py
FOR_REVIEWERS = ("decide-label", *(name for name, move in TRANSITIONS.items() if move.role == "reviewer"))


@pytest.fixture
def addresses(cast):
    """{URL name: address}, about one draft with one label."""
    make_codebook()
    document = make_document(cast["cataloguer"])
    version = give_text(document, "It is safe.")
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    stance = annotate_stance(document, cast["cataloguer"], holder_kind="narrator", holder="narrator",
                             target=target, position="favor", evidence=[Quote("It is safe.")])
    one = {"identifier": document.identifier}
    special = {
        "desk": {}, "intake": {}, "agents": {}, "queue": {"name": "drafts"}, "batch": {"identifier": "none"},
        "revision": {**one, "version": 1}, "file": {**one, "sha256": version.sha256},
        "thumbnail": {**one, "sha256": version.sha256}, "decide-label": {"identifier": stance.identifier},
        "correct-label": {"identifier": stance.identifier},
    }
    return {pattern.name: reverse(f"curation:{pattern.name}", kwargs=special.get(pattern.name, one))
            for pattern in urlpatterns}


def test_every_address_of_the_desk_is_enrolled_here():
    assert {pattern.name for pattern in urlpatterns} == {*READING, *CHANGING, *OWN}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_is_sent_to_log_in_and_changes_nothing(clients, addresses, method):
    before = everything()
    for name, address in addresses.items():
        answer = getattr(clients["reader"], method)(address)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/admin/login/?next="), name
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_outsider_is_told_in_words_that_they_may_not(clients, addresses, method):
    before = everything()
    for name, address in addresses.items():
        answer = getattr(clients["outsider"], method)(address)
        assert answer.status_code == 403, name
        assert "This needs the role" in answer.content.decode(), name
    assert everything() == before


def test_a_cataloguer_may_not_decide(clients, addresses):
    before = everything()
    for name in FOR_REVIEWERS:
        answer = clients["cataloguer"].post(addresses[name], {
            "version": 2, "comment": "x", "access": "public", "until": "2199-01-01", "reason": "error",
            "status": "accepted",
        })
        assert answer.status_code == 403, name
        assert "You may not do this" in answer.content.decode(), name
    assert everything() == before


@pytest.mark.parametrize("who", ["cataloguer", "reviewer", "administrator"])
def test_a_get_reads_and_never_changes_state(clients, addresses, who):
    before = everything()
    answers = {name: clients[who].get(addresses[name]).status_code for name in READING}
    not_there = {"batch": 404, "file": 503, "thumbnail": 404}  # the bytes of this text are not in the store
    assert answers == {**dict.fromkeys(READING, 200), **not_there}
    assert everything() == before


def test_a_get_to_a_verb_is_refused_and_changes_nothing(clients, addresses):
    before = everything()
    for name in (*TRANSITIONS, "decide-label"):
        assert clients["administrator"].get(addresses[name]).status_code == 405, name
    assert everything() == before


def test_without_its_token_no_form_is_taken(cast, addresses):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["administrator"])
    before = everything()
    for name in (*CHANGING, *OWN):
        assert browser.post(addresses[name], {"version": 2}).status_code == 403, name
    assert everything() == before


def test_an_empty_form_changes_nothing(clients, addresses):
    before = everything()
    for name in CHANGING:
        assert clients["administrator"].post(addresses[name], {}).status_code in (302, 409, 422), name
        assert everything() == before, name
