"""The projection's tables, one file per concept; no foreign key leaves this app."""
from catalog.models.agent import PublishedAgent, PublishedAgentRelation
from catalog.models.change import Change, WriterLine
from catalog.models.codebook import PublishedCodebook
from catalog.models.collection import PublishedCollection
from catalog.models.contribution import PublishedContribution, PublishedMention
from catalog.models.document import PublishedDocument
from catalog.models.file import PublishedFile, PublishedThumbnail
from catalog.models.heading import PublishedHeading, PublishedUse
from catalog.models.name import PublishedName
from catalog.models.redirect import PublishedRedirect
from catalog.models.relation import PublishedRelation
from catalog.models.stance import PublishedStance
from catalog.models.tombstone import Tombstone

__all__ = [
    "Change", "PublishedAgent", "PublishedAgentRelation", "PublishedCodebook", "PublishedCollection",
    "PublishedContribution", "PublishedDocument", "PublishedFile", "PublishedHeading",
    "PublishedMention", "PublishedName", "PublishedRedirect", "PublishedRelation",
    "PublishedStance", "PublishedThumbnail", "PublishedUse", "Tombstone", "WriterLine",
]
