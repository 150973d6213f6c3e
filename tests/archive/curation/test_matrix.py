"""Role by verb, over every address of the desk: who may ask, and that a forbidden ask changes nothing."""
import pytest
from django.test import Client

from archive.changes.change_set import open_change_set
from archive.discussion.comment import comment_on
from archive.models import StanceTarget
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance
from archive.workflow.states import TRANSITIONS
from tests.archive.curation.conftest import desk_addresses, desk_patterns, everything, give_text
from tests.base import make_agent, make_codebook, make_document

pytestmark = pytest.mark.django_db

READING = ("desk", "duplicates",
           "overview", "queue", "intake", "captures", "batch", "imports", "import-template", "read-date",
           "find-agents", "find-subjects", "find-places", "create-authority", "documents", "document", "preview",
           "describe", "carry", "split", "label", "claim", "quotation", "change-claim", "change-quotation", "revision",
           "file", "thumbnail", "changes", "change", "undo-changes", "edit-many", "replace-many", "history", "compare",
           "policy", "round", "agreement", "agreement-target", "codebook", "codebook-version")
CHANGING = ("create-authority", "merge-authority", "intake", "captures", "imports", "describe", "keep-entries", "carry",
            "split", "label", "claim", "quotation", "decide-label", "change-claim", "change-quotation", "remove-claim",
            "remove-quotation", "edit-many", "replace-many", "restore-revision", "undo-changes", "assign",
            "assign-chosen", "comment", "settle-comment", *TRANSITIONS)
FOR_ADMINISTRATORS = ("people", "person", "switch")  # test_people.py
IMPORTING = ("import", "apply-import", "discard-import", "import-problems", "export-description")  # test_imports.py
CAPTURING = ("capture-again",)  # test_captures.py
COPYING = ("copy-as-new",)  # it needs no entries: test_siblings.py
TELLING = ("distinguish",)  # it asks for two records: test_duplicates.py
OWN = ("correct-label",)  # for the coder of the label alone: test_correct.py
LABELLING = ("adjudicate", "submit-labels", "close-round", "change-blind-label", "remove-blind-label", "left-labels",
             "write-codebook")  # test_rounds_desk.py, test_adjudicate_desk.py, test_codebook_desk.py
SENDING = ("uploads", "upload", "announce", "upload-digest", "take-in", "give-up", "give-up-rest")  # test_tus.py
WITHOUT_RECORD = ("desk", "overview", "intake", "captures", "imports", "import-template", "export-description",
                  "read-date", "find-agents", "find-subjects", "find-places", "uploads", "announce", "people",
                  "policy", "documents", "changes", "edit-many", "replace-many", "assign-chosen", "agreement",
                  "codebook", "write-codebook")
FOR_REVIEWERS = ("merge-authority", "decide-label", "adjudicate", "close-round", "write-codebook",
                 *(name for name, move in TRANSITIONS.items() if move.role == "reviewer"))


@pytest.fixture
def addresses(cast):
    """{URL name: address}, about one draft with one label."""
    make_codebook()
    document = make_document(cast["cataloguer"])
    version = give_text(document, "It is safe.")
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    stance = annotate_stance(document, cast["cataloguer"], holder_kind="narrator", holder="narrator",
                             target=target, position="favor", evidence=[Quote("It is safe.")])
    claim = annotate_claim(document, cast["cataloguer"], quote=Quote("safe"), value="1", subject="x",
                           claimant="narrator")
    said = annotate_quotation(document, cast["cataloguer"], quote=Quote("safe"), speaker="they", mode="direct")
    one = {"identifier": document.identifier}
    of = lambda record, *names: {name: {"identifier": record.identifier} for name in names}
    special = {
        **{name: {} for name in WITHOUT_RECORD}, "queue": {"name": "drafts"}, "batch": {"identifier": "none"},
        "create-authority": {"key": "agents"}, "switch": {"name": "capture"}, "codebook-version": {"version": "1.0"},
        "duplicates": {}, "distinguish": {"key": "agents"},
        "merge-authority": {"key": "agents", "identifier": make_agent("An agent").identifier},
        "revision": {**one, "version": 1}, "file": {**one, "sha256": version.sha256},
        "thumbnail": {**one, "sha256": version.sha256}, **of(stance, "correct-label", "decide-label"),
        **of(claim, "change-claim", "remove-claim"), **of(said, "change-quotation", "remove-quotation"),
        **of(target, "agreement-target"), **of(cast["reviewer"], "person"),
        **of(comment_on(document, cast["reviewer"], "?"), "settle-comment"),
        **of(open_change_set("edit", "Nothing", cast["cataloguer"]), "change", "undo-changes"),
    }
    return desk_addresses(lambda name: special.get(name, one))


def test_every_address_of_the_desk_is_enrolled_here():
    enrolled = {*READING, *CHANGING, *IMPORTING, *SENDING, *FOR_ADMINISTRATORS, *CAPTURING, *COPYING, *OWN, *TELLING,
                *LABELLING}
    assert {pattern.name for pattern in desk_patterns()} == enrolled


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_is_sent_to_log_in_and_changes_nothing(clients, addresses, method):
    before = everything()
    for name, address in addresses.items():
        answer = getattr(clients["reader"], method)(address)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/account/login/?next="), name
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
    for name in (*CHANGING, *IMPORTING, *SENDING, *CAPTURING, *COPYING, *OWN, *TELLING, "switch"):
        assert browser.post(addresses[name], {"version": 2}).status_code == 403, name
    assert everything() == before


def test_an_empty_form_changes_nothing(clients, addresses):
    before = everything()
    for name in CHANGING:
        assert clients["administrator"].post(addresses[name], {}).status_code in (302, 409, 422), name
        assert everything() == before, name
