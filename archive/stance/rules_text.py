"""The codebook's plain text as HTML: headings, paragraphs, lists, tables and words set in bold or italics.

It takes the few marks that the rules are written with and escapes everything else, so that no text can bring
markup of its own. A line that begins with "# " (up to four #) is a heading, "- " or "1. " an item, "|" a row.
"""
import re
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import mark_safe

HEADING = re.compile(r"(#{1,4}) +(.*)")
ITEM = re.compile(r"(-|\d+\.) +(.*)")
RULE = re.compile(r"\|[\s:|-]+\|?")
BOLD, ITALIC = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*"), re.compile(r"\*(\S(?:.*?\S)?)\*")


def rules_as_html(text, highest=2):
    """`text` as safe HTML; its first rank of headings is h`highest`."""
    lines = text.replace("\r\n", "\n").split("\n")
    blocks = []
    for is_empty, block in groupby(lines, key=lambda line: not line.strip()):
        if not is_empty:
            blocks += _blocks(list(block), highest)
    return mark_safe("\n".join(blocks))


def _blocks(lines, highest):
    """The HTML of consecutive lines: each run of one kind is one element."""
    found, run, kind = [], [], None
    for line in lines:
        this = _kind_of(line, kind)
        if run and (this != kind or this == "heading"):
            found.append(_element(kind, run, highest))
            run = []
        kind = this
        run.append(line)
    return [*found, _element(kind, run, highest)]


def _kind_of(line, before):
    if HEADING.fullmatch(line):
        return "heading"
    if line.startswith("|"):
        return "table"
    marked = ITEM.match(line)
    if marked:
        return "ul" if marked[1] == "-" else "ol"
    return before if before in ("ul", "ol") and line.startswith(" ") else "p"


def _element(kind, lines, highest):
    if kind == "heading":
        marks, words = HEADING.fullmatch(lines[0]).groups()
        rank = min(len(marks) + highest - 1, 6)
        return f"<h{rank}>{_words(words)}</h{rank}>"
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{_words(item)}</li>' for item in _items(lines))}</{kind}>"
    if kind == "table":
        return _table(lines)
    return f"<p>{_words(' '.join(line.strip() for line in lines))}</p>"


def _items(lines):
    """The items of a list; an indented line goes on with the item before."""
    items = []
    for line in lines:
        marked = ITEM.match(line)
        if marked:
            items.append(marked[2])
        else:
            items[-1] += " " + line.strip()
    return items


def _table(lines):
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not RULE.fullmatch(line)]
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _words(text):
    return ITALIC.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", escape(text)))
