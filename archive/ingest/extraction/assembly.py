"""Builds an Extraction from what a child wrote, believing none of it unchecked."""

import json
import re
import signal
import types
import typing
from dataclasses import fields, replace

from archive.ingest.extraction.findings import (
    BLOB_FIELDS,
    KINDS,
    MEDIA_TYPE,
    Encoding,
    MediaType,
    Pages,
    PrivateMetadata,
)
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.types import (
    EmbeddedMetadata,
    ExtractedText,
    Extraction,
    Failure,
    Thumbnail,
    Tool,
)
from archive.ingest.extraction.wire import CutOff, WireError, decode_frames

MAX_FINDINGS = 200
MAX_DEPTH = 8
THUMBNAIL_SIGNATURES = {"image/webp": b"RIFF", "image/jpeg": b"\xff\xd8\xff"}
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
CRASHES = {
    signal.SIGXCPU: "needed more processor time than is allowed",
    signal.SIGKILL: "was stopped because it exceeded a limit",
    signal.SIGXFSZ: "tried to write a file",
}


def failed(stage: str, reason: str) -> Extraction:
    """Return an Extraction that holds nothing but a reason."""
    return Extraction(failures=(Failure(stage, reason),))


def assemble(data: bytes, is_too_much: bool, ending: dict, limits: Limits) -> Extraction:
    """Return what one child found, with a Failure for anything wrong with it or its ending."""
    ended_badly = "The parser returned too much." if is_too_much else _explain(ending, limits)
    extraction = Extraction()
    try:
        for count, (header, blob) in enumerate(decode_frames(data)):
            if count >= MAX_FINDINGS:
                raise WireError("there are too many findings")
            extraction = _add(extraction, _checked(header, blob, limits))
    except WireError as error:
        if not (ended_badly and isinstance(error, CutOff)):
            reason = f"The parser returned something unintelligible: {error}."
            extraction = _add(extraction, Failure("extraction", reason))
    return _add(extraction, Failure("extraction", ended_badly)) if ended_badly else extraction


def _add(extraction: Extraction, finding) -> Extraction:
    """Return the Extraction with one finding more."""
    match finding:
        case MediaType(value):
            return replace(extraction, media_type=value)
        case Encoding(value):
            return replace(extraction, encoding=value)
        case Pages(count):
            return replace(extraction, pages=count)
        case EmbeddedMetadata():
            return replace(extraction, metadata=finding)
        case PrivateMetadata(heading, values):
            private = extraction.private_metadata | {heading: values}
            return replace(extraction, private_metadata=private)
        case ExtractedText():
            return replace(extraction, texts=(*extraction.texts, finding))
        case Thumbnail():
            return replace(extraction, thumbnails=(*extraction.thumbnails, finding))
        case Tool() if finding not in extraction.tools:
            return replace(extraction, tools=(*extraction.tools, finding))
        case Failure():
            return replace(extraction, failures=(*extraction.failures, finding))
    return extraction


def _checked(header: dict, blob: bytes, limits: Limits):
    """Return the finding; raise WireError if any value is not what its field promises."""
    cls = KINDS.get(header["kind"]) if isinstance(header["kind"], str) else None
    values = header["fields"]
    if cls is None or not isinstance(values, dict):
        raise WireError("a finding of an unknown kind")
    values = {name: _storable(value, limits) for name, value in values.items()}
    blob_field = BLOB_FIELDS.get(cls)
    if blob_field is not None:
        values[blob_field] = _decode_blob(cls, blob)
    expected = typing.get_type_hints(cls)
    if set(values) != set(expected):
        raise WireError(f"a {cls.__name__} has the wrong fields")
    for name, value in values.items():
        if not _is_of(value, expected[name]):
            raise WireError(f"{name} of a {cls.__name__} has the wrong type")
    finding = cls(**values)
    _check_meaning(finding, limits)
    return finding


def _decode_blob(cls, blob: bytes):
    if cls is not ExtractedText:
        return blob
    try:
        return blob.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WireError("a text is not UTF-8") from error


def _is_of(value, expected) -> bool:
    """Return whether a value from JSON is of an annotated type. A bool is no int here."""
    if typing.get_origin(expected) is typing.Literal:
        return value in typing.get_args(expected)
    if isinstance(expected, types.UnionType):
        return any(_is_of(value, option) for option in typing.get_args(expected))
    return type(value) is expected


def _storable(value, limits: Limits):
    """Return a value from JSON without what no database takes: NUL and lone surrogates."""
    cleaned = _cleaned(value, MAX_DEPTH)
    try:
        size = len(json.dumps(cleaned, allow_nan=False, ensure_ascii=False))
    except ValueError as error:
        raise WireError("a value is not a number") from error
    if size > 2 * limits.max_private_characters:
        raise WireError("a value is too long")
    return cleaned


def _cleaned(value, depth: int):
    if depth == 0:
        raise WireError("a value is nested too deeply")
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_cleaned(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {_cleaned(key, 1): _cleaned(item, depth - 1) for key, item in value.items()}
    return value


def _check_meaning(finding, limits: Limits) -> None:
    match finding:
        case MediaType(value) if not MEDIA_TYPE.fullmatch(value):
            raise WireError("a media type is not one")
        case ExtractedText(text=text) if len(text) > limits.max_characters or "\x00" in text:
            raise WireError("a text is too long or holds NUL")
        case Thumbnail():
            _check_thumbnail(finding, limits)
        case EmbeddedMetadata() | Failure() | Tool() | Encoding():
            values = [getattr(finding, field.name) or "" for field in fields(finding)]
            if any(len(value) > limits.max_metadata_characters for value in values):
                raise WireError("a value is too long")


def _check_thumbnail(thumbnail: Thumbnail, limits: Limits) -> None:
    signature = THUMBNAIL_SIGNATURES.get(thumbnail.media_type)
    sides = (thumbnail.width, thumbnail.height)
    if signature is None or not thumbnail.data.startswith(signature):
        raise WireError("a thumbnail is neither WebP nor JPEG")
    if len(thumbnail.data) > limits.max_thumbnail_bytes:
        raise WireError("a thumbnail is too large")
    if not all(0 < side <= limits.thumbnail_pixels for side in sides):
        raise WireError("a thumbnail has the wrong size")


def _explain(ending: dict, limits: Limits) -> str | None:
    """Return in plain words how a child failed, or None if it ended well."""
    if ending.get("timed_out"):
        return f"Reading took longer than {limits.wall_seconds:g} seconds and was stopped."
    code = ending.get("exit")
    if code == 0:
        return None
    if isinstance(code, int) and code < 0:
        what = CRASHES.get(-code, f"crashed (signal {-code})")
        return f"The parser {what}; the file may be damaged or hostile."
    return f"The parser ended unexpectedly ({ending.get('error') or code})."
