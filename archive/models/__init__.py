"""One file per concept; this room only gathers the names for Django."""
from archive.models.access import TakedownCase
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
from archive.models.claim import Claim, Quotation
from archive.models.collection import Collection
from archive.models.contribution import Contribution
from archive.models.curator import Curator
from archive.models.document import Document
from archive.models.original import Derivative, Holding, Original
from archive.models.provenance import Event, LedgerHead, Revision
from archive.models.relation import DocumentPlace, DocumentRelation
from archive.models.stance import Codebook, EvidenceSpan, StanceAnnotation, StanceTarget
from archive.models.text import TextVersion
from archive.models.vocabulary import Genre, Place, PlaceName, Subject, SubjectLabel

__all__ = [
    "Agent", "AgentCharacterisation", "AgentIdentifier", "AgentName", "AgentRelation",
    "AgentType", "BatchItem", "Capture", "Claim", "Codebook", "Collection", "Contribution",
    "Curator", "Derivative", "Document", "DocumentPlace", "DocumentRelation", "Event",
    "EvidenceSpan", "Genre", "Holding", "IngestBatch", "LedgerHead", "Original", "Place",
    "PlaceName", "Quotation", "Revision", "StanceAnnotation", "StanceTarget", "Subject",
    "SubjectLabel", "TakedownCase", "TextVersion",
]
