"""A document moves only as the policy says, and every move leaves its event."""
import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from archive.models import Document, Event
from archive.signals import document_published, document_withdrawn
from archive.workflow import transitions as move
from archive.workflow.states import TRANSITIONS
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db


def test_a_document_walks_from_draft_to_published_to_withdrawn(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    assert document.state == "in_review"
    move.publish_document(document, cast["reviewer"])
    assert document.state == "published"
    assert document.access_level == "public"
    assert document.published_revision.version == document.version
    move.withdraw_document(document, cast["reviewer"], "rights", "at the owner's request")
    assert document.state == "withdrawn"
    names = [event.detail for event in Event.objects.filter(object_id=document.identifier)]
    assert [name for name in ("submit", "publish", "withdraw") if any(f'"{name}"' in d for d in names)] == [
        "submit", "publish", "withdraw"]


def test_nobody_approves_what_they_submitted(cast):
    document = make_document(cast["administrator"])
    move.submit_document(document, cast["administrator"])
    with pytest.raises(PermissionDenied, match="ask another reviewer"):
        move.publish_document(document, cast["administrator"])
    document.refresh_from_db()
    assert document.state == "in_review"


def test_the_database_itself_refuses_one_pair_of_eyes(cast):
    document = make_document(cast["cataloguer"])
    publish(document, cast)
    document.published_by = document.submitted_by
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        document.save()


@pytest.mark.parametrize("who", ["outsider", "cataloguer"])
def test_without_the_role_nobody_publishes(cast, who):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    with pytest.raises(PermissionDenied):
        move.publish_document(document, cast[who])


def test_outsider_cannot_submit(cast):
    with pytest.raises(PermissionDenied):
        move.submit_document(make_document(cast["cataloguer"]), cast["outsider"])


def test_every_move_from_a_wrong_state_is_refused_and_leaves_no_event(cast):
    verbs = {
        "submit": lambda d: move.submit_document(d, cast["cataloguer"]),
        "recall": lambda d: move.recall_document(d, cast["cataloguer"]),
        "return": lambda d: move.return_document(d, cast["reviewer"], "mend"),
        "publish": lambda d: move.publish_document(d, cast["reviewer"]),
        "embargo": lambda d: move.embargo_document(d, cast["reviewer"], datetime.date(2199, 1, 1), "why"),
        "lift": lambda d: move.lift_embargo(d, cast["reviewer"]),
        "restrict": lambda d: move.restrict_document(d, cast["reviewer"], "dark", "a request"),
        "unpublish": lambda d: move.unpublish_document(d, cast["reviewer"], "wrong"),
        "reopen": lambda d: move.reopen_document(d, cast["cataloguer"]),
        "withdraw": lambda d: move.withdraw_document(d, cast["reviewer"], "error"),
        "restore": lambda d: move.restore_document(d, cast["reviewer"], "again"),
    }
    assert set(verbs) == set(TRANSITIONS)
    document = make_document(cast["cataloguer"])
    events = Event.objects.count()
    for name, verb in verbs.items():
        if "draft" not in TRANSITIONS[name].sources:
            with pytest.raises(move.TransitionRefused, match="draft cannot"):
                verb(document)
    assert Event.objects.count() == events


def test_a_return_needs_a_comment(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    with pytest.raises(move.TransitionRefused, match="say the comment"):
        move.return_document(document, cast["reviewer"], "")
    move.return_document(document, cast["reviewer"], "name the publisher")
    assert (document.state, document.review_comment) == ("draft", "name the publisher")


def test_the_slower_of_two_reviewers_is_told_so(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    same = Document.objects.get(pk=document.pk)
    move.publish_document(document, cast["reviewer"])
    with pytest.raises(move.TransitionRefused, match="published cannot return"):
        move.return_document(same, cast["reviewer"], "wait")


def test_a_decision_about_an_older_version_is_refused(cast):
    document = make_document(cast["cataloguer"])
    seen = Document.objects.get(pk=document.pk)
    document.version = 7
    document.save()
    with pytest.raises(move.TransitionRefused, match="look at it again"):
        move.submit_document(seen, cast["cataloguer"])


def test_a_reopened_document_keeps_its_published_revision(cast):
    document = publish(make_document(cast["cataloguer"]), cast)
    move.reopen_document(document, cast["cataloguer"])
    assert document.state == "draft"
    assert Document.objects.published().filter(pk=document.pk).exists()


def test_a_part_is_never_more_open_than_its_whole(cast):
    whole = make_document(cast["cataloguer"])
    part = make_document(cast["cataloguer"], parent=whole, sequence=1)
    move.submit_document(part, cast["cataloguer"])
    with pytest.raises(move.TransitionRefused, match="never more open"):
        move.publish_document(part, cast["reviewer"], "public")


def test_publishing_under_embargo_never_shows_the_document_in_between(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    with pytest.raises(move.TransitionRefused, match="say until when, and why"):
        move.publish_document(document, cast["reviewer"], embargo_until=datetime.date(2199, 1, 1))
    move.publish_document(document, cast["reviewer"], embargo_until=datetime.date(2199, 1, 1), embargo_reason="safety")
    assert document.state == "published"
    assert not Document.objects.public().filter(pk=document.pk).exists()
    assert Document.objects.public(today=datetime.date(2199, 1, 1)).filter(pk=document.pk).exists()


def test_the_change_is_announced_after_commit_only(cast, django_capture_on_commit_callbacks):
    heard = []
    listeners = {
        document_published: lambda identifier, **kw: heard.append(("published", identifier)),
        document_withdrawn: lambda identifier, **kw: heard.append(("withdrawn", identifier)),
    }
    for signal, listener in listeners.items():
        signal.connect(listener, weak=False)
    try:
        document = make_document(cast["cataloguer"])
        with django_capture_on_commit_callbacks(execute=True):
            publish(document, cast)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            move.withdraw_document(document, cast["reviewer"], "error")
        assert heard == [("published", document.identifier), ("withdrawn", document.identifier)]
    finally:
        for signal, listener in listeners.items():
            signal.disconnect(listener)


def test_a_refusal_says_states_as_people_do(cast):
    document = make_document(cast["cataloguer"])
    move.submit_document(document, cast["cataloguer"])
    with pytest.raises(move.TransitionRefused, match="that is in review cannot submit: it would have to be draft"):
        move.submit_document(document, cast["cataloguer"])
