"""Text files: the exact characters, with nothing normalised, and only if that is certain."""

from collections.abc import Iterator

from archive.ingest.extraction.encodings import find_encoding
from archive.ingest.extraction.findings import Encoding, Finding
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.software import OWN, label, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.types import ExtractedText

MAX_BYTES_PER_CHARACTER = 4


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield the encoding and the text: the decoding of every byte, no more and no less."""
    yield from attempt("text", limits, _read, source, limits)


def _read(source: Source, limits: Limits) -> Iterator[Finding]:
    data = source.read(MAX_BYTES_PER_CHARACTER * limits.max_characters)
    text, encoding, reader = decode(data)
    yield tool(reader)
    yield Encoding(encoding)
    if text:
        yield ExtractedText("main", checked(text, limits), label(reader))


def decode(data: bytes) -> tuple[str, str, str]:
    """Return (text, encoding, name of the tool that found it); raise Refused if unknown."""
    encoding, was_guessed = find_encoding(data)
    reader = "charset-normalizer" if was_guessed else OWN
    if encoding is None:
        raise Refused("The encoding of the text is not recognised, so it is not kept as text.")
    return data.decode(encoding), encoding, reader


def checked(text: str, limits: Limits) -> str:
    """Return the text; raise Refused if a text version cannot hold it unchanged."""
    if (position := text.find("\x00")) >= 0:
        raise Refused(
            f"The text holds a NUL character at position {position:,}. A text version cannot "
            "hold NUL and is never altered, so the file is kept without one."
        )
    if len(text) > limits.max_characters:
        raise Refused(f"The text has {len(text):,} characters; at most {limits.max_characters:,} are kept.")
    return text
