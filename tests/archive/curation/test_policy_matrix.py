"""Every address of the desk, by everybody: let in if and only if the policy table says so.

A person with a role for one collection is let in to what lies there and finds
nothing of what lies elsewhere.
"""
import pytest
from django.test import Client

from archive.accounts.grants import give_grant
from archive.changes.change_set import open_change_set
from archive.discussion.comment import comment_on
from archive.models import Collection, Document, StanceTarget
from archive.permissions import RANK
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance
from archive.stance.blind import add_blind_label
from archive.stance.rounds import open_round
from archive.workflow.policy import OWN, TABLE
from archive.workflow.states import TRANSITIONS
from tests.archive.curation.conftest import desk_addresses, desk_patterns, everything, give_text
from tests.base import make_agent, make_codebook, make_curator, make_document

pytestmark = pytest.mark.django_db

RULE_OF = {
    "desk": "queue see", "queue": "queue see", "overview": "dashboard see", "policy": "policy see",
    "people": "curator see", "person": "curator see", "switch": "switch set",
    "intake": "batch add", "batch": "batch see", "give-up-rest": "batch add", "uploads": "batch add",
    "announce": "batch add", "upload": "batch add", "upload-digest": "batch add", "take-in": "batch add",
    "give-up": "batch add", "imports": "import add", "import-template": "import see",
    "export-description": "import see", "import": "import see", "import-problems": "import see",
    "apply-import": "import apply", "discard-import": "import apply",
    "captures": "capture see", "capture-again": "capture add",
    "find-agents": "agent see", "find-subjects": "agent see", "find-places": "agent see",
    "create-authority": "agent add", "duplicates": "agent see", "distinguish": "agent distinguish",
    "merge-authority": "agent merge", "read-date": "document see",
    "changes": "change see", "change": "change see", "undo-changes": "change undo", "edit-many": "change add",
    "replace-many": "change add", "documents": "document see", "document": "document see",
    "assign": "document assign", "assign-chosen": "document assign", "comment": "comment add",
    "settle-comment": "comment settle", "describe": "document describe", "keep-entries": "unsaved keep",
    "copy-as-new": "document add", "carry": "document add", "split": "part split",
    "label": "stance add", "claim": "stance add", "quotation": "stance add",
    "change-claim": "claim change", "change-quotation": "claim change", "remove-claim": "claim delete",
    "remove-quotation": "claim delete", "correct-label": "stance correct", "decide-label": "stance decide",
    "agreement": "stance see", "agreement-target": "stance see",
    "left-labels": "round label",
    "round": "round see", "adjudicate": "round decide", "submit-labels": "round submit", "close-round": "round close",
    "change-blind-label": "round label", "remove-blind-label": "round label",
    "codebook": "codebook see", "codebook-version": "codebook see", "write-codebook": "codebook add",
    "history": "revision see", "compare": "revision see", "revision": "revision see",
    "restore-revision": "revision restore", "preview": "preview see", "file": "original see",
    "thumbnail": "original see", **{name: f"document {name}" for name in TRANSITIONS},
}
# What belongs to the person who asks: for anybody else there is nothing at these addresses.
PERSONAL = {"batch", "upload", "upload-digest", "take-in", "give-up", "give-up-rest", "import", "import-problems",
            "apply-import", "discard-import", "change", "undo-changes", "capture-again"}
NOT_THERE = {"file": 503, "thumbnail": 404}  # the bytes of this text are not in the store
# (rank everywhere, rank for the documents of the collection)
PEOPLE = {
    "outsider": (0, 0), "cataloguer": (1, 1), "reviewer": (2, 2), "administrator": (3, 3),
    "cataloguer inside": (0, 1), "reviewer inside": (0, 2), "cataloguer elsewhere": (0, 0),
    "reviewer elsewhere": (0, 0),
}


@pytest.fixture
def browsers(cast):
    """{who: Client}; those with grants have a role for “letters” (inside) or for “press” (elsewhere)."""
    collections = {"inside": Collection.objects.create(code="letters", title="Letters"),
                   "elsewhere": Collection.objects.create(code="press", title="Press")}
    people = dict(cast)
    for who in PEOPLE.keys() - cast.keys():
        role, where = who.split()
        people[who] = make_curator(who.replace(" ", "-"))
        give_grant(people[who], collections[where], role, cast["administrator"])
    made = {who: Client() for who in PEOPLE}
    for who, browser in made.items():
        browser.force_login(people[who])
    return made


