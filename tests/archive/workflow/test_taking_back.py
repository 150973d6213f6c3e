"""What readers have is narrowed and taken back by decisions that leave their trace, and nothing comes back unseen."""
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from archive.models import Document, Event
from archive.provenance.revise import revising
from archive.workflow import transitions as move
from archive.workflow.approved import approval_before
from archive.workflow.parts import move_with_parts
from catalog.models import Change, PublishedDocument
from catalog.projection import project_document, rebuild_projection
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db


def edited(document, cast, title):
    """Edit a published document, publish it again, and let readers see it."""
    move.reopen_document(document, cast["cataloguer"])
    with revising(document, cast["cataloguer"]):
        document.title = title
        document.save()
    return shown(publish(document, cast))


def shown(document):
    project_document(document.identifier)
    return document


def read(document):
    answer = Client().get(f"/documents/{document.identifier}/")
    return answer.status_code, answer.content.decode()


@pytest.fixture
def first(cast):
    return shown(publish(make_document(cast["cataloguer"], title="First words"), cast))


def refused(says, verb, *arguments):
    before = list(Document.objects.order_by("pk").values()), Event.objects.count()
    with pytest.raises(move.TransitionRefused, match=says):
        verb(*arguments)
    assert (list(Document.objects.order_by("pk").values()), Event.objects.count()) == before


def test_a_restricted_document_is_gone_for_readers_and_its_ledger_says_why(cast, first):
    assert read(first)[0] == 200
    move.restrict_document(first, cast["reviewer"], "registered", "a witness asked")
    shown(first)
    assert read(first)[0] == 404
    assert Change.objects.last().is_removal
    assert (first.state, first.access_level) == ("published", "registered")
    detail = json.loads(Event.objects.filter(object_id=first.identifier).last().detail)
    assert (detail["transition"], detail["access"], detail["reason"]) == ("restrict", "registered", "a witness asked")


def test_a_restriction_leaves_no_tombstone_after_a_later_withdrawal(cast, first):
    move.restrict_document(first, cast["reviewer"], "dark", "a witness asked")
    move.withdraw_document(first, cast["reviewer"], "safety")
    assert read(shown(first))[0] == 404


@pytest.mark.parametrize("level", ["public", "nonsense", ""])
def test_a_restriction_never_opens(cast, first, level):
    refused("already|not an access level", move.restrict_document, first, cast["reviewer"], level, "why")


def test_of_two_restrictions_at_once_the_stricter_stays(cast, first):
    seen_before = Document.objects.get(pk=first.pk)
    move.restrict_document(first, cast["reviewer"], "dark", "a witness asked")
    refused("already", move.restrict_document, seen_before, cast["administrator"], "registered", "rights")


def test_a_revision_taken_back_meanwhile_stays_restricted(cast, first):
    edited(first, cast, "Second words")
    seen_before = Document.objects.get(pk=first.pk)
    move.restrict_document(first, cast["reviewer"], "dark", "a witness asked")
    move.unpublish_document(seen_before, cast["administrator"], "wrong")
    assert Document.objects.get(pk=first.pk).access_level == "dark"


def test_an_embargo_that_was_lifted_meanwhile_is_not_lifted_twice(cast, first):
    move.embargo_document(first, cast["reviewer"], date(2999, 1, 1), "why")
    seen_before = Document.objects.get(pk=first.pk)
    move.lift_embargo(first, cast["reviewer"])
    refused("no embargo", move.lift_embargo, seen_before, cast["administrator"])


def test_a_cataloguer_neither_restricts_nor_takes_back(cast, first):
    for verb in (lambda: move.restrict_document(first, cast["cataloguer"], "dark", "why"),
                 lambda: move.unpublish_document(first, cast["cataloguer"], "why")):
        with pytest.raises(PermissionDenied):
            verb()


def test_a_whole_is_restricted_with_its_parts_and_a_part_not_alone(cast):
    whole = make_document(cast["cataloguer"], title="Whole")
    part = make_document(cast["cataloguer"], title="Part", parent=whole, sequence=1)
    move_with_parts(whole, cast["cataloguer"], "submit")
    move_with_parts(whole, cast["reviewer"], "publish")
    part.refresh_from_db()
    refused("limit the whole instead", move.restrict_document, part, cast["reviewer"], "dark", "why")
    assert move_with_parts(whole, cast["reviewer"], "restrict", access="restricted", reason="why") == 2
    part.refresh_from_db()
    assert (whole.access_level, part.access_level) == ("restricted", "restricted")
    assert move_with_parts(whole, cast["reviewer"], "restrict", access="dark", reason="why") == 2


