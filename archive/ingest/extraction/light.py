"""What can be read without a native parser: many files in one process, forked in a fraction of the time.

Text in UTF-8 and WAV headers pass through memory-safe code alone, so that one file cannot
poison the next. Everything else (pictures, PDF, HTML, mail, other sound and film, containers,
other encodings, types that only libmagic knows) yields nothing here, and gets a process of
its own (`dispatch`).
"""

import codecs
import io
from collections.abc import Callable, Iterator

from archive.ingest.extraction import audio_video, plain_text
from archive.ingest.extraction.findings import Finding, MediaType
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.signatures import by_signature
from archive.ingest.extraction.software import OWN, tool
from archive.ingest.extraction.source import Source
from archive.ingest.extraction.textual import classify

PACKED = (b"PK", b"\x1f\x8b")  # ZIP and gzip are opened by native code
PLAIN = ("text/plain", "text/csv", "application/json")
BLOCK = 1024 * 1024


def extract_light(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield every finding about the file, or nothing if it needs a process of its own."""
    if source.size == 0 or source.head.startswith(PACKED):
        return
    media_type = by_signature(source)
    if media_type == "audio/wav":
        yield from (tool(OWN), MediaType(media_type))
        yield from audio_video.extract(source, limits)
    elif media_type is None and _is_utf8(source):
        is_whole = source.size <= len(source.head)
        media_type = classify(source.head, source.suffix, is_whole)
        if media_type in PLAIN:
            yield from (tool(OWN), MediaType(media_type))
            yield from plain_text.extract(source, limits)


def _is_utf8(source: Source) -> bool:
    """Whether the whole file decodes, strictly and without NUL."""
    decoder, file = codecs.getincrementaldecoder("utf-8")(), source.rewound()
    try:
        while block := file.read(BLOCK):
            if "\x00" in decoder.decode(block):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def load() -> Callable:
    """Return extract_light, after it has read a few words of our own."""
    for sample in ("A café stood on the square. ".encode() * 9, b"RIFF\x04\x00\x00\x00WAVE"):
        list(extract_light(Source(io.BytesIO(sample)), Limits()))
    return extract_light
