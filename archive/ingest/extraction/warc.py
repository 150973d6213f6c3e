"""Captured pages (WARC): what the page itself says, as if its file had come without the container.

The last answer that succeeded is the page (RFC 9110, status 2xx); without one it is the
last answer of all. It goes to the reader of its own format.
"""

import codecs
import http.client
import io
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from archive.ingest.extraction import html, images, pdf, plain_text
from archive.ingest.extraction.findings import Encoding, Finding, PrivateMetadata
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.records import Record, read_records
from archive.ingest.extraction.signatures import by_signature
from archive.ingest.extraction.software import OWN, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.textual import classify
from archive.ingest.extraction.types import Failure

READERS: dict[str, Callable[[Source, Limits], Iterator[Finding]]] = {
    "application/pdf": pdf.extract,
    "text/plain": plain_text.extract,
    "application/json": plain_text.extract,
} | {media_type: partial(images.extract, media_type=media_type) for media_type in images.FORMATS}
PACKINGS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


class _Answered:
    """What http.client takes for a connection: bytes that are all there."""

    def __init__(self, data: bytes):
        self.data = data

    def makefile(self, mode: str):
        return io.BytesIO(self.data)


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield what the captured page says, and where it was captured."""
    pages = []
    yield from attempt("opening", limits, _open, source, limits, pages)
    if not pages:
        return
    body, content_type = pages[0]
    page = Source(io.BytesIO(body))
    media_type = by_signature(page) or classify(page.head, "", page.size <= len(page.head))
    if media_type == "text/html":
        yield from html.read_page(_decoded(body, content_type), limits)
    elif media_type in READERS:
        yield from (found for found in READERS[media_type](page, limits) if not isinstance(found, Encoding))
    else:
        yield Failure("text", f"There is no text extractor for what was captured ({media_type or 'unknown'}).")


def _open(source: Source, limits: Limits, pages: list) -> Iterator[Finding]:
    yield tool(OWN)
    record, response = _last_answer(source, limits)
    body, coding = _body(response, limits), (response.getheader("Content-Encoding") or "").strip().lower()
    pages.append((_unpacked(body, coding, limits), response.getheader("Content-Type") or ""))
    captured = {"address": record.fields.get("warc-target-uri", "").strip("<>"), "status": response.status,
                "date": record.fields.get("warc-date", "")}
    yield PrivateMetadata("capture", captured)
    if not record.is_whole:
        yield Failure("opening", "The captured answer is longer than is read, or breaks off; its beginning was read.")


def _last_answer(source: Source, limits: Limits) -> tuple[Record, http.client.HTTPResponse]:
    found, best = None, False
    for record in read_records(source, limits, ("response",)):
        response = http.client.HTTPResponse(_Answered(record.block), method="GET")
        try:
            response.begin()
        except http.client.HTTPException:
            continue
        is_good = 200 <= response.status < 300
        if is_good or not best:
            found, best = (record, response), is_good
    if found is None:
        raise Refused("The web archive holds no answer of a web server.")
    return found


def _body(response: http.client.HTTPResponse, limits: Limits) -> bytes:
    try:
        return response.read(limits.max_parsed_bytes)
    except http.client.IncompleteRead as broken:
        return broken.partial


def _unpacked(body: bytes, coding: str, limits: Limits) -> bytes:
    if coding in ("", "identity"):
        return body
    if coding not in PACKINGS:
        raise Refused(f"The captured answer is packed as “{coding[:40]}”, which is not unpacked here.")
    unpacker = zlib.decompressobj(PACKINGS[coding])
    data = unpacker.decompress(body, limits.max_parsed_bytes)
    if unpacker.unconsumed_tail:
        raise Refused(f"Unpacked, the captured answer is larger than {limits.max_parsed_bytes:,} bytes.")
    return data


def _decoded(body: bytes, content_type: str) -> str:
    """The page's characters: what the server declared comes before what the page does, if it fits."""
    declared = CHARSET.search(content_type)
    if declared:
        try:
            name = codecs.lookup(declared[1]).name
            return body.decode(html.AS_BROWSERS_READ.get(name, name)).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return html.decode_page(body)[0]
