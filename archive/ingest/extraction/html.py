"""Web pages: the main text, everything visible, and what the page says about itself."""

import codecs
import re
from collections.abc import Iterator

import trafilatura

from archive.ingest.extraction.encodings import MARKS, well_known_name
from archive.ingest.extraction.findings import Encoding, Finding, metadata_or_nothing
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.markup import parse_html, visible_text
from archive.ingest.extraction.page_metadata import read_page_metadata
from archive.ingest.extraction.plain_text import checked, decode
from archive.ingest.extraction.software import label, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.types import ExtractedText, Failure

DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}?|\?xml[^>]{0,200}?en)c(?:harset|oding)\s*=\s*
    ["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.X | re.I)  # fmt: skip
DECLARATION_BYTES = 4096
# What browsers do with these two names (WHATWG Encoding, section 4.2).
AS_BROWSERS_READ = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield metadata, raw text and main text of a page."""
    pages = []
    yield from attempt("encoding", limits, _decode, source, limits, pages)
    if pages:
        yield from read_page(pages[0], limits)


def read_page(page: str, limits: Limits) -> Iterator[Finding]:
    """Yield what a decoded page says; also used for HTML inside e-mail."""
    yield from attempt("metadata", limits, _metadata, page)
    yield from attempt("raw text", limits, read_raw_text, page, limits)
    yield from attempt("main text", limits, _main_text, page, limits)


def decode_page(data: bytes) -> tuple[str, str, str]:
    """Return (text, encoding, tool): a mark or declaration that fits decides, else the bytes."""
    declared = DECLARED.search(data[:DECLARATION_BYTES])
    has_mark = any(data.startswith(mark) for mark, _ in MARKS)
    if declared and not has_mark:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            name = AS_BROWSERS_READ.get(name, name)
            if not name.startswith("utf-16"):
                return data.decode(name), well_known_name(name), "lxml"
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(data)


def read_raw_text(page: str, limits: Limits) -> Iterator[Finding]:
    """Yield everything visible on the page as one text."""
    root, complaint = parse_html(page)
    yield tool("lxml")
    if text := visible_text(root):
        yield ExtractedText("raw", checked(text, limits), label("lxml"))
    if complaint:
        yield Failure("raw text", complaint)


def _decode(source: Source, limits: Limits, pages: list[str]) -> Iterator[Finding]:
    page, encoding, reader = decode_page(source.read(limits.max_parsed_bytes))
    pages.append(page)
    yield tool(reader)
    yield Encoding(encoding)


def _metadata(page: str) -> Iterator[Finding]:
    root, _ = parse_html(page)
    yield from metadata_or_nothing(read_page_metadata(root))


def _main_text(page: str, limits: Limits) -> Iterator[Finding]:
    root, _ = parse_html(page)
    yield tool("trafilatura")
    text = trafilatura.extract(
        root, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    if not text:
        raise Refused("No main text was found on the page; its visible text is kept.")
    yield ExtractedText("main", checked(text, limits), label("trafilatura"))
