"""Coders label, correct their own labels and never decide about them; every act is a revision."""
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models import Claim, Codebook, Event, EvidenceSpan, Quotation, Revision, StanceAnnotation
from archive.provenance.revise import NotEditable, StaleRecord
from archive.provenance.verification import verify_ledger
from archive.stance import annotate
from archive.stance.anchor import AnchorError, Quote
from archive.workflow.transitions import publish_document, submit_document
from tests.archive.stance.texts import make_target, make_written_document, said
from tests.base import make_agent, make_codebook, make_document

pytestmark = pytest.mark.django_db

TEXT = "The wall fell. They say the wall fell by itself; we say “it was pushed”. 33,000 persons saw it."
PUSHED = Quote('"it was pushed"')


@pytest.fixture
def document(cast):
    make_codebook()
    return make_written_document(cast["cataloguer"], TEXT)


@pytest.fixture
def stance(cast, document):
    return annotate.annotate_stance(document, cast["cataloguer"], evidence=[PUSHED], **said())


VERBS = {
    "stance": lambda document, by: annotate.annotate_stance(document, by, evidence=[PUSHED], **said()),
    "claim": lambda document, by: annotate.annotate_claim(
        document, by, quote=Quote("33,000 persons"), value="33,000", subject="persons", claimant="narrator"),
    "quotation": lambda document, by: annotate.annotate_quotation(
        document, by, quote=PUSHED, speaker="we", mode="direct"),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["cataloguer", "reviewer", "administrator"])
def test_a_mark_is_one_revision_with_its_event(cast, document, verb, who):
    row = VERBS[verb](document, cast[who])
    assert row.evidence.exact in TEXT
    assert document.version == 2
    revision = Revision.objects.get(record_id=document.identifier, version=2)
    assert row.identifier in revision.snapshot
    assert revision.made_by == cast[who]
    assert Event.objects.order_by("sequence").last().agent == f"curator:{cast[who].identifier}"
    assert verify_ledger().is_good


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["outsider", "reader"])
def test_without_a_role_nobody_marks(cast, document, verb, who):
    with pytest.raises(PermissionDenied):
        VERBS[verb](document, cast[who])
    assert not (StanceAnnotation.objects.exists() or Claim.objects.exists() or Quotation.objects.exists())


@pytest.mark.parametrize("verb", VERBS)
def test_only_a_draft_is_marked(cast, document, verb):
    submit_document(document, cast["cataloguer"])
    with pytest.raises(NotEditable):
        VERBS[verb](document, cast["cataloguer"])
    assert not EvidenceSpan.objects.exists()


@pytest.mark.parametrize(("wrong", "field"), [
    ({"holder": ""}, "holder"), ({"holder_kind": ""}, "holder_kind"), ({"holder_kind": "press"}, "holder_kind"),
    ({"target": None}, "target"), ({"position": ""}, "position"), ({"position": "positive"}, "position"),
    ({"rationale": "x" * 501}, "rationale"), ({"confidence": "sure"}, "confidence"),
    ({"holder_kind": "agent"}, "__all__"), ({"neither_reason": "mixed"}, "__all__"),
    ({"evidence": []}, "__all__"), ({"evidence": [], "position": "neither", "neither_reason": "mixed"}, "__all__"),
])
def test_an_incomplete_label_is_refused_and_leaves_nothing(cast, document, wrong, field):
    with pytest.raises(ValidationError) as refusal:
        annotate.annotate_stance(document, cast["cataloguer"], **{"evidence": [PUSHED], **said(), **wrong})
    assert field in refusal.value.message_dict
    assert not StanceAnnotation.objects.exists()
    assert not EvidenceSpan.objects.exists()
    document.refresh_from_db()
    assert document.version == 1


def test_a_target_that_is_absent_needs_no_evidence(cast, document):
    stance = annotate.annotate_stance(
        document, cast["cataloguer"], **said(position="neither", neither_reason="target-absent"))
    assert stance.spans() == []


