"""Word documents (OOXML): paragraphs and tables in order, and the core properties."""

import zipfile
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from archive.ingest.extraction.findings import Finding, blank_to_none, metadata_or_nothing
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.plain_text import checked
from archive.ingest.extraction.software import label, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.types import EmbeddedMetadata, ExtractedText, Failure

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "date": "{http://purl.org/dc/terms/}created",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}
# Deleted words (tracked changes) and the copy of a text box for old readers.
LEFT_OUT = {WORD + "del", WORD + "moveFrom", FALLBACK}
MARKS = {WORD + "tab": "\t", WORD + "br": "\n", WORD + "cr": "\n", WORD + "noBreakHyphen": "\u2011"}
MAX_PARTS = 10_000
SMALL_ENOUGH = 10 * 1024 * 1024


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield the core properties and the text of the body."""
    documents = []
    yield from attempt("opening", limits, _open, source, limits, documents)
    if documents:
        yield from attempt("metadata", limits, _metadata, documents[0])
        yield from attempt("text", limits, _text, documents[0], limits)


def _open(source: Source, limits: Limits, documents: list) -> Iterator[Finding]:
    yield tool("python-docx")
    refuse_bombs(source, limits)
    documents.append(docx.Document(source.rewound()))


def refuse_bombs(source: Source, limits: Limits) -> None:
    """Raise Refused for a container that would unpack to too much.

    The sizes in its directory can be trusted here: zipfile never unpacks more than they say.
    """
    with zipfile.ZipFile(source.rewound()) as container:
        parts = container.infolist()
    unpacked = sum(part.file_size for part in parts)
    allowed = max(SMALL_ENOUGH, limits.max_unpacked_ratio * source.size)
    if len(parts) > MAX_PARTS:
        raise Refused(f"The container has more than {MAX_PARTS:,} parts and is not unpacked.")
    if unpacked > min(allowed, limits.max_unpacked_bytes):
        raise Refused(f"The container would unpack to {unpacked:,} bytes and is not unpacked.")


def _metadata(document) -> Iterator[Finding]:
    """Read the part itself: python-docx invents properties where there are none."""
    try:
        part = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return
    values = {name: blank_to_none(part.element.findtext(tag)) for name, tag in PROPERTIES.items()}
    yield from metadata_or_nothing(EmbeddedMetadata(**values))


def _text(document, limits: Limits) -> Iterator[Finding]:
    pieces = []
    has_entities = _collect(document.element.body, pieces)
    text = "".join(pieces).strip("\n")
    if has_entities:
        yield Failure("text", "Entities in the file were not resolved and are left out.")
    if not text:
        raise Refused("The document holds no text.")
    yield ExtractedText("main", checked(text, limits), label("python-docx"))


def _collect(body, pieces: list[str]) -> bool:
    """Walk the body in order, without recursion; return whether it holds entities.

    Paragraphs end a line; cells of a table row stand on one line, with tabs between them.
    """
    has_entities = False
    waiting = [(body, False)]
    while waiting:
        element, is_leaving = waiting.pop()
        if not isinstance(element.tag, str):
            has_entities = True
        elif is_leaving:
            _leave(element.tag, pieces)
        elif element.tag == WORD + "t":
            pieces.append(element.text or "")
        elif element.tag not in LEFT_OUT:
            pieces.append(MARKS.get(element.tag, ""))
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
    return has_entities


def _leave(tag: str, pieces: list[str]) -> None:
    if tag == WORD + "p":
        pieces.append("\n")
    elif tag == WORD + "tc":
        _replace_line_end(pieces, "\t")
    elif tag == WORD + "tr":
        _replace_line_end(pieces, "\n")


def _replace_line_end(pieces: list[str], by: str) -> None:
    while pieces and pieces[-1] in {"", "\n", "\t"} and pieces[-1] != by:
        if pieces.pop() != "":
            break
    pieces.append(by)
