"""SVG and other XML: their words only, as raw text; never a picture, never an entity."""

from collections.abc import Iterator

from lxml import etree

from archive.ingest.extraction.findings import Finding, metadata_or_nothing
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.markup import collapse, parse_xml, visible_text
from archive.ingest.extraction.plain_text import checked
from archive.ingest.extraction.software import label, tool
from archive.ingest.extraction.source import Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.types import EmbeddedMetadata, ExtractedText, Failure

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield the text of all elements, and the title and language of the root."""
    yield from attempt("raw text", limits, _read, source, limits)


def _read(source: Source, limits: Limits) -> Iterator[Finding]:
    root = parse_xml(source.read(limits.max_parsed_bytes))
    yield tool("lxml")
    title = next((child.text for child in root if _local_name(child) == "title"), None)
    language = root.get(LANGUAGE) or root.get("lang")
    yield from metadata_or_nothing(EmbeddedMetadata(title=collapse(title), language=language))
    if text := visible_text(root):
        yield ExtractedText("raw", checked(text, limits), label("lxml"))
    if any(isinstance(node, etree._Entity) for node in root.iter(etree.Entity)):
        yield Failure("raw text", "Entities in the file were not resolved and are left out.")


def _local_name(element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