@pytest.fixture
def addresses(browsers, cast):
    """({URL name: address}, the names of those that lead to something in the collection)."""
    book = make_codebook()
    document = make_document(cast["cataloguer"], collection=Collection.objects.get(code="letters"))
    version = give_text(document, "It is safe.")
    target = StanceTarget.objects.create(kind="entity", label="the dam")
    quotes = [Quote("It is safe.")]
    stance = annotate_stance(document, cast["cataloguer"], holder_kind="narrator", holder="narrator", target=target,
                             position="favor", evidence=quotes)
    claim = annotate_claim(document, cast["cataloguer"], quote=quotes[0], value="1", comparator="exact", subject="dams",
                           claimant="a voice")
    quotation = annotate_quotation(document, cast["cataloguer"], quote=quotes[0], speaker="a voice", mode="direct")
    opened = open_round(document, [cast["cataloguer"], make_curator("coder", "cataloguer")], cast["administrator"])
    blind = add_blind_label(opened, cast["cataloguer"], {
        "holder_kind": "narrator", "holder": "narrator", "target": target, "position": "favor"}, quotes)
    of = lambda record, *names: {name: {"identifier": record.identifier} for name in names}
    bound = {
        **of(stance, "correct-label", "decide-label"), **of(claim, "change-claim", "remove-claim"),
        **of(quotation, "change-quotation", "remove-quotation"), **of(opened, "submit-labels", "close-round"),
        **of(blind, "change-blind-label", "remove-blind-label"),
        **of(comment_on(document, cast["reviewer"], "?"), "settle-comment"),
        **of(document, "document", "assign", "comment", "describe", "keep-entries", "copy-as-new", "carry", "split",
             "label", "claim", "quotation", "history", "compare", "restore-revision", "preview", "round", "adjudicate",
             "left-labels", *TRANSITIONS),
        "revision": {"identifier": document.identifier, "version": 1},
        "file": {"identifier": document.identifier, "sha256": version.sha256},
        "thumbnail": {"identifier": document.identifier, "sha256": version.sha256},
    }
    others = {
        "queue": {"name": "drafts"}, "switch": {"name": "capture"}, "create-authority": {"key": "agents"},
        "distinguish": {"key": "agents"},
        "codebook-version": {"version": book.version}, **of(target, "agreement-target"),
        "merge-authority": {"key": "agents", "identifier": make_agent("A").identifier},
        **of(cast["reviewer"], "person"), **{name: {"identifier": "not-mine"} for name in PERSONAL},
        **of(open_change_set("edit", "Nothing", cast["cataloguer"]), "change", "undo-changes"),
    }
    made = desk_addresses(lambda name: {**others, **bound}.get(name, {}))
    return made, set(bound) & set(made)


def test_every_address_says_here_which_rule_it_obeys():
    assert {pattern.name for pattern in desk_patterns()} == set(RULE_OF)
    asked = {pattern.name: f"{pattern.callback.rule.kind} {pattern.callback.rule.verb}" for pattern in desk_patterns()}
    assert asked == RULE_OF


def ask(browser, address):
    """The answer to a GET, or, where there is none, to an empty form."""
    answer = browser.get(address)
    return browser.post(address, {}) if answer.status_code == 405 else answer


def is_let_in(name, answer):
    """Whether the person got beyond the door of this address."""
    assert answer.status_code < 500 or NOT_THERE.get(name) == answer.status_code, (name, answer.status_code)
    if answer.status_code == 404:
        return name in NOT_THERE or name in PERSONAL
    return answer.status_code != 403


@pytest.mark.parametrize("who", PEOPLE)
def test_each_is_let_in_where_the_table_says_and_nowhere_else(browsers, addresses, who):
    everywhere, within = PEOPLE[who]
    has_grant = who.split()[-1] in ("inside", "elsewhere")
    made, bound = addresses
    found, expected = {}, {}
    for name, address in made.items():
        rule = TABLE[tuple(RULE_OF[name].split())]
        if rule.condition == OWN and within:
            continue  # whether it is one's own: test_correct.py, test_rounds.py
        rank = max(everywhere, within) if rule.counts_grants else everywhere
        if rule.counts_grants and has_grant and name not in bound:
            rank = 1 if who.startswith("cataloguer") else 2
        expected[name] = rank >= RANK[rule.role]
        answer = ask(browsers[who], address)
        found[name] = is_let_in(name, answer)
        if name in NOT_THERE and has_grant and not within:
            assert answer.status_code == 404
            found[name] = False
    assert found == expected


@pytest.mark.parametrize("who", ["cataloguer elsewhere", "reviewer elsewhere", "outsider"])
def test_nobody_from_elsewhere_changes_anything(browsers, addresses, who):
    before = everything()
    version = Document.objects.values_list("version", flat=True).get()
    said = {"version": version, "opened_version": version, "comment": "x", "access": "public", "reason": "error",
            "until": "2199-01-01", "status": "accepted", "text": "x", "title": "x"}
    made, bound = addresses
    for name in bound:
        answer = browsers[who].post(made[name], said)
        assert answer.status_code in (403, 404, 405), name
        assert "On the dam" not in answer.content.decode(), name
    assert everything() == before
