"""The records of a WARC file (ISO 28500), plain or packed with gzip, read once from front to end.

Nothing is unpacked beyond the limits, however small the file.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Refused, Source

GZIP = b"\x1f\x8b"
BLOCK = 64 * 1024
MAX_LINE = 64 * 1024
MAX_HEADERS = 200
MAX_RECORDS = 20_000


@dataclass(frozen=True)
class Record:
    """One record: its named fields (in lower case) and its block, as far as at most so many bytes were kept."""

    fields: dict
    block: bytes
    is_whole: bool


class Unpacked(io.RawIOBase):
    """The bytes of a gzip file with any number of members. Raises Refused beyond `most` bytes."""

    def __init__(self, file: io.BufferedIOBase, most: int):
        self._file, self._left, self._most = file, most, most
        self._member, self._packed = zlib.decompressobj(31), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while True:
            packed = self._packed or self._file.read(BLOCK)
            if not packed:
                return 0
            if self._member.eof:
                self._member = zlib.decompressobj(31)
            data = self._member.decompress(packed, len(buffer))
            self._packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if data:
                self._left -= len(data)
                if self._left < 0:
                    raise Refused(f"Unpacked, the file is larger than {self._most:,} bytes; it is not read.")
                buffer[: len(data)] = data
                return len(data)


def read_records(source: Source, limits: Limits, types: tuple[str, ...]) -> Iterator[Record]:
    """Yield the records of these types; of each block at most `max_parsed_bytes` are kept.

    Raises Refused where the file is no WARC any more.
    """
    file = source.rewound()
    is_packed = source.head.startswith(GZIP)
    stream = io.BufferedReader(Unpacked(file, limits.max_unpacked_bytes)) if is_packed else file
    for _ in range(MAX_RECORDS):
        fields = _fields(stream)
        if fields is None:
            return
        length = _length(fields)
        wanted = min(length, limits.max_parsed_bytes) if fields.get("warc-type") in types else 0
        block = stream.read(wanted)
        _skip(stream, length - wanted)
        if wanted:
            yield Record(fields, block, len(block) == length)


def _fields(stream) -> dict | None:
    """The named fields of the next record, None at the end."""
    line = stream.readline(MAX_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(MAX_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise Refused("The file is damaged: a record of the web archive does not begin where it should.")
    fields = {}
    for _ in range(MAX_HEADERS):
        line = stream.readline(MAX_LINE)
        if line in (b"\r\n", b"\n", b""):
            return fields
        name, _colon, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    raise Refused("The file is damaged: the head of a record does not end.")


def _length(fields: dict) -> int:
    written = fields.get("content-length", "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise Refused("The file is damaged: a record does not say how long it is.")
    return int(written)


def _skip(stream, size: int) -> None:
    while size > 0 and (block := stream.read(min(size, BLOCK))):
        size -= len(block)
