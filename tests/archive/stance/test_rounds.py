"""A round of blind labelling: what is written in it stays its coder's until it is submitted, then it is a label."""
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models import BlindLabel, Event, EvidenceSpan, Revision, StanceAnnotation, Submission
from archive.provenance.revise import NotEditable, StaleRecord
from archive.provenance.verification import verify_ledger
from archive.stance.anchor import AnchorError, Quote
from archive.stance.annotate import annotate_stance, correct_stance, decide_stance
from archive.stance.blind import add_blind_label, blind_labels, change_blind_label, remove_blind_label, submit_labels
from archive.stance.rounds import (
    close_round,
    hidden_document_ids,
    hidden_labels,
    open_round,
    visible_stances,
    waited_for,
)
from archive.workflow.transitions import submit_document
from tests.archive.stance.texts import make_target, make_written_document, said
from tests.base import make_codebook, make_curator

pytestmark = pytest.mark.django_db

TEXT = "The wall fell. They say the wall fell by itself; we say “it was pushed”."
PUSHED = Quote('"it was pushed"')


@pytest.fixture
def coders(cast):
    return {name: make_curator(name, "cataloguer") for name in ("anna", "bela")}


@pytest.fixture
def document(cast):
    make_codebook()
    return make_written_document(cast["cataloguer"], TEXT)


@pytest.fixture
def opened(cast, coders, document):
    return open_round(document, coders.values(), cast["reviewer"])


def test_only_a_reviewer_opens_a_round(cast, coders, document):
    with pytest.raises(PermissionDenied):
        open_round(document, coders.values(), cast["cataloguer"])


def test_a_round_needs_two_different_coders_who_may_label(cast, coders, document):
    for few in ([], [coders["anna"]], [coders["anna"], coders["anna"]]):
        with pytest.raises(ValidationError, match="two coders"):
            open_round(document, few, cast["reviewer"])
    with pytest.raises(ValidationError, match="may not label"):
        open_round(document, [coders["anna"], cast["outsider"]], cast["reviewer"])
    assert not document.labelling_rounds.exists()


def test_a_document_has_one_open_round_and_is_a_draft(cast, coders, document, opened):
    with pytest.raises(ValidationError, match="open already"):
        open_round(document, coders.values(), cast["reviewer"])
    other = make_written_document(cast["cataloguer"], "Another text.")
    submit_document(other, cast["cataloguer"])
    with pytest.raises(NotEditable):
        open_round(other, coders.values(), cast["reviewer"])


def test_a_label_of_a_coder_goes_into_the_round_and_not_into_the_document(coders, document, opened):
    events = Event.objects.count()
    blind = annotate_stance(document, coders["anna"], evidence=[PUSHED], **said(rationale="CANARY"))
    assert isinstance(blind, BlindLabel)
    assert not StanceAnnotation.objects.exists()
    assert not EvidenceSpan.objects.exists()
    assert Revision.objects.get(record_id=document.identifier).version == 1
    change_blind_label(blind, coders["anna"], said(position="against"), [PUSHED])
    remove_blind_label(annotate_stance(document, coders["anna"], evidence=[PUSHED], **said()), coders["anna"])
    assert Event.objects.count() == events


def test_a_label_of_somebody_else_is_written_as_usual(cast, document, opened):
    assert isinstance(annotate_stance(document, cast["cataloguer"], evidence=[PUSHED], **said()), StanceAnnotation)


@pytest.mark.parametrize(("wrong", "error"), [
    ({"evidence": []}, ValidationError), ({"holder": ""}, ValidationError), ({"position": "glad"}, ValidationError),
    ({"evidence": [Quote("it rose")]}, AnchorError),
])
def test_a_blind_label_is_checked_like_any_other(coders, document, opened, wrong, error):
    with pytest.raises(error):
        annotate_stance(document, coders["anna"], **{"evidence": [PUSHED], **said(), **wrong})
    assert not BlindLabel.objects.exists()


def test_only_a_coder_of_the_round_labels_in_it(cast, opened):
    with pytest.raises(PermissionDenied, match="Only the coders"):
        add_blind_label(opened, cast["cataloguer"], said(), [PUSHED])


