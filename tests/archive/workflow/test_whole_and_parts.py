"""Hiding a part hides something: its words never stay readable in a public whole."""
import datetime

import pytest
from django.core.exceptions import PermissionDenied

from archive.models import Document, Event
from archive.workflow import transitions as move
from archive.workflow.parts import move_with_parts
from tests.base import make_document

pytestmark = pytest.mark.django_db

FAR, FARTHER = datetime.date(2199, 1, 1), datetime.date(2199, 6, 1)
SHOWS = "“The whole” is public and shows these words"


@pytest.fixture
def whole(cast):
    """A digest with one part and a part of that part, all drafts."""
    whole = make_document(cast["cataloguer"], title="The whole")
    part = make_document(cast["cataloguer"], title="The part", parent=whole, sequence=1)
    make_document(cast["cataloguer"], title="The inner part", parent=part, sequence=1)
    return whole


def submit(cast, document):
    move_with_parts(document, cast["cataloguer"], "submit")
    return document


def make_public(cast, whole):
    move_with_parts(submit(cast, whole), cast["reviewer"], "publish")
    return whole


def named(title):
    return Document.objects.get(title=title)


def refused(says, verb, *arguments, **said):
    before = list(Document.objects.order_by("pk").values()), Event.objects.count()
    with pytest.raises(move.TransitionRefused, match=says):
        verb(*arguments, **said)
    assert (list(Document.objects.order_by("pk").values()), Event.objects.count()) == before


@pytest.mark.parametrize("title", ["The part", "The inner part"])
def test_a_part_is_not_put_under_embargo_while_its_whole_is_public(cast, whole, title):
    make_public(cast, whole)
    refused("is public and shows these words: set the embargo on the whole instead",
            move.embargo_document, named(title), cast["reviewer"], FAR, "a trial")


def test_a_part_is_not_hidden_longer_than_its_whole(cast, whole):
    make_public(cast, whole)
    move.embargo_document(whole, cast["reviewer"], FAR, "a trial")
    refused(SHOWS, move.embargo_document, named("The part"), cast["reviewer"], FARTHER, "a trial")
    move.embargo_document(named("The part"), cast["reviewer"], FAR, "a trial")
    assert named("The part").embargo_until == FAR


@pytest.mark.parametrize("said", [
    {"access": "registered"}, {"access": "dark"}, {"embargo_until": FAR, "embargo_reason": "a trial"},
])
def test_a_part_of_a_public_whole_is_not_published_less_openly(cast, whole, said):
    submit(cast, whole)
    part = named("The part")
    move.publish_document(whole, cast["reviewer"])
    refused(SHOWS, move.publish_document, part, cast["reviewer"], **said)
    move.publish_document(part, cast["reviewer"])


@pytest.mark.parametrize("reason", ["safety", "privacy", "legal", "rights"])
def test_a_part_is_not_withdrawn_to_protect_somebody_while_its_whole_is_public(cast, whole, reason):
    make_public(cast, whole)
    refused("withdraw the whole instead, or publish a redacted whole",
            move.withdraw_document, named("The part"), cast["reviewer"], reason)


def test_a_silent_withdrawal_of_a_part_needs_its_whole_too(cast, whole):
    make_public(cast, whole)
    refused(SHOWS, move.withdraw_document, named("The part"), cast["reviewer"], "error", is_silent=True)


@pytest.mark.parametrize("reason", ["error", "superseded", "other"])
def test_a_part_that_was_an_error_is_withdrawn_alone(cast, whole, reason):
    make_public(cast, whole)
    part = named("The part")
    move.withdraw_document(part, cast["reviewer"], reason)
    assert (part.state, named("The whole").state) == ("withdrawn", "published")


def test_a_reopened_whole_still_shows_its_parts_words(cast, whole):
    make_public(cast, whole)
    move.reopen_document(whole, cast["cataloguer"])
    refused(SHOWS, move.withdraw_document, named("The part"), cast["reviewer"], "safety")