def test_several_passages_of_one_label_keep_the_order_of_the_text(cast, document):
    stance = annotate.annotate_stance(
        document, cast["cataloguer"], evidence=[Quote("33,000"), Quote("They say"), PUSHED], **said())
    assert [span.exact for span in stance.spans()] == ["They say", "“it was pushed”", "33,000"]


def test_the_same_passage_is_kept_once(cast, document, stance):
    annotate.annotate_stance(document, cast["reviewer"], evidence=[PUSHED], **said(position="against"))
    assert EvidenceSpan.objects.count() == 1
    assert StanceAnnotation.objects.count() == 2


def test_evidence_that_is_not_in_the_text_is_refused(cast, document):
    with pytest.raises(AnchorError, match="does not stand"):
        annotate.annotate_stance(document, cast["cataloguer"], evidence=[Quote("it rose")], **said())


def test_a_document_without_text_has_no_evidence(cast):
    make_codebook()
    with pytest.raises(AnchorError, match="has no text"):
        VERBS["stance"](make_document(cast["cataloguer"]), cast["cataloguer"])


def test_a_parts_evidence_stands_within_the_part(cast, document):
    text = document.text_version()
    part = make_document(cast["cataloguer"], parent=document, sequence=1, part_text=text, part_start=15, part_end=48)
    claim = annotate.annotate_claim(part, cast["cataloguer"], quote=Quote("wall fell"), value="one", subject="wall",
                                    claimant="they")
    assert (claim.evidence.start, claim.evidence.text_version) == (28, text)
    with pytest.raises(AnchorError, match="does not stand"):
        VERBS["stance"](part, cast["cataloguer"])


def test_without_a_codebook_there_are_no_labels(cast):
    document = make_written_document(cast["cataloguer"], TEXT)
    assert not Codebook.objects.exists()
    with pytest.raises(ValidationError, match="archive_load_vocabularies"):
        VERBS["stance"](document, cast["cataloguer"])


def test_a_label_names_its_coder_and_the_newest_codebook(cast, document):
    newest = Codebook.objects.create(version="1.1", text="Better rules.")
    stance = VERBS["stance"](document, cast["reviewer"])
    assert (stance.coder, stance.codebook, stance.status) == (cast["reviewer"], newest, "proposed")


def test_a_correction_supersedes_and_the_old_label_stays(cast, stance):
    corrected = annotate.correct_stance(stance, cast["cataloguer"], evidence=[PUSHED], **said(position="against"))
    stance.refresh_from_db()
    assert (stance.status, stance.position, stance.version) == ("superseded", "favor", 2)
    assert (corrected.supersedes, corrected.position, corrected.status) == (stance, "against", "proposed")
    assert list(StanceAnnotation.objects.current()) == [corrected]
    assert stance.document.version == 3


def test_nobody_corrects_the_label_of_another_coder(cast, stance):
    for who in ("reviewer", "administrator"):
        with pytest.raises(PermissionDenied, match="by its own coder"):
            annotate.correct_stance(stance, cast[who], evidence=[PUSHED], **said(position="against"))
    assert StanceAnnotation.objects.get().status == "proposed"


def test_a_correction_that_fails_leaves_the_old_label_as_it_was(cast, stance):
    with pytest.raises(AnchorError):
        annotate.correct_stance(stance, cast["cataloguer"], evidence=[Quote("it rose")], **said())
    assert (stance.status, stance.version) == ("proposed", 1)
    assert StanceAnnotation.objects.get().status == "proposed"
    annotate.correct_stance(stance, cast["cataloguer"], evidence=[PUSHED], **said())


def test_a_label_is_corrected_once(cast, stance):
    same = StanceAnnotation.objects.get(pk=stance.pk)
    annotate.correct_stance(stance, cast["cataloguer"], evidence=[PUSHED], **said())
    with pytest.raises((ValidationError, StaleRecord)):
        annotate.correct_stance(same, cast["cataloguer"], evidence=[PUSHED], **said())
    assert StanceAnnotation.objects.count() == 2


