"""Proposes where the parts of a digest begin. A proposal only: people decide.

Editors of digests set a heading over an excerpt, name its source and date at the
head, or break off with a mark such as “Read more”, sometimes in the middle of a line.
"""
import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

MOST = 300  # proposals; a text with more is no digest
LONGEST_HEADING = 180
LONGER = 1.4  # how much longer than a heading the line below it is
HEADING, BYLINE, CUT = _("heading"), _("by-line or source"), _("after a mark of a cut")

SENTENCE_END = re.compile(r"[.;:,،؛…]\s*$|\.[”\"'’)]\s*$")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = rf"(?:\d{{1,2}}\s+{MONTH}\s+\d{{4}}|{MONTH}\s+\d{{1,2}},\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
SOURCE = re.compile(rf"^\s*(?:(?:by|از|نوشتهٔ|به قلم)\s+\S|[^.,:]{{2,60}}?[-–—,:]\s*{DATE})", re.IGNORECASE)
FROM_IN_PROSE = re.compile(r"^\s*از(?:\s+\S+){4}")  # more words than a name has
BLANK_LINE = re.compile(r"\n[^\S\n]*\n[^\S\n]*$")
NUMBERED = re.compile(r"^\s*[\d۰-۹]{1,3}[.)]\s+\S")
CUT_MARK = re.compile(r"(?:read more|continue reading|full story|ادامه مطلب|بیشتر بخوانید)[ .…»>]*", re.IGNORECASE)


@dataclass(frozen=True)
class Boundary:
    """A place where a part seems to begin: code point of the text, why, and the heading if there is one."""

    start: int
    reason: str
    heading: str = ""


def suggest_boundaries(text, first=0, last=None):
    """Boundaries within text[first:last] (code points), in order; the first one is at its first word.

    Empty for a stretch without words. At most MOST.
    """
    last = len(text) if last is None else last
    lines = [line for line in _lines(text, first, last) if line[1].strip()]
    found = {}
    for line, below in pairwise([*lines, (last, "")]):
        boundary = _at_line(text, line, below)
        if boundary:
            found.setdefault(boundary.start, boundary)
    for start in _after_cuts(text, first, last):
        found.setdefault(start, Boundary(start, CUT))
    if lines:
        begin = lines[0][0] + _indent(lines[0][1])
        found.setdefault(begin, Boundary(begin, HEADING, _heading(lines[0][1]) if len(lines[0][1]) < LONGEST_HEADING
                                         else ""))
    return _apart(sorted(found.values(), key=lambda one: one.start), text)[:MOST]


def _lines(text, first, last):
    """(offset, line) of every line that begins in the stretch."""
    at = first
    for line in text[first:last].split("\n"):
        yield at, line
        at += len(line) + 1


def _at_line(text, line, below):
    offset, words = line
    start = offset + _indent(words)
    if SOURCE.match(words):
        return Boundary(start, BYLINE)
    if _is_heading(words.strip(), below[1].strip()) or _is_over_byline(text, line, below):
        return Boundary(start, HEADING, _heading(words))
    return None


def _is_heading(words, below):
    return _may_be_heading(words) and (bool(NUMBERED.match(words)) or len(below) >= LONGER * len(words))


def _may_be_heading(words):
    if not words or len(words) > LONGEST_HEADING or SENTENCE_END.search(words):
        return False
    return not _initial(words).islower()


def _is_over_byline(text, line, below):
    """A title or a question after a blank line, with a by-line under it: at most one blank line between them."""
    offset, words = line
    above = text[text.rfind("\n", 0, max(offset - 1, 0)) + 1:offset]
    if above.strip() or text.count("\n", offset, below[0]) > 2:
        return False
    if not SOURCE.match(below[1]) or FROM_IN_PROSE.match(below[1]):
        return False
    return _may_be_heading(words.strip()) and (words.rstrip().endswith(("?", "؟")) or _is_title(words))


def _is_title(words):
    """No more than half of its longer words begin small; in a script without capitals none does."""
    longer = [word for word in words.split() if len(word) > 3] or words.split()
    small = [_initial(word).islower() for word in longer]
    return 2 * sum(small) <= len(small)


def _initial(words):
    return words.lstrip("“\"'«([")[:1]


def _heading(line):
    return NUMBERED.sub(lambda found: found[0][-1], line).strip()


def _after_cuts(text, first, last):
    """Where the words after each mark of a cut begin, if there are any."""
    for found in CUT_MARK.finditer(text, first, last):
        rest = text[found.end():last]
        if rest.strip():
            yield found.end() + _indent(rest)


def _indent(words):
    return len(words) - len(words.lstrip())


def _apart(boundaries, text):
    """A by-line below a heading, or a heading in two lines, belongs to the boundary above it.

    One blank line may stand between a heading and its by-line.
    """
    kept = []
    for boundary in boundaries:
        head = text[kept[-1].start:boundary.start] if kept else ""
        if boundary.reason == BYLINE and not SENTENCE_END.search(head):
            head = BLANK_LINE.sub("\n", head)
        is_below = bool(kept) and head.count("\n") <= 1 and len(head) <= LONGEST_HEADING and boundary.reason != CUT
        if not (is_below and kept[-1].heading):
            kept.append(boundary)
    return kept