def test_submitting_makes_labels_in_one_revision_and_nothing_changes_after(coders, document, opened):
    codebook = make_codebook()
    annotate_stance(document, coders["anna"], evidence=[PUSHED, Quote("They say")], **said(rationale="Because."))
    annotate_stance(document, coders["anna"], evidence=[PUSHED], **said(target=make_target("the rain")))
    made = submit_labels(opened, coders["anna"])
    assert [span.exact for span in made[0].spans()] == ["They say", "“it was pushed”"]
    assert {(one.coder, one.codebook, one.status) for one in made} == {(coders["anna"], codebook, "proposed")}
    assert made[0].rationale == "Because."
    assert not BlindLabel.objects.exists()
    assert Revision.objects.filter(record_id=document.identifier).count() == 2
    assert verify_ledger().is_good
    with pytest.raises(ValidationError, match="have submitted"):
        annotate_stance(document, coders["anna"], evidence=[PUSHED], **said())
    with pytest.raises(ValidationError, match="have submitted"):
        correct_stance(made[0], coders["anna"], evidence=[PUSHED], **said(position="against"))
    with pytest.raises(ValidationError, match="have submitted"):
        submit_labels(opened, coders["anna"])


def test_who_has_not_submitted_sees_only_their_own_labels(cast, coders, document, opened):
    annotate_stance(document, coders["anna"], evidence=[PUSHED], **said())
    submit_labels(opened, coders["anna"])
    assert hidden_labels(coders["bela"], document)
    assert visible_stances(coders["bela"], document) == []
    assert list(hidden_document_ids(coders["bela"])) == [{"document": document.pk}]
    for who in (coders["anna"], cast["reviewer"], cast["cataloguer"]):
        assert not hidden_labels(who, document)
        assert len(visible_stances(who, document)) == 1
    submit_labels(opened, coders["bela"])
    assert not hidden_labels(coders["bela"], document)


def test_a_coder_who_is_a_reviewer_decides_nothing_before_they_submit(cast, coders, document):
    opened = open_round(document, [coders["anna"], cast["reviewer"]], cast["administrator"])
    annotate_stance(document, coders["anna"], evidence=[PUSHED], **said())
    stance = submit_labels(opened, coders["anna"])[0]
    with pytest.raises(PermissionDenied, match="submit yours first"):
        decide_stance(stance, cast["reviewer"], "accepted")


def test_a_blind_label_is_changed_and_removed_by_its_coder_alone(coders, document, opened):
    blind = annotate_stance(document, coders["anna"], evidence=[PUSHED], **said())
    for verb in (lambda: change_blind_label(blind, coders["bela"], said(), [PUSHED]),
                 lambda: remove_blind_label(blind, coders["bela"])):
        with pytest.raises(PermissionDenied):
            verb()
    stale = BlindLabel.objects.get()
    change_blind_label(blind, coders["anna"], said(position="against"), [Quote("They say")])
    with pytest.raises(StaleRecord):
        change_blind_label(stale, coders["anna"], said(), [PUSHED])
    kept = blind_labels(opened, coders["anna"])[0]
    assert (kept["position"], kept["quotes"][0].exact) == ("against", "They say")
    assert blind_labels(opened, coders["bela"]) == []
    remove_blind_label(blind, coders["anna"])
    assert not BlindLabel.objects.exists()


def test_a_round_ends_early_only_with_a_reason_and_what_was_not_submitted_stays_unseen(cast, coders, document, opened):
    annotate_stance(document, coders["bela"], evidence=[PUSHED], **said())
    submit_labels(opened, coders["anna"])
    with pytest.raises(PermissionDenied):
        close_round(opened, coders["anna"])
    with pytest.raises(ValidationError, match="Not everybody"):
        close_round(opened, cast["reviewer"])
    assert waited_for(opened) == [coders["bela"]]
    close_round(opened, cast["reviewer"], "Bela is ill.")
    told = Event.objects.last()
    assert (told.object_type, told.object_id) == ("labellinground", opened.identifier)
    assert coders["bela"].identifier in told.detail
    assert not StanceAnnotation.objects.exists()
    assert BlindLabel.objects.get().coder == coders["bela"]
    assert not hidden_labels(coders["bela"], document)
    with pytest.raises(ValidationError, match="closed"):
        submit_labels(opened, coders["bela"])


def test_a_round_in_which_all_have_submitted_is_closed_without_a_reason(cast, coders, opened):
    for coder in coders.values():
        submit_labels(opened, coder)
    assert Submission.objects.count() == 2
    assert close_round(opened, cast["reviewer"]).closed_at


def test_a_reviewer_who_still_labels_does_not_close_the_round(cast, coders, document):
    opened = open_round(document, [coders["anna"], cast["reviewer"]], cast["administrator"])
    with pytest.raises(PermissionDenied, match="Submit your own"):
        close_round(opened, cast["reviewer"], "Enough.")