@pytest.mark.parametrize("status", ["accepted", "contested"])
def test_a_reviewer_decides_about_anothers_label(cast, stance, status):
    annotate.decide_stance(stance, cast["reviewer"], status)
    assert StanceAnnotation.objects.values_list("status", "version").get() == (status, 2)
    kept = Revision.objects.get(record_id=stance.document.identifier, version=3)
    assert f'"status":"{status}"' in kept.snapshot
    assert kept.reason == f"stance label {status}"


def test_a_label_is_decided_while_its_document_is_in_review_and_not_afterwards(cast, stance):
    document = stance.document
    submit_document(document, cast["cataloguer"])
    annotate.decide_stance(stance, cast["reviewer"], "accepted")
    document.refresh_from_db()
    publish_document(document, cast["reviewer"])
    assert '"status":"accepted"' in document.published_revision.snapshot
    with pytest.raises(NotEditable):
        annotate.decide_stance(StanceAnnotation.objects.get(), cast["reviewer"], "contested")
    assert StanceAnnotation.objects.get().status == "accepted"


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_nobody_decides_about_their_own_label(cast, document, who):
    stance = VERBS["stance"](document, cast[who])
    for status in ("accepted", "contested"):
        with pytest.raises(PermissionDenied, match="nobody decides about their own label"):
            annotate.decide_stance(stance, cast[who], status)
    assert StanceAnnotation.objects.get().status == "proposed"


@pytest.mark.parametrize("status", ["accepted", "contested", "superseded"])
def test_nobody_adds_a_label_that_is_decided_already(cast, stance, status):
    with pytest.raises(PermissionDenied, match="a new label is a proposal"):
        annotate.annotate_stance(stance.document, cast["reviewer"], evidence=[PUSHED], **said(status=status))
    with pytest.raises(PermissionDenied, match="a new label is a proposal"):
        annotate.correct_stance(stance, cast["cataloguer"], evidence=[PUSHED], **said(status=status))
    assert StanceAnnotation.objects.count() == 1


@pytest.mark.parametrize("who", ["cataloguer", "outsider", "reader"])
def test_only_reviewers_decide(cast, document, who):
    stance = VERBS["stance"](document, cast["reviewer"])
    with pytest.raises(PermissionDenied):
        annotate.decide_stance(stance, cast[who], "accepted")


@pytest.mark.parametrize("status", ["proposed", "superseded", "true", ""])
def test_what_is_no_decision_is_refused(cast, stance, status):
    with pytest.raises(ValidationError, match="is not a decision"):
        annotate.decide_stance(stance, cast["reviewer"], status)


def test_a_superseded_label_is_not_decided_any_more(cast, stance):
    opened = StanceAnnotation.objects.get(pk=stance.pk)
    annotate.correct_stance(stance, cast["cataloguer"], evidence=[PUSHED], **said())
    with pytest.raises(ValidationError, match="was corrected since"):
        annotate.decide_stance(stance, cast["reviewer"], "accepted")
    with pytest.raises(StaleRecord):
        annotate.decide_stance(opened, cast["reviewer"], "accepted")
    assert StanceAnnotation.objects.get(pk=stance.pk).status == "superseded"
    assert opened.document.version == 3, "a refused decision leaves no version"


def test_a_holder_may_be_an_agent(cast, document):
    agent = make_agent("The Paper")
    stance = annotate.annotate_stance(
        document, cast["cataloguer"], evidence=[PUSHED],
        **said(holder_kind="agent", holder="The Paper", holder_agent=agent, target=make_target("a proposition")))
    assert list(agent.stances_held.all()) == [stance]


def test_a_programs_label_is_never_written_as_accepted(cast):
    cast["cataloguer"].is_program = True
    with pytest.raises(ValidationError, match="a person has to accept it"):
        annotate.add_stance(make_document(cast["cataloguer"]), cast["cataloguer"], status="accepted", holder="narrator")


def test_a_program_decides_about_no_label_whatever_its_role(cast, stance):
    cast["administrator"].is_program = True
    with pytest.raises(PermissionDenied, match="by a person"):
        annotate.decide_stance(stance, cast["administrator"], "accepted")
    assert StanceAnnotation.objects.get().status == "proposed"
