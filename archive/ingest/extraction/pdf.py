"""PDF: text with pypdf, a picture of the first page with PDFium.

Of pages with right-to-left letters, PDFium says where each letter stands, and
`visual_order` reads them: both libraries' own order of such text was wrong in files that
browsers had printed. Text comes first: PDFium is native code, and may take the process
with it.
"""

import re
import unicodedata
from collections.abc import Iterator

import pypdf
import pypdfium2

from archive.ingest.extraction.findings import Finding, Pages, blank_to_none, metadata_or_nothing
from archive.ingest.extraction.glyphs import read_glyphs
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.plain_text import checked
from archive.ingest.extraction.raster import make_thumbnail
from archive.ingest.extraction.software import label, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt, describe
from archive.ingest.extraction.types import EmbeddedMetadata, ExtractedText, Failure
from archive.ingest.extraction.visual_order import has_right_to_left, read_lines

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
PAGE_BREAK = "\n\n"
MAX_NAMED_PAGES = 10
ENCRYPTED = "The PDF is encrypted and cannot be read without its password."


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield page count, metadata, text and a picture of the first page."""
    readers = []
    yield from attempt("metadata", limits, _open, source, readers)
    if readers:
        yield from attempt("text", limits, _text, readers[0], source, limits)
    yield from attempt("thumbnail", limits, _thumbnail, source, limits)


def _open(source: Source, readers: list) -> Iterator[Finding]:
    yield tool("pypdf")
    reader = pypdf.PdfReader(source.rewound(), strict=False)
    if reader.is_encrypted:
        _unlock(reader)
    readers.append(reader)
    yield Pages(len(reader.pages))
    yield from metadata_or_nothing(_metadata(reader))


def _unlock(reader: pypdf.PdfReader) -> None:
    """Many encrypted files open with an empty password; raise Refused for the others."""
    try:
        is_open = reader.decrypt("")
    except pypdf.errors.DependencyError:
        is_open = False
    if not is_open:
        raise Refused(ENCRYPTED)


def _metadata(reader: pypdf.PdfReader) -> EmbeddedMetadata:
    """Values as embedded: the date stays in PDF notation (D:YYYYMMDD...)."""
    information = reader.metadata or {}
    return EmbeddedMetadata(
        title=_string(information.get("/Title")),
        author=_string(information.get("/Author")),
        date=_string(information.get("/CreationDate")),
        language=_string(reader.root_object.get("/Lang")),
    )


def _string(value) -> str | None:
    if value is None:
        return None
    value = value.get_object()
    return blank_to_none(str(value)) if isinstance(value, (str, bytes)) else None


def _text(reader: pypdf.PdfReader, source: Source, limits: Limits) -> Iterator[Finding]:
    if len(reader.pages) > limits.max_pages:
        raise Refused(f"The PDF has more than {limits.max_pages:,} pages; its text is not read.")
    texts, bad = [], {}
    for number, page in enumerate(reader.pages):
        try:
            texts.append(_page_text(page, number, source))
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            bad[number + 1] = describe(error)
        if sum(map(len, texts)) > limits.max_characters:
            break
    text = PAGE_BREAK.join(texts).strip("\n")
    if bad:
        yield Failure("text", _name_pages(bad))
    if not text.strip():
        raise Refused("The PDF holds no text; its pages may be scans.")
    placing = f", {label('pypdfium2')}" if has_right_to_left(text) else ""
    yield ExtractedText("main", checked(text, limits), f"{label('pypdf')}{placing}, NFKC")


def _page_text(page, number: int, source: Source) -> str:
    text = _clean(page.extract_text())
    if not has_right_to_left(text):
        return text
    position = source.file.tell()
    try:
        return _clean(read_lines(read_glyphs(source, number)))
    finally:
        source.file.seek(position)


def _clean(text: str) -> str:
    """Fold presentation forms to letters, and drop what no text version can hold."""
    return CONTROLS.sub("", unicodedata.normalize("NFKC", text))


def _name_pages(bad: dict[int, str]) -> str:
    named = ", ".join(str(number) for number in list(bad)[:MAX_NAMED_PAGES])
    more = f" and {len(bad) - MAX_NAMED_PAGES} more" if len(bad) > MAX_NAMED_PAGES else ""
    return f"The text of page {named}{more} could not be read: {next(iter(bad.values()))}."


def _thumbnail(source: Source, limits: Limits) -> Iterator[Finding]:
    yield tool("pypdfium2")
    document = pypdfium2.PdfDocument(source.rewound())
    try:
        page = document[0]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise Refused("The first page has no area, so there is no picture of it.")
        scale = limits.thumbnail_pixels / max(width, height)
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
        yield make_thumbnail(image, limits)
    finally:
        document.close()
