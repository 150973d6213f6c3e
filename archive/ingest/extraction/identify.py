"""What a file is, from its content. Runs in the child: libmagic parses untrusted bytes too.

Order: the first bytes where they are decisive (`signatures`), else text of some kind
(`textual`), else what libmagic says. The extension only breaks ties between kinds of text.
"""

from collections.abc import Iterator

from archive.ingest.extraction.findings import MEDIA_TYPE, Finding, MediaType
from archive.ingest.extraction.libmagic import load_magic
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.signatures import by_signature
from archive.ingest.extraction.software import OWN, tool
from archive.ingest.extraction.source import Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.textual import classify
from archive.ingest.extraction.types import UNKNOWN_MEDIA_TYPE, Failure, Tool

magic = load_magic()
EMPTY = "application/x-empty"
NO_LIBMAGIC = "libmagic is not installed, so only common types were recognised, by their first bytes."


def identify(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield the MediaType, and the tools that found it."""
    yield from attempt("identification", limits, _identify, source)


def _identify(source: Source) -> Iterator[Finding]:
    yield tool(OWN)
    if source.size == 0:
        yield MediaType(EMPTY)
        yield Failure("identification", "The file is empty.")
        return
    is_whole = source.size <= len(source.head)
    media_type = by_signature(source) or classify(source.head, source.suffix, is_whole)
    if media_type is None:
        media_type = yield from _ask_libmagic(source)
    yield MediaType(media_type)


def _ask_libmagic(source: Source) -> Iterator[Finding]:
    """Return libmagic's media type; a text type that is no text counts as unknown."""
    if magic is None:
        yield Failure("identification", NO_LIBMAGIC)
        return UNKNOWN_MEDIA_TYPE
    version = magic.version()
    yield Tool("libmagic", f"{version // 100}.{version % 100:02}")
    found = magic.from_buffer(source.head, mime=True).lower()
    return found if MEDIA_TYPE.fullmatch(found) else UNKNOWN_MEDIA_TYPE
