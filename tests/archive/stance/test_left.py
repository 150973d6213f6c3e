"""What was not submitted when a round was closed stays its coder's: taken over, or discarded, by nobody else."""
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.authorities.kinds import KINDS
from archive.authorities.merge import merge_records
from archive.models import BlindLabel, Event, Revision, StanceAnnotation
from archive.provenance.revise import NotEditable
from archive.provenance.verification import verify_ledger
from archive.stance.anchor import Quote
from archive.stance.annotate import annotate_stance
from archive.stance.blind import blind_labels, submit_labels
from archive.stance.left import discard, left_labels, take_over
from archive.stance.rounds import close_round, open_round
from archive.workflow.transitions import submit_document
from tests.archive.stance.texts import make_target, make_written_document, said
from tests.base import make_agent, make_codebook, make_curator

pytestmark = pytest.mark.django_db

QUOTE = Quote("The wall fell.")


@pytest.fixture
def coders(cast):
    return [make_curator(name, "cataloguer") for name in ("anna", "bela")]


@pytest.fixture
def document(cast):
    make_codebook()
    return make_written_document(cast["cataloguer"], "The wall fell. It rained.")


@pytest.fixture
def opened(cast, coders, document):
    return open_round(document, coders, cast["reviewer"])


@pytest.fixture
def left(cast, coders, document, opened):
    """Two labels of Anna, who had not submitted when the round was closed."""
    labels = [annotate_stance(document, coders[0], evidence=[QUOTE], **said(rationale="Because.")),
              annotate_stance(document, coders[0], evidence=[QUOTE], **said(target=make_target("the rain")))]
    close_round(opened, cast["reviewer"], "Anna left.")
    return labels


def test_labels_are_taken_over_as_proposals_in_one_revision(coders, document, left):
    before = Revision.objects.count()
    made = take_over(left[:1], document, coders[0])
    assert [(one.coder, one.status, one.rationale, one.evidence.exact) for one in made] == [
        (coders[0], "proposed", "Because.", "The wall fell.")]
    assert list(left_labels(coders[0], document)) == [left[1]]
    assert Revision.objects.count() == before + 1
    assert verify_ledger().is_good


def test_labels_are_discarded_and_no_event_tells_of_them(coders, document, left):
    events = Event.objects.count()
    assert discard(left, document, coders[0]) == 2
    assert not BlindLabel.objects.exists()
    assert not StanceAnnotation.objects.exists()
    assert Event.objects.count() == events


@pytest.mark.parametrize("verb", [take_over, discard])
def test_nobody_else_takes_over_or_discards_them(cast, coders, document, left, verb):
    for who in (coders[1], cast["reviewer"], cast["administrator"]):
        assert not left_labels(who, document).exists()
        with pytest.raises(PermissionDenied):
            verb(left, document, who)
    assert BlindLabel.objects.count() == 2


@pytest.mark.parametrize("verb", [take_over, discard])
def test_what_is_gone_or_not_chosen_is_said(coders, document, left, verb):
    with pytest.raises(ValidationError, match="Choose at least one"):
        verb([], document, coders[0])
    discard(left[:1], document, coders[0])
    with pytest.raises(ValidationError, match="since"):
        verb([left[1], BlindLabel(pk=0, coder=coders[0])], document, coders[0])
    assert BlindLabel.objects.get() == left[1]


def test_nothing_is_taken_over_from_an_open_round_or_during_the_next(cast, coders, document, opened):
    label = annotate_stance(document, coders[0], evidence=[QUOTE], **said())
    with pytest.raises(ValidationError):
        take_over([label], document, coders[0])
    close_round(opened, cast["reviewer"], "Enough.")
    open_round(document, coders, cast["reviewer"])
    with pytest.raises(ValidationError, match="Another round"):
        take_over([label], document, coders[0])
    assert not StanceAnnotation.objects.exists()


def test_nothing_is_taken_over_into_a_document_in_review(cast, coders, document, left):
    submit_document(document, cast["cataloguer"])
    with pytest.raises(NotEditable):
        take_over(left, document, coders[0])
    assert BlindLabel.objects.count() == 2


def test_agents_that_are_merged_during_a_round_lose_no_label(cast, coders, document, opened):
    primary, other = make_agent("Ebrahim Raisi", kind="person"), make_agent("Ebrahim Raisie", kind="person")
    annotate_stance(document, coders[0], evidence=[QUOTE], **said(holder="Raisie", holder_agent=other))
    merge_records(KINDS["agents"], primary, other, cast["reviewer"])
    assert blind_labels(opened, coders[0])[0]["holder_agent"] == primary
    third = make_agent("Seyyed Ebrahim Raisi", kind="person")
    merge_records(KINDS["agents"], third, primary, cast["reviewer"])
    made = submit_labels(opened, coders[0])
    assert [(one.holder, one.holder_agent) for one in made] == [("Raisie", third)]
