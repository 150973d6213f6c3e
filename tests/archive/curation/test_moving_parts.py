"""A whole moves with its parts, all or none."""
import pytest
from django.core.exceptions import PermissionDenied

from archive.models import Document, Event
from archive.signals import document_published
from archive.workflow.parts import PartRefused, move_with_parts
from archive.workflow.transitions import TransitionRefused, publish_document, submit_document
from tests.base import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def digest(cast):
    whole = make_document(cast["cataloguer"], title="Digest")
    for number in (1, 2, 3):
        make_document(cast["cataloguer"], title=f"Part {number}", parent=whole, sequence=number)
    return whole


def states(whole):
    return [whole.state, *Document.objects.filter(parent=whole).order_by("sequence").values_list("state", flat=True)]


def test_a_digest_is_submitted_and_published_as_one(cast, digest):
    assert move_with_parts(digest, cast["cataloguer"], "submit") == 4
    assert move_with_parts(digest, cast["reviewer"], "publish", access="public") == 4
    assert states(digest) == ["published"] * 4


def test_one_part_that_may_not_move_stops_all_and_is_named(cast, digest):
    move_with_parts(digest, cast["cataloguer"], "submit")
    own = digest.parts.get(sequence=2)
    Document.objects.filter(pk=own.pk).update(submitted_by=cast["reviewer"])
    events = Event.objects.count()
    with pytest.raises(PartRefused, match=r"part 2 “Part 2” could not move.*ask another reviewer") as refusal:
        move_with_parts(digest, cast["reviewer"], "publish")
    assert refusal.value.part == own
    digest.refresh_from_db()
    assert states(digest) == ["in_review"] * 4
    assert Event.objects.count() == events


def test_a_part_that_is_still_a_draft_stops_the_publication(cast, digest):
    submit_document(digest, cast["cataloguer"])
    with pytest.raises(PartRefused, match="part 1"):
        move_with_parts(digest, cast["reviewer"], "publish")


def test_nothing_is_announced_when_a_part_refuses(cast, digest, django_capture_on_commit_callbacks):
    heard = []
    listener = lambda identifier, **kw: heard.append(identifier)
    submit_document(digest, cast["cataloguer"])
    document_published.connect(listener)
    try:
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(PartRefused):
            move_with_parts(digest, cast["reviewer"], "publish")
    finally:
        document_published.disconnect(listener)
    assert heard == []


def test_a_part_is_never_more_open_than_its_whole(cast, digest):
    Document.objects.filter(parent=digest, sequence=1).update(proposed_access="registered")
    move_with_parts(digest, cast["cataloguer"], "submit")
    move_with_parts(digest, cast["reviewer"], "publish", access="restricted")
    levels = list(digest.parts.order_by("sequence").values_list("access_level", flat=True))
    assert levels == ["restricted", "restricted", "restricted"]


def test_a_part_that_is_to_stay_closed_keeps_its_whole_closed(cast, digest):
    Document.objects.filter(parent=digest, sequence=1).update(proposed_access="dark")
    move_with_parts(digest, cast["cataloguer"], "submit")
    with pytest.raises(TransitionRefused, match="for which dark access is proposed"):
        move_with_parts(digest, cast["reviewer"], "publish", access="registered")
    assert states(digest) == ["in_review"] * 4


def test_parts_that_were_withdrawn_stay_withdrawn(cast, digest):
    part = digest.parts.get(sequence=3)
    Document.objects.filter(pk=part.pk).update(
        state="withdrawn", withdrawn_at="2026-01-01T00:00:00Z", withdrawal_reason="error")
    move_with_parts(digest, cast["cataloguer"], "submit")
    assert move_with_parts(digest, cast["reviewer"], "publish") == 3
    assert states(digest) == ["published", "published", "published", "withdrawn"]


def test_without_the_role_nothing_moves(cast, digest):
    with pytest.raises(PermissionDenied):
        move_with_parts(digest, cast["outsider"], "submit")
    assert states(digest) == ["draft"] * 4


def test_a_published_part_of_a_reopened_whole_is_left_alone(cast, digest):
    move_with_parts(digest, cast["cataloguer"], "submit")
    Document.objects.filter(pk=digest.pk).update(access_level="public")
    part = Document.objects.get(parent=digest, sequence=1)
    publish_document(part, cast["reviewer"])
    assert move_with_parts(digest, cast["reviewer"], "return", comment="again") == 3
    assert states(digest) == ["draft", "published", "draft", "draft"]
