"""What must not be in the archive cannot be put there, not even past every form.

Each row of WRONG changes one complete row so that exactly one constraint of the
database refuses it; a second table proves that no constraint was forgotten.
"""
import datetime

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Model

from archive.models import (
    Agent,
    AgentCharacterisation,
    AgentName,
    AgentRelation,
    Claim,
    Collection,
    CollectionGrant,
    Comment,
    Contribution,
    DistinctRecords,
    Document,
    DocumentRelation,
    EvidenceSpan,
    Holding,
    LedgerHead,
    LoadedWord,
    Quotation,
    Revision,
    StanceAnnotation,
    StanceTarget,
    Switch,
    TakedownCase,
    TextVersion,
    Upload,
)
from archive.models.batch import BatchItem, IngestBatch
from archive.models.original import Derivative
from archive.provenance.guards import drop_guards
from tests.archive.provenance.damage import execute
from tests.archive.stance.texts import make_target, make_written_document
from tests.base import make_agent, make_codebook

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2020, 8, 22, tzinfo=datetime.UTC)


@pytest.fixture
def complete(cast):
    """{model: fields of a complete row}, each of which saves."""
    agent, other = make_agent("The Paper"), make_agent("The Owner")
    document = make_written_document(cast["cataloguer"], "The wall fell. It was pushed.")
    text = document.text_version()
    span = EvidenceSpan.objects.create(text_version=text, start=4, end=13, exact="wall fell")
    batch = IngestBatch.objects.create(label="a batch", started_by=cast["cataloguer"])
    return {
        Agent: {"name": "The Website"},
        AgentName: {"agent": agent, "text": "Paper, The"},
        AgentRelation: {"agent": agent, "kind": "owner", "related": other, "certainty": "certain", "source": "p. 3"},
        AgentCharacterisation: {"agent": agent, "kind": "self", "statement": "We are free.", "speaker": "The Paper",
                                "citation": "its page “About”"},
        BatchItem: {"batch": batch, "name": "a.txt", "outcome": "refused", "reason": "empty"},
        Claim: {"document": document, "value": "one", "subject": "walls", "claimant": "narrator", "evidence": span},
        Contribution: {"document": document, "agent": agent, "role": "publisher", "as_printed": "THE PAPER"},
        Derivative: {"original": text.original, "sha256": "1" * 64, "size": 1, "media_type": "image/png", "width": 1,
                     "height": 1, "tool": "tests"},
        Document: {"title": "A title"},
        DocumentRelation: {"document": document, "kind": "source", "described": "a lost letter"},
        LedgerHead: {"pk": 1},
        Quotation: {"document": document, "speaker": "they", "mode": "direct", "evidence": span},
        StanceAnnotation: {"document": document, "holder_kind": "narrator", "holder": "narrator",
                           "target": make_target(), "position": "favor", "evidence": span,
                           "coder": cast["cataloguer"], "codebook": make_codebook()},
        StanceTarget: {"label": "the gate", "kind": "entity"},
        Comment: {"document": document, "text": "Which Tuesday?", "made_by": cast["cataloguer"]},
        CollectionGrant: {"curator": cast["outsider"], "collection": Collection.objects.create(code="c", title="C"),
                          "role": "reviewer", "given_by": cast["administrator"]},
        DistinctRecords: {"kind": "agent", "one": "a", "other": "b", "said_by": cast["cataloguer"]},
        LoadedWord: {"phrase": "so-called", "reason": "It doubts what it names."},
        Switch: {"name": "capture"},
        Upload: {"batch": batch, "name": "b.txt", "size": 5, "sent_by": cast["cataloguer"]},
        TakedownCase: {"document": document, "request": "Please remove it.", "ground": "privacy"},
        TextVersion: {"original": text.original, "kind": "main", "text": "wall", "sha256": "1" * 64, "length": 4,
                      "tool": "tests"},
        "agent": agent, "text": text, "by": cast["cataloguer"], "reviewer": cast["reviewer"], "document": document,
        "revision": Revision.objects.get(),
    }


# A value that is a function is given the rows of `complete`.
PART = {"parent": lambda c: c["document"], "sequence": 1}
RANGE = {**PART, "part_text": lambda c: c["text"], "part_start": 0, "part_end": 5}
PUBLISHED = {"state": "published", "published_by": lambda c: c["reviewer"], "published_at": NOW,
             "published_revision": lambda c: c["revision"], "submitted_by": lambda c: c["by"]}
