"""An embargo is set, kept, and lifted by a decision; each leaves its event and is announced."""
import datetime
import json

import pytest
from django.utils import timezone

from archive.models import Document, Event
from archive.signals import document_published
from archive.workflow import transitions as move
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db

FAR = datetime.date(2199, 1, 1)
NONE = (None, "", None)


@pytest.fixture
def proposed(cast):
    """A document in review that came with an embargo."""
    document = make_document(cast["cataloguer"], embargo_until=FAR, embargo_reason="asked for by the writer")
    move.submit_document(document, cast["cataloguer"])
    return document


def embargo_of(document):
    return Document.objects.values_list("embargo_until", "embargo_reason", "embargo_reviewer").get(pk=document.pk)


def test_a_publication_that_says_nothing_keeps_the_embargo(cast, proposed):
    move.publish_document(proposed, cast["reviewer"])
    assert embargo_of(proposed) == (FAR, "asked for by the writer", None)


def test_a_publication_that_shows_it_now_lifts_the_embargo(cast, proposed):
    move.publish_document(proposed, cast["reviewer"], embargo_until=move.SHOW_NOW)
    assert embargo_of(proposed) == NONE
    assert Document.objects.public().filter(pk=proposed.pk).exists()


def test_an_embargo_is_lifted_with_an_event_and_announced(cast, django_capture_on_commit_callbacks):
    document = publish(make_document(cast["cataloguer"]), cast)
    move.embargo_document(document, cast["reviewer"], FAR, "a trial")
    heard = []
    listener = lambda identifier, **kw: heard.append(identifier)
    document_published.connect(listener, weak=False)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            move.lift_embargo(document, cast["reviewer"])
    finally:
        document_published.disconnect(listener)
    assert heard == [document.identifier]
    assert embargo_of(document) == NONE
    detail = json.loads(Event.objects.last().detail)
    assert (detail["transition"], detail["until"]) == ("lift", "2199-01-01")


@pytest.mark.parametrize("days", [0, -1, -3650])
def test_an_embargo_that_would_hide_nothing_is_refused(cast, days):
    document = publish(make_document(cast["cataloguer"]), cast)
    day, events = timezone.now().date() + datetime.timedelta(days=days), Event.objects.count()
    with pytest.raises(move.TransitionRefused, match=f"{day} is today or past, .* choose a later day"):
        move.embargo_document(document, cast["reviewer"], day, "a trial")
    assert (embargo_of(document), Event.objects.count()) == (NONE, events)


def test_a_publication_with_an_embargo_that_would_hide_nothing_is_refused(cast, proposed):
    with pytest.raises(move.TransitionRefused, match="is today or past"):
        move.publish_document(proposed, cast["reviewer"], embargo_until=timezone.now().date(), embargo_reason="x")
    assert Document.objects.get(pk=proposed.pk).state == "in_review"
    assert embargo_of(proposed) == (FAR, "asked for by the writer", None)


def test_an_embargo_until_tomorrow_hides(cast):
    document = publish(make_document(cast["cataloguer"]), cast)
    move.embargo_document(document, cast["reviewer"], timezone.now().date() + datetime.timedelta(days=1), "a trial")
    assert not Document.objects.public().filter(pk=document.pk).exists()


def test_where_no_embargo_is_none_is_lifted(cast):
    document = publish(make_document(cast["cataloguer"]), cast)
    with pytest.raises(move.TransitionRefused, match="there is no embargo to lift"):
        move.lift_embargo(document, cast["reviewer"])
