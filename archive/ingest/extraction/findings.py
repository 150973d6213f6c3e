"""What an extractor may yield: one small value per thing found, sent on at once.

Besides these, extractors yield ExtractedText, EmbeddedMetadata, Thumbnail, Failure and
Tool from `types`.
"""

import re
from dataclasses import dataclass, fields

from archive.ingest.extraction.types import (
    EmbeddedMetadata,
    ExtractedText,
    Failure,
    Thumbnail,
    Tool,
)

# RFC 6838, section 4.2, in lower case.
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")


@dataclass(frozen=True)
class MediaType:
    """The type of the file, found from its content."""

    value: str


@dataclass(frozen=True)
class Encoding:
    """A Python codec name that decodes the whole file to its text."""

    value: str


@dataclass(frozen=True)
class Pages:
    """How many pages the file has."""

    count: int


@dataclass(frozen=True)
class PrivateMetadata:
    """JSON-safe values that may name people or places, under one heading."""

    heading: str
    values: dict | list


Finding = MediaType | Encoding | Pages | PrivateMetadata | ExtractedText | EmbeddedMetadata | Thumbnail | Failure | Tool

KINDS = {cls.__name__: cls for cls in Finding.__args__}
BLOB_FIELDS = {ExtractedText: "text", Thumbnail: "data"}


def blank_to_none(value: str | None) -> str | None:
    """Return the value without surrounding white space; None for an empty one."""
    return (value or "").strip() or None


def metadata_or_nothing(metadata: EmbeddedMetadata):
    """Yield the metadata if it says anything at all."""
    if any(getattr(metadata, field.name) for field in fields(metadata)):
        yield metadata
