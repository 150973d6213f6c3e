"""One file per concept; this room only gathers the names for Django."""
from archive.models.access import CollectionGrant, TakedownCase
from archive.models.agent import (
    Agent,
    AgentCharacterisation,
    AgentIdentifier,
    AgentName,
    AgentRelation,
    AgentType,
)
from archive.models.batch import BatchItem, IngestBatch
from archive.models.capture import Capture
from archive.models.capture_request import CaptureRequest
from archive.models.change_set import ChangedDocument, ChangeSet
from archive.models.claim import Claim, Quotation
from archive.models.collection import Collection
from archive.models.contribution import Contribution
from archive.models.curator import Curator
from archive.models.desk import Comment, Switch, UnsavedEntries
from archive.models.distinct import DistinctRecords
from archive.models.document import Document
from archive.models.labelling import BlindLabel, LabellingRound, Submission
from archive.models.original import Derivative, Holding, Original
from archive.models.provenance import Event, LedgerHead, Revision
from archive.models.relation import DocumentPlace, DocumentRelation
from archive.models.stance import Codebook, EvidenceSpan, StanceAnnotation, StanceTarget
from archive.models.text import TextVersion
from archive.models.upload import Announcement, Upload
from archive.models.vocabulary import Genre, Place, PlaceName, Subject, SubjectLabel
from archive.models.wording import LoadedWord

__all__ = [
    "Agent", "AgentCharacterisation", "AgentIdentifier", "AgentName", "AgentRelation", "AgentType",
    "Announcement", "BatchItem", "BlindLabel", "Capture", "CaptureRequest", "ChangeSet", "ChangedDocument", "Claim",
    "Codebook", "Collection", "CollectionGrant", "Comment", "Contribution", "Curator", "Derivative",
    "DistinctRecords", "Document", "DocumentPlace", "DocumentRelation", "Event", "EvidenceSpan", "Genre", "Holding",
    "IngestBatch", "LabellingRound", "LedgerHead", "LoadedWord", "Original", "Place", "PlaceName",
    "Quotation", "Revision", "StanceAnnotation", "StanceTarget", "Subject", "SubjectLabel",
    "Submission", "Switch", "TakedownCase", "TextVersion", "UnsavedEntries", "Upload",
]
