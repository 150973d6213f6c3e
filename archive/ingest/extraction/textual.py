"""Which kind of text a text is: the one place where a file's extension may break a tie."""

import codecs
import csv
import json
import re

from archive.ingest.extraction.encodings import find_encoding

PLAIN, CSV, HTML, XML = "text/plain", "text/csv", "text/html", "application/xml"
SVG, EMAIL, TSV = "image/svg+xml", "message/rfc822", "text/tab-separated-values"
JSON = "application/json"
TABLES = {".csv": (CSV, ",;\t|"), ".tsv": (TSV, "\t")}
XML_SUFFIXES = {".xml", ".xsl", ".xslt", ".rdf", ".tei", ".rss", ".atom", ".mets"}
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
PROSE_SUFFIXES = {".txt", ".text", ".md", ".markdown"}
HTML_ELEMENTS = {
    "html", "head", "body", "title", "meta", "link", "base", "script", "style", "div", "p", "h1",
    "h2", "h3", "table", "ul", "ol", "article", "section", "main", "header", "nav", "span", "a",
    "img", "iframe", "form", "center", "font", "br", "b", "i",
}  # fmt: skip
PREAMBLE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)", re.S | re.I)
FIRST_ELEMENT = re.compile(r"\s*<([a-z_][\w.-]*(?::[\w.-]+)?)[\s/>]", re.I)
HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):|[ \t]")
TRANSPORT_HEADERS = {b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to"}
LETTER_HEADERS = {b"from", b"to", b"subject", b"date"}
FORBIDDEN = re.compile("[\x01-\x07\x0e-\x1a\x1c-\x1f]")
SAMPLE_LINES = 20


def classify(head: bytes, suffix: str, is_whole: bool) -> str | None:
    """Return the textual type of a file that begins with `head`, or None if it is no text.

    `is_whole`: `head` is the whole file. libmagic is not asked: it takes prose with a comma
    in each line for a table.
    """
    if _is_email(head, suffix):
        return EMAIL
    text = read_start(head, is_whole)
    if text is None:
        return None
    return _markup(text, suffix) or _table(text, suffix) or _plain(text, is_whole)


def read_start(head: bytes, is_whole: bool) -> str | None:
    """Return the start of a text, or None if this is not text."""
    for cut in range(1 if is_whole else 4):
        piece = head[: len(head) - cut]
        encoding, _ = find_encoding(piece)
        if encoding is not None and encoding.startswith("utf"):
            return _if_printable(codecs.decode(piece, encoding))
    encoding, _ = find_encoding(head)
    return _if_printable(head.decode(encoding)) if encoding else None


def _if_printable(text: str) -> str | None:
    """Text has no control characters; a rare NUL is left for the text stage to explain."""
    if FORBIDDEN.search(text) or 100 * text.count("\x00") > len(text):
        return None
    return text


def _markup(text: str, suffix: str) -> str | None:
    has_declaration = text.lstrip("\ufeff \t\r\n").startswith("<?xml")
    rest, is_html = text.lstrip("\ufeff"), False
    while preamble := PREAMBLE.match(rest):
        is_html = is_html or bool(re.match(r"\s*<!doctype\s+html", preamble[0], re.I))
        rest = rest[preamble.end() :]
    element = FIRST_ELEMENT.match(rest)
    name = element[1].lower() if element else ""
    if name == "svg" or name.endswith(":svg"):
        return SVG
    if is_html or name == "html" or (name in HTML_ELEMENTS and suffix not in XML_SUFFIXES):
        return HTML
    if has_declaration or (element and suffix in XML_SUFFIXES):
        return XML
    has_elements = re.search(r"<(p|div|br|a|span|h[1-6]|table|body)\b", text, re.I)
    return HTML if suffix in HTML_SUFFIXES and has_elements else None


def _is_email(head: bytes, suffix: str) -> bool:
    """A block of header lines, ended by an empty line, with the names that mail has."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    lines = block.splitlines()
    if not lines or not all(HEADER_LINE.match(line) for line in lines):
        return False
    names = {match[1].lower() for line in lines if (match := HEADER_LINE.match(line)) and match[1]}
    if names & TRANSPORT_HEADERS and names & LETTER_HEADERS:
        return True
    is_letter = b"from" in names and len(names & LETTER_HEADERS) >= 2
    return is_letter and suffix not in PROSE_SUFFIXES


def _table(text: str, suffix: str) -> str | None:
    """Rows with the same number of cells are a table if the extension says so too."""
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    media_type, delimiters = TABLES.get(suffix, (None, ""))
    return media_type if any(_has_columns(lines, delimiter) for delimiter in delimiters) else None


def _has_columns(lines: list[str], delimiter: str) -> bool:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return False
    complete = widths[:-1] or widths
    return bool(complete) and complete[0] > 1 and len(set(complete)) == 1


def _plain(text: str, is_whole: bool) -> str:
    """JSON is an object or a list that parses; anything else is just text."""
    if not is_whole or text.strip()[:1] not in {"{", "["}:
        return PLAIN
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return PLAIN
    return JSON
