"""Sound and film: identified only; of WAV also its length, from its header (RIFF, 1991)."""

import struct
from collections.abc import Iterator

from archive.ingest.extraction.findings import Finding, PrivateMetadata
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.software import OWN, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt

RIFF_HEADER, CHUNK_HEADER, FORMAT_SIZE = 12, 8, 16
MAX_CHUNKS = 1_000


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield length in seconds, channels and sample rate of a WAV file, privately."""
    yield from attempt("metadata", limits, _read, source)


def _read(source: Source) -> Iterator[Finding]:
    yield tool(OWN)
    channels = rate = bytes_per_second = 0
    for name, start, size in _chunks(source):
        if name == b"fmt " and size >= FORMAT_SIZE:
            source.file.seek(start)
            _, channels, rate, bytes_per_second = struct.unpack("<HHII", source.file.read(12))
        elif name == b"data" and bytes_per_second:
            present = min(size, source.size - start)
            found = {"seconds": round(present / bytes_per_second, 3), "channels": channels,
                     "samples_per_second": rate}  # fmt: skip
            yield PrivateMetadata("audio", found)
            if present < size:
                raise Refused("The recording ends before its header says that it does.")
            return
    raise Refused("The WAV file has no readable header.")


def _chunks(source: Source) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, size) of each chunk; chunks are padded to even sizes."""
    position = RIFF_HEADER
    for _ in range(MAX_CHUNKS):
        source.file.seek(position)
        header = source.file.read(CHUNK_HEADER)
        if len(header) < CHUNK_HEADER:
            return
        name, size = struct.unpack("<4sI", header)
        yield name, position + CHUNK_HEADER, size
        position += CHUNK_HEADER + size + size % 2