DECIDED = {"decision": "refused", "decided_by": lambda c: c["reviewer"], "decided_at": NOW, "rationale": "because"}
WITHDRAWN = {"state": "withdrawn", "withdrawn_at": NOW, "withdrawal_reason": "privacy"}

WRONG = [
    (Agent, {"name": ""}, "agent_has_name"),
    (Agent, {"name": " \t\n"}, "agent_has_name"),
    (AgentName, {"text": "\u00a0"}, "agent_name_not_empty"),
    (AgentName, {"text": ""}, "agent_name_not_empty"),
    (AgentRelation, {"source": ""}, "agent_relation_has_source"),
    (AgentRelation, {"source": " "}, "agent_relation_has_source"),
    (AgentRelation, {"certainty": ""}, "agent_relation_has_certainty"),
    (AgentRelation, {"certainty": "sure"}, "agent_relation_has_certainty"),
    (AgentRelation, {"related": lambda c: c["agent"]}, "agent_relation_to_another"),
    (AgentCharacterisation, {"citation": ""}, "characterisation_has_citation"),
    (AgentCharacterisation, {"citation": "  "}, "characterisation_has_citation"),
    (AgentCharacterisation, {"statement": "\n"}, "characterisation_has_statement"),
    (AgentCharacterisation, {"statement": ""}, "characterisation_has_statement"),
    (AgentCharacterisation, {"speaker": ""}, "characterisation_has_speaker"),
    (AgentCharacterisation, {"kind": ""}, "characterisation_has_kind"),
    (AgentCharacterisation, {"kind": "rumour"}, "characterisation_has_kind"),
    (CollectionGrant, {"role": "owner"}, "grant_role_known"),
    (Comment, {"text": " "}, "comment_has_text"),
    (Comment, {"settled_at": NOW}, "comment_settled_by_someone"),
    (DistinctRecords, {"kind": "book"}, "distinct_kind_known"),
    (DistinctRecords, {"other": "A"}, "distinct_records_in_order"),
    (LoadedWord, {"phrase": " "}, "loaded_word_has_reason"),
    (LoadedWord, {"reason": ""}, "loaded_word_has_reason"),
    (Switch, {"name": "gravity"}, "switch_known"),
    (Upload, {"received": 6}, "upload_not_longer_than_announced"),
    (BatchItem, {"reason": ""}, "batch_refusal_has_reason"),
    (Claim, {"value": ""}, "claim_has_value_and_subject"),
    (Claim, {"subject": ""}, "claim_has_value_and_subject"),
    (Claim, {"claimant": ""}, "claim_has_claimant"),
    (Claim, {"subject": " "}, "claim_has_value_and_subject"),
    (Claim, {"comparator": "roughly"}, "claim_has_comparator"),
    (Contribution, {"role": "owner"}, "contribution_has_role"),
    (Contribution, {"basis": "guess"}, "contribution_has_basis"),
    (Contribution, {"certainty": "sure"}, "contribution_has_certainty"),
    (Contribution, {"as_printed": " "}, "contribution_printed_as"),
    (Contribution, {"as_printed": ""}, "contribution_printed_as"),
    (Derivative, {"width": 0}, "derivative_has_area"),
    (Document, {"title": ""}, "document_has_title"),
    (Document, {"state": "approved"}, "document_state_known"),
    (Document, {"access_level": "secret"}, "document_access_known"),
    (Document, {"title": " \n"}, "document_has_title"),
    (Document, {"proposed_access": "secret"}, "document_proposed_access_known"),
    (Document, {"persons_at_risk": "perhaps"}, "document_risk_known"),
    (Document, {"pk": 4711, "parent_id": 4711, "sequence": 1}, "document_not_own_part"),
    (Document, {**PUBLISHED, "published_by": None}, "document_published_by_someone"),
    (Document, {**PUBLISHED, "published_at": None}, "document_published_by_someone"),
    (Document, {**PUBLISHED, "published_revision": None}, "document_published_by_someone"),
    (Document, {**PUBLISHED, "submitted_by": lambda c: c["reviewer"]}, "document_four_eyes"),
    (Document, {"published_by": lambda c: c["by"], "submitted_by": lambda c: c["by"]}, "document_four_eyes"),
    (Document, {**WITHDRAWN, "withdrawal_reason": ""}, "document_withdrawn_for_a_reason"),
    (Document, {**WITHDRAWN, "withdrawn_at": None}, "document_withdrawn_for_a_reason"),
    (Document, {**RANGE, "part_end": 0}, "document_part_range"),
    (Document, {**RANGE, "part_start": 9}, "document_part_range"),
    (Document, {**RANGE, "part_end": None}, "document_part_range"),
    (Document, {**RANGE, "part_start": None}, "document_part_range"),
    (Document, {**RANGE, "part_text": None}, "document_part_range"),
    (Document, {**RANGE, "part_text": None, "part_start": None}, "document_part_range"),
    (Document, {**RANGE, "parent": None, "sequence": None}, "document_part_range"),
    (Document, {**PART, "sequence": None}, "document_part_has_sequence"),
    (Document, {**PART, "parent": None}, "document_part_has_sequence"),
    (DocumentRelation, {"described": ""}, "relation_to_one_thing"),
    (DocumentRelation, {"related": lambda c: make_written_document(c["by"], "x")}, "relation_to_one_thing"),
    (DocumentRelation, {"described": "", "related": lambda c: c["document"]}, "relation_to_another"),
    (LedgerHead, {"pk": 2}, "ledger_head_is_one"),
    (Quotation, {"speaker": ""}, "quotation_has_speaker"),
    (StanceAnnotation, {"holder": ""}, "stance_has_holder"),
    (StanceAnnotation, {"holder_kind": ""}, "stance_has_holder_kind"),
    (StanceAnnotation, {"holder_kind": "press"}, "stance_has_holder_kind"),
    (StanceAnnotation, {"holder_kind": "agent"}, "stance_holder_is_agent"),
    (StanceAnnotation, {"position": ""}, "stance_has_position"),
    (StanceAnnotation, {"position": "pro"}, "stance_has_position"),
    (StanceAnnotation, {"status": "true"}, "stance_has_status"),
    (StanceAnnotation, {"holder": " "}, "stance_has_holder"),
    (StanceAnnotation, {"position": "neither", "neither_reason": "dull"}, "stance_neither_reason_known"),
    (StanceAnnotation, {"explicitness": "plain"}, "stance_explicitness_known"),
    (StanceAnnotation, {"confidence": "sure"}, "stance_confidence_known"),
    (StanceAnnotation, {"evidence": None}, "stance_has_evidence"),
    (StanceAnnotation, {"evidence": None, "position": "neither"}, "stance_has_evidence"),
    (StanceAnnotation, {"evidence": None, "position": "neither", "neither_reason": "mixed"}, "stance_has_evidence"),
    (StanceAnnotation, {"neither_reason": "target-absent"}, "stance_reason_only_for_neither"),
    (StanceAnnotation, {"rationale": "x" * 501}, "stance_rationale_short|character varying"),
    (StanceTarget, {"label": ""}, "stance_target_has_label"),
    (StanceTarget, {"kind": "idea"}, "stance_target_has_kind"),
    (TakedownCase, {"request": ""}, "takedown_has_request"),
    (TakedownCase, {"ground": "wish"}, "takedown_ground_known"),
    (TakedownCase, {**DECIDED, "decision": "maybe"}, "takedown_decision_known"),
    (TakedownCase, {**DECIDED, "rationale": " "}, "takedown_decided_by_someone"),
    (TakedownCase, {**DECIDED, "decided_by": None}, "takedown_decided_by_someone"),
    (TakedownCase, {**DECIDED, "decided_at": None}, "takedown_decided_by_someone"),
    (TakedownCase, {**DECIDED, "rationale": ""}, "takedown_decided_by_someone"),
    (TextVersion, {"kind": "best"}, "text_version_has_kind"),
    (TextVersion, {"length": 5}, "text_version_length_in_code_points"),
]
# Complete rows that use what the wrong ones misuse.
RIGHT = [
    (Document, PUBLISHED), (Document, WITHDRAWN), (Document, PART), (Document, RANGE), (TakedownCase, DECIDED),
    (DocumentRelation, {"described": "", "related": lambda c: make_written_document(c["by"], "x")}),
    (StanceAnnotation, {"evidence": None, "position": "neither", "neither_reason": "target-absent"}),
    (StanceAnnotation, {"position": "neither", "neither_reason": "mixed"}),
    (StanceAnnotation, {"holder_kind": "agent", "holder_agent": lambda c: c["agent"]}),
    (StanceAnnotation, {"rationale": "🕊" * 500}),
    (Contribution, {"as_printed": "", "basis": "inferred"}), (BatchItem, {"outcome": "created", "reason": ""}),
]
MISSING = [
    (StanceAnnotation, "document"), (StanceAnnotation, "target"), (StanceAnnotation, "coder"),
    (StanceAnnotation, "codebook"), (Claim, "evidence"), (Claim, "document"), (Quotation, "evidence"),
    (AgentCharacterisation, "agent"), (AgentRelation, "related"), (Contribution, "agent"), (TextVersion, "original"),
]
TWICE = [Agent, AgentName, AgentRelation, BatchItem, Contribution, Derivative, StanceTarget, TextVersion]