def test_a_whole_is_withdrawn_with_its_parts_for_safety(cast, whole):
    make_public(cast, whole)
    assert move_with_parts(whole, cast["reviewer"], "withdraw", reason="safety", is_silent=True) == 3
    assert set(Document.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_below_a_whole_that_is_not_public_a_part_is_withdrawn_alone(cast, whole):
    move_with_parts(submit(cast, whole), cast["reviewer"], "publish", access="restricted")
    part = named("The part")
    move.withdraw_document(part, cast["reviewer"], "safety")
    assert part.state == "withdrawn"


def test_who_may_not_decide_about_a_part_learns_nothing_of_its_whole(cast, whole):
    make_public(cast, whole)
    for verb, said in ((move.embargo_document, (FAR, "x")), (move.withdraw_document, ("safety",)),
                       (move.lift_embargo, ())):
        with pytest.raises(PermissionDenied):
            verb(named("The part"), cast["cataloguer"], *said)


def test_a_part_decided_closed_keeps_its_whole_closed_whatever_was_proposed(cast, whole):
    move_with_parts(submit(cast, whole), cast["reviewer"], "publish", access="restricted")
    Document.objects.filter(pk=whole.pk).update(access_level="registered")
    move.reopen_document(whole, cast["cataloguer"])
    move.submit_document(whole, cast["cataloguer"])
    assert named("The part").proposed_access == "public"
    refused("for which restricted access is decided", move.publish_document, whole, cast["reviewer"], "public")


def test_the_innermost_part_decides_about_the_whole(cast, whole):
    Document.objects.filter(title="The inner part").update(proposed_access="dark")
    submit(cast, whole)
    refused("its part “The inner part”, for which dark access is proposed",
            move.publish_document, whole, cast["reviewer"])


def test_a_part_under_embargo_keeps_its_whole_hidden_as_long(cast, whole):
    Document.objects.filter(title="The part").update(embargo_until=FAR, embargo_reason="a trial")
    submit(cast, whole)
    reviewer = cast["reviewer"]
    refused("“The part”, which is under embargo until 2199-01-01", move.publish_document, whole, reviewer)
    refused("which is under embargo", move_with_parts, whole, reviewer, "publish", embargo_until=move.SHOW_NOW)
    move.publish_document(whole, reviewer, embargo_until=FARTHER, embargo_reason="a trial")
    refused("which is under embargo", move.lift_embargo, whole, reviewer)
    refused("which is under embargo", move.embargo_document, whole, reviewer, datetime.date(2100, 1, 1), "sooner")
    move.embargo_document(whole, reviewer, FAR, "as its part")


def test_an_embargo_that_is_over_hides_nothing(cast, whole):
    Document.objects.filter(title="The part").update(embargo_until=datetime.date(2001, 1, 1), embargo_reason="x")
    make_public(cast, whole)
    assert named("The part").access_level == "public"


def test_a_whole_is_not_public_again_while_a_part_stays_withdrawn_for_safety(cast, whole):
    make_public(cast, whole)
    move_with_parts(whole, cast["reviewer"], "withdraw", reason="safety")
    move.restore_document(whole, cast["reviewer"], "again")
    move.submit_document(whole, cast["cataloguer"])
    refused("its part “The part”, which was withdrawn", move.publish_document, whole, cast["reviewer"])
    move.publish_document(whole, cast["reviewer"], "restricted")


def test_a_public_whole_is_hidden_at_once_whatever_its_parts_are(cast, whole):
    make_public(cast, whole)
    Document.objects.filter(title="The part").update(embargo_until=FARTHER, embargo_reason="as it came")
    move.embargo_document(whole, cast["reviewer"], FAR, "a trial")
    assert whole.embargo_until == FAR


def test_no_reader_has_it_before_its_risk_was_assessed(cast):
    document = make_document(cast["cataloguer"], persons_at_risk="not-assessed")
    move.submit_document(document, cast["cataloguer"])
    refused("Nobody has assessed whether publishing could endanger a person",
            move.publish_document, document, cast["reviewer"])
    move.publish_document(document, cast["reviewer"], "restricted")
