"""From a file to everything it says: identify it, then let its format's extractor read it."""

from collections.abc import Callable, Iterator
from functools import partial

from archive.ingest.extraction import audio_video, docx, eml, html, images, pdf, plain_text, warc, xml
from archive.ingest.extraction.findings import Finding, MediaType
from archive.ingest.extraction.identify import EMPTY, identify
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Source
from archive.ingest.extraction.types import UNKNOWN_MEDIA_TYPE, Failure

OFFICE_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTRACTORS: dict[str, Callable[[Source, Limits], Iterator[Finding]]] = {
    "text/html": html.extract,
    "image/svg+xml": xml.extract,
    "application/xml": xml.extract,
    "text/xml": xml.extract,
    "application/pdf": pdf.extract,
    OFFICE_WORD: docx.extract,
    "message/rfc822": eml.extract,
    "audio/wav": audio_video.extract,
    "application/json": plain_text.extract,
    "application/warc": warc.extract,
} | {media_type: partial(images.extract, media_type=media_type) for media_type in images.FORMATS}


def extract_file(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield every finding about the file, its media type first."""
    media_type = UNKNOWN_MEDIA_TYPE
    for finding in identify(source, limits):
        if isinstance(finding, MediaType):
            media_type = finding.value
        yield finding
    extract = EXTRACTORS.get(media_type)
    if extract is None and media_type.startswith("text/"):
        extract = plain_text.extract
    if extract is not None:
        yield from extract(source, limits)
    elif media_type != EMPTY:
        yield Failure("text", f"There is no text extractor for {media_type}.")
