"""Every field that a curator fills says what belongs into it."""
from django.apps import apps
from django.db import models

# Why a field needs no words of its own, and which these are.
WRITTEN_BY_THE_PROGRAM = {
    "Announcement", "BatchItem", "BlindLabel", "CaptureRequest", "ChangeSet", "ChangedDocument", "Derivative",
    "DistinctRecords", "Event", "EvidenceSpan",
    "Holding", "IngestBatch", "LabellingRound", "LedgerHead", "Original", "Revision", "Submission", "Switch",
    "TextVersion", "UnsavedEntries", "Upload",
}
THE_RECORD_ON_WHOSE_PAGE_IT_STANDS = {
    "AgentCharacterisation.agent", "AgentIdentifier.agent", "AgentName.agent", "AgentRelation.agent",
    "AgentType.agent", "Capture.document", "Claim.document", "Contribution.document", "DocumentPlace.document",
    "DocumentRelation.document", "PlaceName.place", "Quotation.document", "StanceAnnotation.document",
    "SubjectLabel.subject", "TakedownCase.document", "CollectionGrant.curator", "Comment.document",
}
SET_BY_A_VERB = {
    "Claim.evidence", "Document.embargo_reason", "Document.parent", "Document.part_text", "Quotation.evidence",
    "StanceAnnotation.codebook", "StanceAnnotation.coder", "StanceAnnotation.evidence", "StanceAnnotation.status",
    "StanceAnnotation.supersedes", "TakedownCase.decided_by", "Comment.made_by", "Comment.settled_by",
}
WORDED_BY_DJANGO = {"Curator.password", "Curator.first_name", "Curator.last_name", "Curator.email"}
SILENT = THE_RECORD_ON_WHOSE_PAGE_IT_STANDS | SET_BY_A_VERB | WORDED_BY_DJANGO


def without_words():
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("archive").get_models() if model.__name__ not in WRITTEN_BY_THE_PROGRAM
        for field in model._meta.get_fields()
        if isinstance(field, (models.CharField, models.TextField, models.ForeignKey))
        and field.editable and not field.help_text
    }


def test_every_field_that_a_curator_fills_says_what_belongs_into_it():
    assert without_words() - SILENT == set()


def test_no_exception_is_left_over():
    assert SILENT - without_words() == set()
