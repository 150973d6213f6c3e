"""What extraction can say about a file: plain values, safe to hand to any other part."""

from dataclasses import dataclass, field
from typing import Literal

UNKNOWN_MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class Tool:
    """A program that produced a finding, for the provenance ledger."""

    name: str
    version: str


@dataclass(frozen=True)
class Failure:
    """Something that could not be read, and why, in words for a curator."""

    stage: str
    reason: str


@dataclass(frozen=True)
class ExtractedText:
    """One reading of the file's words.

    "main" is what a reader came for; "raw" is everything visible, boilerplate included.
    For plain text, "main" is the exact decoding: `data.decode(extraction.encoding)`.
    """

    kind: Literal["main", "raw"]
    text: str
    tool: str


@dataclass(frozen=True)
class EmbeddedMetadata:
    """What the file says about itself, as embedded; the date is never interpreted."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Thumbnail:
    """A re-encoded raster without EXIF, XMP or colour profile. Sizes in pixels; pages from 1."""

    data: bytes
    media_type: str
    width: int
    height: int
    page: int = 1


@dataclass(frozen=True)
class Extraction:
    """Everything that one file gave. `private_metadata` must never be published."""

    media_type: str = UNKNOWN_MEDIA_TYPE
    encoding: str | None = None
    texts: tuple[ExtractedText, ...] = ()
    metadata: EmbeddedMetadata = EmbeddedMetadata()
    private_metadata: dict = field(default_factory=dict)
    thumbnails: tuple[Thumbnail, ...] = ()
    pages: int | None = None
    failures: tuple[Failure, ...] = ()
    tools: tuple[Tool, ...] = ()

    def text(self, kind: str) -> str | None:
        """Return the text of this kind, or None where there is none."""
        return next((found.text for found in self.texts if found.kind == kind), None)
