"""A comment stays open until somebody settles it; it changes no document and its words stay out of the ledger."""
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.discussion.comment import comment_on, comments_of, reopen_comment, settle_comment
from archive.models import Comment, Document, Event, Revision
from archive.provenance.revise import StaleRecord
from archive.workflow.refusal import TransitionRefused
from archive.workflow.transitions import return_document, submit_document
from tests.base import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(cast):
    return make_document(cast["cataloguer"])


def test_a_comment_is_left_settled_and_opened_again(cast, document):
    revisions, version = Revision.objects.count(), document.version
    made = comment_on(document, cast["reviewer"], "  Which of the two dates?  ", "issued")
    assert (made.text, made.field, made.settled_at) == ("Which of the two dates?", "issued", None)
    settle_comment(made, cast["cataloguer"])
    assert Comment.objects.get().settled_by == cast["cataloguer"]
    reopen_comment(made, cast["reviewer"])
    assert Comment.objects.get().settled_by is None
    document.refresh_from_db()
    assert (Revision.objects.count(), document.version) == (revisions, version)
    assert [one.pk for one in comments_of(document)] == [made.pk]


def test_the_ledger_tells_of_a_comment_without_its_words_and_not_as_an_event_of_the_document(cast, document):
    before = Event.objects.filter(object_id=document.identifier).count()
    made = comment_on(document, cast["reviewer"], "Canary words about a witness")
    event = Event.objects.last()
    assert (event.object_type, event.object_id) == ("comment", made.identifier)
    assert "Canary" not in event.detail
    assert document.identifier in event.detail
    assert Event.objects.filter(object_id=document.identifier).count() == before


@pytest.mark.parametrize(("text", "field"), [("", ""), (" \n ", ""), ("\u200b", ""), ("x" * 4001, ""),
                                             ("x", "password"), ("x", "state"), ("x", "published_by")])
def test_a_comment_that_says_nothing_or_is_about_no_field_is_refused(cast, document, text, field):
    before = Event.objects.count()
    with pytest.raises(ValidationError):
        comment_on(document, cast["reviewer"], text, field)
    assert (Comment.objects.count(), Event.objects.count()) == (0, before)


def test_of_two_who_settle_at_once_the_slower_is_told(cast, document):
    made = comment_on(document, cast["reviewer"], "?")
    same = Comment.objects.get(pk=made.pk)
    settle_comment(made, cast["cataloguer"])
    with pytest.raises(StaleRecord):
        settle_comment(same, cast["reviewer"])
    assert Comment.objects.get().settled_by == cast["cataloguer"]


@pytest.mark.parametrize("turns", [[settle_comment], [settle_comment, reopen_comment]])
def test_what_was_done_stays_with_who_did_it(cast, document, turns):
    made = comment_on(document, cast["reviewer"], "?")
    for turn in turns:
        turn(made, cast["cataloguer"])
    before = Event.objects.count()
    with pytest.raises(StaleRecord):
        turns[-1](Comment.objects.get(pk=made.pk), cast["reviewer"])
    assert Event.objects.count() == before
    assert Comment.objects.get().settled_by == (cast["cataloguer"] if len(turns) == 1 else None)


def test_a_return_without_a_visible_word_moves_nothing(cast, document):
    submit_document(document, cast["cataloguer"])
    with pytest.raises(TransitionRefused):
        return_document(document, cast["reviewer"], "\u200b")
    assert Document.objects.get(pk=document.pk).state == "in_review"


def test_what_a_reviewer_returns_with_stays_as_an_open_comment(cast, document):
    submit_document(document, cast["cataloguer"])
    return_document(document, cast["reviewer"], "Name the publisher")
    made = Comment.objects.get()
    assert (made.text, made.made_by, made.settled_at) == ("Name the publisher", cast["reviewer"], None)


def test_without_a_role_nobody_comments(cast, document):
    with pytest.raises(PermissionDenied):
        comment_on(document, cast["outsider"], "hello")
