"""Every cell of the policy: each role and grant, by each kind of record and verb."""
import pytest
from django.core.exceptions import PermissionDenied

from archive.accounts.grants import give_grant
from archive.models import Collection, Curator
from archive.permissions import may, require
from archive.workflow.policy import RULES, TABLE, rule_for
from archive.workflow.policy_words import KINDS, VERBS
from archive.workflow.states import TRANSITIONS
from tests.base import make_curator, make_document

pytestmark = pytest.mark.django_db
RANKS = {"cataloguer": 1, "reviewer": 2, "administrator": 3}
CELLS = [(kind, verb) for kind in KINDS for verb in VERBS]


@pytest.fixture
def people(cast):
    """{who: (user, their rank everywhere, their rank inside the collection)}, and a document inside and one outside."""
    collection = Collection.objects.create(code="letters", title="Letters")
    everybody = {"reader": (cast["reader"], 0, 0), "outsider": (cast["outsider"], 0, 0)}
    everybody |= {role: (cast[role], rank, rank) for role, rank in RANKS.items()}
    for role in ("cataloguer", "reviewer"):
        granted = make_curator(f"granted-{role}")
        give_grant(granted, collection, role, cast["administrator"])
        everybody[f"granted {role}"] = (Curator.objects.get(pk=granted.pk), 0, RANKS[role])
    left = make_curator("left", "administrator")
    left.is_active = False
    left.save()
    everybody["administrator who left"] = (left, 0, 0)
    inside = make_document(cast["cataloguer"], collection=collection)
    return everybody, inside, make_document(cast["cataloguer"])


def test_every_cell_is_as_the_table_says(people):
    everybody, inside, outside = people
    for kind, verb in CELLS:
        rule = TABLE.get((kind, verb))
        for who, (user, everywhere, within) in everybody.items():
            least = RANKS[rule.role] if rule else 99
            counted = max(everywhere, within) if rule and rule.counts_grants else everywhere
            cell = f"{who} {verb} {kind}"
            assert may(user, verb, kind) is (counted >= least), cell
            assert may(user, verb, kind, inside) is (counted >= least), cell
            assert may(user, verb, kind, outside) is (everywhere >= least), cell


def test_what_belongs_to_a_document_follows_its_collection(people, cast):
    everybody, inside, outside = people
    user = everybody["granted reviewer"][0]
    comment = lambda document: document.comments.create(text="Look.", made_by=cast["reviewer"])
    assert may(user, "settle", "comment", comment(inside))
    assert not may(user, "settle", "comment", comment(outside))
    assert may(user, "see", "collection", inside.collection)
    assert not may(user, "see", "collection", Collection.objects.create(code="press", title="Press"))


def test_a_record_without_a_collection_is_nobodys_grant(people):
    everybody, _inside, outside = people
    assert outside.collection is None
    assert not may(everybody["granted cataloguer"][0], "see", "document", outside)


def test_a_refusal_says_which_role_is_missing(people):
    everybody, _inside, _outside = people
    with pytest.raises(PermissionDenied, match="This needs the role “reviewer”"):
        require(everybody["cataloguer"][0], "publish", "document")
    with pytest.raises(PermissionDenied, match="Nobody may do this"):
        require(everybody["administrator"][0], "delete", "ledger")


def test_every_move_of_a_document_has_its_role_from_the_states(db):
    for name, move in TRANSITIONS.items():
        rule = rule_for("document", name)
        assert rule.role == move.role, name
        assert bool(rule.condition) is (move.is_four_eyes or move.is_own), name


def test_nobody_rewrites_the_record(db):
    for kind in ("ledger", "revision", "original", "text", "policy"):
        for verb in ("add", "change", "delete"):
            assert rule_for(kind, verb) is None, (kind, verb)
    for kind in ("document", "curator", "takedown", "stance"):
        assert rule_for(kind, "delete") is None, kind


def test_each_cell_stands_once_and_in_known_words(db):
    assert len(TABLE) == len(RULES)
    assert {rule.kind for rule in RULES} == set(KINDS)
    assert {rule.verb for rule in RULES} <= set(VERBS)
    with pytest.raises(LookupError, match="ghost"):
        rule_for("ghost", "see")
