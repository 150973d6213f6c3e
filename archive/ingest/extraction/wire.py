"""How findings travel from the child to the parent: length-prefixed JSON, then raw bytes.

The sender is not trusted, so the format can carry data only (no pickle), and the reader
treats anything unexpected as an error of the sender. One frame is:

    4 bytes   length of the header, big-endian
    header    JSON object: kind, fields, blob (length in bytes of what follows)
    blob      the text (UTF-8) or image of this finding

A batch of files has 4 bytes of length before the frames of each file.
"""

import json
import os
import struct
from collections.abc import Iterator
from dataclasses import asdict

from archive.ingest.extraction.findings import BLOB_FIELDS, Finding

LENGTH = struct.Struct(">I")


class WireError(ValueError):
    """What arrived is not a sequence of frames."""


class CutOff(WireError):
    """The last frame is not complete, as after a crash."""


def encode(finding: Finding) -> bytes:
    """Return the frame for one finding."""
    fields, blob = asdict(finding), b""
    blob_field = BLOB_FIELDS.get(type(finding))
    if blob_field is not None:
        blob = fields.pop(blob_field)
        if isinstance(blob, str):
            blob = blob.encode("utf-8")
    header = json.dumps({"kind": type(finding).__name__, "fields": fields, "blob": len(blob)}, allow_nan=False).encode(
        "ascii"
    )
    return LENGTH.pack(len(header)) + header + blob


def decode_frames(data: bytes) -> Iterator[tuple[dict, bytes]]:
    """Yield (header, blob) for each frame; raise WireError at the first bad one."""
    position = 0
    while position < len(data):
        start = position + LENGTH.size
        (length,) = LENGTH.unpack(_piece(data, position, start))
        header = _parse_header(_piece(data, start, start + length))
        position = start + length + header["blob"]
        yield header, _piece(data, start + length, position)


def _piece(data: bytes, start: int, end: int) -> bytes:
    if end > len(data):
        raise CutOff("the last finding is not complete")
    return data[start:end]


def _parse_header(raw: bytes) -> dict:
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise WireError("a header is not JSON") from error
    if not isinstance(header, dict) or set(header) != {"kind", "fields", "blob"}:
        raise WireError("a header has the wrong keys")
    if type(header["blob"]) is not int or header["blob"] < 0:
        raise WireError("a header has no length")
    return header


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte to a descriptor, however often that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def write_frames(descriptor: int, findings: Iterator[Finding]) -> None:
    """Write each finding as soon as it is known."""
    for finding in findings:
        write_all(descriptor, encode(finding))


def write_section(descriptor: int, findings: Iterator[Finding]) -> None:
    """Write all findings about one file of a batch, behind their length."""
    section = b"".join(map(encode, findings))
    write_all(descriptor, LENGTH.pack(len(section)) + section)


def sections(data: bytes) -> Iterator[bytes]:
    """Yield the frames of each file of a batch, as far as they are complete."""
    position = 0
    while position + LENGTH.size <= len(data):
        start = position + LENGTH.size
        (length,) = LENGTH.unpack(data[position:start])
        position = start + length
        if position > len(data):
            return
        yield data[start:position]