def test_a_revision_that_is_taken_back_gives_readers_the_one_before(cast, first):
    first_published = first.published_at
    edited(first, cast, "Second words")
    assert "Second words" in read(first)[1]
    move.unpublish_document(first, cast["reviewer"], "it names a witness")
    shown(first)
    status, words = read(first)
    assert status == 200
    assert "First words" in words
    assert "Second words" not in words
    assert (first.state, first.title, first.published_by_id) == ("draft", "Second words", None)
    assert abs((first.published_at - first_published).total_seconds()) < 1
    before = str(PublishedDocument.objects.values().get(pk=first.identifier))
    rebuild_projection()
    assert str(PublishedDocument.objects.values().get(pk=first.identifier)) == before


def test_the_only_revision_is_not_taken_back(cast, first):
    refused("withdraw it instead", move.unpublish_document, first, cast["reviewer"], "why")


def test_a_revision_that_was_taken_back_never_comes_back_by_itself(cast, first):
    edited(first, cast, "Second words")
    move.unpublish_document(first, cast["reviewer"], "it names a witness")
    with revising(first, cast["cataloguer"]):
        first.title = "Third words"
        first.save()
    publish(first, cast)
    move.unpublish_document(first, cast["reviewer"], "that one too")
    assert json.loads(first.published_revision.snapshot)["title"] == "First words"


def test_what_was_withdrawn_is_not_gone_back_to(cast, first):
    move.withdraw_document(first, cast["reviewer"], "safety")
    move.restore_document(first, cast["reviewer"], "again")
    with revising(first, cast["cataloguer"]):
        first.title = "Second words"
        first.save()
    publish(first, cast)
    assert approval_before(first) is None
    refused("withdraw it instead", move.unpublish_document, first, cast["reviewer"], "why")


def test_the_revision_before_never_has_more_readers_than_the_one_taken_back(cast, first):
    edited(first, cast, "Second words")
    move.restrict_document(first, cast["reviewer"], "restricted", "a witness asked")
    move.unpublish_document(first, cast["reviewer"], "why")
    assert first.access_level == "restricted"
    assert read(shown(first))[0] == 404


def test_the_same_revision_published_twice_is_one(cast, first):
    move.reopen_document(first, cast["cataloguer"])
    publish(first, cast)
    assert approval_before(first) is None


@pytest.mark.parametrize(("missing", "says"), [
    ({"language": []}, "No language is given.$"), ({"genre": None}, "No genre is chosen.$"),
    ({"persons_at_risk": "not-assessed"}, "endanger a person.$"),
    ({"language": [], "genre": None, "persons_at_risk": "not-assessed"},
     "or dark: No language is given. No genre is chosen. Nobody has assessed"),
])
def test_what_is_required_is_asked_before_readers_of_any_level_have_it(cast, missing, says):
    document = make_document(cast["cataloguer"], **missing)
    move.submit_document(document, cast["cataloguer"])
    for level in ("public", "registered"):
        refused(says, move.publish_document, document, cast["reviewer"], level)
    move.publish_document(document, cast["reviewer"], "restricted")
    assert document.state == "published"


def test_who_submitted_takes_it_back_from_review_and_nobody_else_does(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    for other in ("outsider", "reviewer", "administrator"):
        with pytest.raises(PermissionDenied):
            move.recall_document(document, cast[other])
    move.recall_document(document, cast["cataloguer"])
    event = Event.objects.filter(object_id=document.identifier).last()
    assert (document.state, json.loads(event.detail)["transition"]) == ("draft", "recall")
    refused("draft cannot leave the review", move.recall_document, document, cast["cataloguer"])


def test_what_somebody_decided_meanwhile_is_not_taken_back_from_review(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    seen_before = Document.objects.get(pk=document.pk)
    move.publish_document(document, cast["reviewer"])
    refused("published cannot leave the review", move.recall_document, seen_before, cast["cataloguer"])


def test_a_digest_is_taken_back_with_the_parts_that_went_with_it(cast):
    whole = make_document(cast["cataloguer"], title="Whole")
    own, others = (make_document(cast["cataloguer"], title="Part", parent=whole, sequence=n) for n in (1, 2))
    move.submit_document(others, cast["reviewer"])
    move_with_parts(whole, cast["cataloguer"], "submit")
    assert move_with_parts(whole, cast["cataloguer"], "recall") == 2
    assert [Document.objects.get(pk=one.pk).state for one in (whole, own, others)] == ["draft", "draft", "in_review"]
