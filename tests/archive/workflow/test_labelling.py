"""While a round of blind labelling is open, its document goes neither to review nor to readers."""
import pytest

from archive.models import Document, Event
from archive.stance.rounds import close_round, open_round
from archive.workflow.parts import move_with_parts
from archive.workflow.refusal import TransitionRefused
from archive.workflow.transitions import publish_document, reopen_document, submit_document
from tests.base import make_curator, make_document, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def coders(cast):
    return [make_curator(name, "cataloguer") for name in ("anna", "bela")]


def refused(verb, *args):
    states, events = list(Document.objects.order_by("pk").values_list("state", "version")), Event.objects.count()
    with pytest.raises(TransitionRefused, match=r"round of blind labelling .*a reviewer closes it first") as refusal:
        verb(*args)
    assert list(Document.objects.order_by("pk").values_list("state", "version")) == states
    assert Event.objects.count() == events
    return str(refusal.value)


def test_a_document_is_not_submitted_before_its_round_is_closed(cast, coders):
    document = make_document(cast["cataloguer"])
    opened = open_round(document, coders, cast["reviewer"])
    assert f"{opened.opened_at:%Y-%m-%d}" in refused(submit_document, document, cast["cataloguer"])
    close_round(opened, cast["reviewer"], "Enough.")
    submit_document(document, cast["cataloguer"])
    assert document.state == "in_review"


def test_a_document_in_review_with_an_open_round_is_not_published(cast, coders):
    document = make_document(cast["cataloguer"])
    submit_document(document, cast["cataloguer"])
    document.labelling_rounds.create(opened_by=cast["reviewer"])
    refused(publish_document, document, cast["reviewer"])


def test_a_document_that_readers_have_keeps_its_published_revision_during_a_round(cast, coders):
    document = publish(make_document(cast["cataloguer"]), cast)
    reopen_document(document, cast["cataloguer"])
    open_round(document, coders, cast["reviewer"])
    refused(submit_document, document, cast["cataloguer"])
    assert document.published_revision


@pytest.mark.parametrize("depth", [1, 2])
def test_a_whole_waits_for_the_rounds_of_its_parts(cast, coders, depth):
    whole = part = make_document(cast["cataloguer"], title="Digest")
    for n in range(depth):
        part = make_document(cast["cataloguer"], title=f"Part {n}", parent=part, sequence=1)
    opened = open_round(part, coders, cast["reviewer"])
    assert str(part) in refused(submit_document, whole, cast["cataloguer"])
    refused(move_with_parts, whole, cast["cataloguer"], "submit")
    close_round(opened, cast["reviewer"], "Enough.")
    assert move_with_parts(whole, cast["cataloguer"], "submit") == depth + 1


def test_a_part_goes_on_while_its_whole_is_labelled(cast, coders):
    whole = make_document(cast["cataloguer"], title="Digest")
    part = make_document(cast["cataloguer"], title="Part", parent=whole, sequence=1)
    open_round(whole, coders, cast["reviewer"])
    submit_document(part, cast["cataloguer"])
    assert part.state == "in_review"
