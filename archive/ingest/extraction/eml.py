"""E-mail: its words and headers. Attachments are listed and hashed, never opened."""

import hashlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from archive.ingest.extraction.findings import (
    Finding,
    PrivateMetadata,
    blank_to_none,
    metadata_or_nothing,
)
from archive.ingest.extraction.html import decode_page, read_raw_text
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.plain_text import checked, decode
from archive.ingest.extraction.software import OWN, label, tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt
from archive.ingest.extraction.types import EmbeddedMetadata, ExtractedText

PRIVATE_HEADERS = ("To", "Cc", "Bcc", "Reply-To", "Message-ID", "In-Reply-To", "X-Originating-IP")
MAX_PARTS = 1_000
MAX_ADDRESSES = 2_000


def extract(source: Source, limits: Limits) -> Iterator[Finding]:
    """Yield headers, the plain text as main, the HTML's visible text as raw, attachments."""
    messages = []
    yield from attempt("opening", limits, _open, source, limits, messages)
    if not messages:
        return
    leaves = _leaves(messages[0])
    plain, page = _body(leaves, "text/plain"), _body(leaves, "text/html")
    yield from attempt("metadata", limits, _headers, messages[0])
    yield from attempt("text", limits, _texts, plain, page, limits)
    attachments = [leaf for leaf in leaves if leaf is not plain and leaf is not page]
    yield from attempt("attachments", limits, _attachments, attachments)


def _open(source: Source, limits: Limits, messages: list) -> Iterator[Finding]:
    yield tool(OWN)
    # From bytes, not from a file: reading a file would convert the line ends.
    messages.append(message_from_bytes(source.read(limits.max_parsed_bytes), policy=policy.default))


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that are no containers, in order; a forwarded message is one part."""
    waiting, leaves = [message], []
    while waiting and len(leaves) < MAX_PARTS:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(part.get_payload()))
        else:
            leaves.append(part)
    return leaves


def _body(leaves: list[EmailMessage], media_type: str) -> EmailMessage | None:
    fitting = (leaf for leaf in leaves if leaf.get_content_type() == media_type)
    return next((leaf for leaf in fitting if not _is_attachment(leaf)), None)


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _headers(message: EmailMessage) -> Iterator[Finding]:
    """The date is taken raw: the parsed header would be written anew."""
    raw = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    yield from metadata_or_nothing(
        EmbeddedMetadata(
            title=blank_to_none(_header(message, "Subject")),
            author=blank_to_none(_header(message, "From")),
            date=blank_to_none(raw.get("date")),
            language=blank_to_none(_header(message, "Content-Language")),
        )
    )
    private = {name: _header(message, name)[:MAX_ADDRESSES] for name in PRIVATE_HEADERS}
    yield PrivateMetadata("headers", {name: value for name, value in private.items() if value})


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's decoded text on one line; a malformed one as it stands."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # The library's own parser fails on some malformed headers.
        raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
        value = str(next(raw, ""))
    return " ".join(value.split())


def _texts(plain, page, limits: Limits) -> Iterator[Finding]:
    if plain is not None:
        text = _decoded(plain, decode)
        if text.strip():
            yield ExtractedText("main", checked(text, limits), label(OWN))
    if page is not None:
        yield from read_raw_text(_decoded(page, decode_page), limits)
    if plain is None and page is None:
        raise Refused("The message has no text part.")


def _decoded(part: EmailMessage, guess) -> str:
    """Return a part's text in its declared charset, or by its bytes where that does not fit."""
    data = part.get_payload(decode=True) or b""
    declared = part.get_content_charset()
    try:
        return data.decode(declared or "ascii")
    except (LookupError, UnicodeDecodeError, ValueError):
        return guess(data)[0]


def _attachments(parts: list[EmailMessage]) -> Iterator[Finding]:
    listed = [_describe(part) for part in parts]
    if listed:
        yield PrivateMetadata("attachments", listed)


def _describe(part: EmailMessage) -> dict:
    data = part.get_payload(decode=True)
    if data is None:
        data = b"".join(nested.as_bytes() for nested in part.get_payload())
    return {
        "name": (part.get_filename() or "")[:255],
        "media_type": part.get_content_type()[:127],
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