def row(complete, model, changes=()):
    fields = {**complete.get(model, {}), **dict(changes)}
    return model(**{name: value(complete) if callable(value) and not isinstance(value, Model) else value
                    for name, value in fields.items()})


@pytest.mark.parametrize(("model", "changes", "constraint"), WRONG, ids=lambda value: getattr(value, "__name__", None))
def test_the_database_refuses(complete, model, changes, constraint):
    wrong = row(complete, model, changes)
    for save in (wrong.save_base, lambda: model.objects.bulk_create([wrong])):
        with pytest.raises((IntegrityError, DataError), match=constraint), transaction.atomic():
            save()


TAKEN = sorted({model for model, _changes, _name in WRONG} - {LedgerHead}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", TAKEN)
def test_the_complete_row_itself_is_taken(complete, model):
    row(complete, model).save()


@pytest.mark.parametrize(("model", "changes"), RIGHT)
def test_what_is_allowed_is_taken(complete, model, changes):
    row(complete, model, changes).save()


@pytest.mark.parametrize(("model", "field"), MISSING)
def test_what_a_row_is_about_cannot_be_missing(complete, model, field):
    with pytest.raises(IntegrityError, match=r"(?i)not.null"), transaction.atomic():
        model.objects.bulk_create([row(complete, model, {field: None})])


@pytest.mark.parametrize("model", TWICE)
def test_the_same_row_is_not_kept_twice(complete, model):
    row(complete, model).save()
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        row(complete, model).save()


def test_two_parts_cannot_have_one_place_in_the_whole(complete):
    row(complete, Document, PART).save()
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        row(complete, Document, PART).save()


def test_one_file_of_a_document_has_each_place(complete):
    original = make_written_document(complete["by"], "Another text").holdings.get().original
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Holding.objects.create(document=complete["document"], original=original, filename="b", sequence=1)


def test_raw_sql_cannot_take_the_evidence_away(complete):
    stance = row(complete, StanceAnnotation)
    stance.save()
    for change in ("evidence_id = NULL", "holder = ''", "target_id = NULL", "position = 'true'"):
        with pytest.raises(IntegrityError), transaction.atomic():
            execute(f"UPDATE archive_stanceannotation SET {change} WHERE id = %s", stance.pk)


def test_evidence_in_use_cannot_be_deleted_by_raw_sql(complete):
    stance = row(complete, StanceAnnotation)
    stance.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        execute("DELETE FROM archive_evidencespan WHERE id = %s", stance.evidence_id)
        connection.check_constraints()


def test_no_check_of_the_database_is_left_unproven():
    here = {constraint.name for model in apps.get_app_config("archive").get_models()
            for constraint in model._meta.constraints if isinstance(constraint, CheckConstraint)}
    proven = {name for _model, _changes, names in WRONG for name in names.split("|")}
    assert here - proven == {"evidence_span_not_empty"}, "proven below, without the trigger that comes first"


def test_a_span_without_a_character_is_refused_even_without_its_trigger(complete):
    drop_guards(connection)
    with pytest.raises(IntegrityError, match="evidence_span_not_empty"), transaction.atomic():
        EvidenceSpan.objects.create(text_version=complete["text"], start=5, end=5, exact="")
