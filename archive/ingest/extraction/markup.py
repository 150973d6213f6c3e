"""Hardened parsing of HTML and XML, and their visible text.

The parsers load no DTD, resolve no entity, open no address and keep libxml2's own limits
(custody.md, known traps: XXE and entity bombs).
"""

import re

from lxml import etree, html

from archive.ingest.extraction.source import Refused

UNSEEN = {"script", "style", "template", "head", "noscript", "object", "iframe", "metadata"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option",
    "p", "pre", "section", "select", "summary", "table", "tbody", "textarea", "tfoot", "thead",
    "tr", "ul", "text", "title", "desc",
}  # fmt: skip
CELLS = {"td", "th"}
# White space that markup may collapse; the no-break space is not among it.
COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")
MAX_REPORTED_DEPTH = "Excessive depth"


def parse_html(text: str):
    """Return (root, complaint): the element tree, and None or why it is not complete."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    root = etree.fromstring(_encodable(text), parser)
    if root is None:
        raise Refused("The page holds no elements.")
    is_cut = any(MAX_REPORTED_DEPTH in entry.message for entry in parser.error_log)
    complaint = "The page is nested too deeply; what lies deeper was not read." if is_cut else None
    return root, complaint


def parse_xml(data: bytes):
    """Return the root element; entities stay unresolved. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        dtd_validation=False,
        remove_pis=True,
        remove_comments=True,
    )
    return etree.fromstring(data, parser)


def visible_text(root) -> str:
    """Return the text that a reader sees, one line per block, no-break spaces kept."""
    pieces, unseen, preformatted = [], 0, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
        step = 1 if event == "start" else -1
        if name in UNSEEN or not name or element.get("hidden") is not None:
            unseen += step
        if name == "pre":
            preformatted += step
        content = element.text if event == "start" else element.tail
        is_root_tail = event == "end" and element is root
        if name in BLOCKS and not unseen:
            pieces.append("\n")
        elif name in CELLS and event == "end" and not unseen:
            pieces.append("\t")
        if content and not unseen and not is_root_tail:
            pieces.append(content if preformatted else COLLAPSIBLE.sub(" ", content))
    return _tidy("".join(pieces))


def collapse(text: str | None) -> str | None:
    """Return text as a page shows it on one line, or None for an empty one."""
    return COLLAPSIBLE.sub(" ", text or "").strip(" ") or None


def _tidy(text: str) -> str:
    """Drop the spaces around lines, and empty lines in a row."""
    lines = (line.strip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _encodable(text: str) -> bytes:
    """Return UTF-8 without what libxml2 would take for the end or another encoding."""
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"), count=1)
    return without_declaration.replace("\x00", "").encode("utf-8", "replace")
