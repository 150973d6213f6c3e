"""Finds the one place of a text where a quoted passage stands.

Curators type plain spaces and straight quotes where the text has no-break spaces
and typographic ones. Matching folds such characters one for one, so that offsets
stay true; what is stored is always the text's own slice (W3C Web Annotation Data
Model, sections 4.2.4 and 4.2.5; offsets in Unicode code points).
"""
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

CONTEXT = 32
MAX_CONTEXT = 65_536  # characters on each side that are kept at most to tell a passage from its repetitions
SHOWN = 5  # places named when a passage stands in several
EFFORT = 50_000_000  # characters looked at before the search for a repeated passage is given up

_SPACES = (
    "\t\n\r\x0b\x0c\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014"
FOLDS = str.maketrans({
    **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'), **dict.fromkeys(_HYPHENS, "-"),
})


class AnchorError(ValueError):
    """The passage stands nowhere, or in several places; the message says which and what to do."""


@dataclass(frozen=True)
class Quote:
    """A passage as a curator gives it; `start` and `end` may be left out."""

    exact: str
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Passage:
    """Where a passage stands: text[start:end] == exact, and its context occurs only there."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def fold(text):
    """`text` with spaces, quotes and hyphens made plain; as long as `text`."""
    return text.translate(FOLDS)


def anchor(text, quote, within=None):
    """The Passage of `quote` in `text`, looking only `within` (start, end) if given.

    Raises AnchorError if the passage is not at its offsets, is not found, or is
    found more than once.
    """
    if not quote.exact:
        raise AnchorError(_("the passage is empty: quote the words that are the evidence"))
    try:
        return _anchor(text, quote, within or (0, len(text)))
    except AnchorError:
        as_in_text = _with_line_ends_of(text, quote)
        if as_in_text == quote:
            raise
    return _anchor(text, as_in_text, within or (0, len(text)))


def _with_line_ends_of(text, quote):
    """The quote with CR LF for LF: browsers and spreadsheets lose the CR that the text has."""
    if "\r\n" not in text:
        return quote
    return replace(quote, **{name: getattr(quote, name).replace("\r\n", "\n").replace("\n", "\r\n")
                             for name in ("exact", "prefix", "suffix")})


def _anchor(text, quote, within):
    first, last = within
    if quote.start is None and quote.end is not None:
        quote = replace(quote, start=quote.end - len(quote.exact))
    if quote.start is not None:
        start = _checked_start(text, quote, first, last)
    else:
        start = _only_start(text, quote, first, last)
    return passage_at(text, start, start + len(quote.exact))


def passage_at(text, start, end):
    """The Passage text[start:end], with as much context as makes it unique in `text`.

    Raises AnchorError if the text around repeats itself for more than MAX_CONTEXT.
    """
    exact, width = text[start:end], CONTEXT
    while width <= MAX_CONTEXT:
        prefix, suffix = text[max(0, start - width):start], text[end:end + width]
        needle = prefix + exact + suffix
        at = start - len(prefix)
        if text.find(needle) == at and text.find(needle, at + 1) == -1:
            return Passage(start, end, exact, prefix, suffix)
        width *= 2
    raise AnchorError(_("the text around character %(start)s repeats itself for more than %(most)s characters, "
                        "so that nothing tells this passage from the others: quote a longer one")
                      % {"start": start, "most": f"{MAX_CONTEXT:,}"})


def _checked_start(text, quote, first, last):
    start, end = quote.start, quote.start + len(quote.exact)
    if quote.end is not None and quote.end != end:
        raise AnchorError(_("end is %(said)s, but start %(start)s and the length of the passage give %(end)s") % {
            "said": quote.end, "start": start, "end": end})
    if start < first or end > last:
        raise AnchorError(_("characters %(start)s to %(end)s lie outside this document (%(first)s to %(last)s)") % {
            "start": start, "end": end, "first": first, "last": last})
    if fold(text[start:end]) != fold(quote.exact):
        raise AnchorError(_("at character %(start)s the text has “%(there)s”, not “%(given)s”") % {
            "start": start, "there": text[start:start + 40], "given": quote.exact[:40]})
    if not _has_context(text, start, end, quote):
        raise AnchorError(_("the passage stands at character %(start)s, but the words before or after it differ") % {
            "start": start})
    return start


def _only_start(text, quote, first, last):
    starts = list(islice(_starts(text, quote, first, last), SHOWN + 1))
    if not starts:
        raise AnchorError(_("“%(passage)s” does not stand in this document's text") % {"passage": quote.exact[:60]})
    if len(starts) > 1:
        count = len(starts) if len(starts) <= SHOWN else _("more than %(n)s") % {"n": SHOWN}
        raise AnchorError(_("“%(passage)s” stands in %(count)s places (%(starts)s): give the start, or words before "
                            "or after it") % {"passage": quote.exact[:60], "count": count,
                                              "starts": ", ".join(map(str, starts[:SHOWN]))})
    return starts[0]


def _starts(text, quote, first, last):
    """Yield each start of the passage with its context.

    A text that repeats itself ("aaaa ...") could keep this busy for hours, so
    that after a generous effort it raises AnchorError and asks for the start.
    """
    haystack, needle = fold(text[first:last]), fold(quote.exact)
    cost = 500 + len(needle) + len(quote.prefix) + len(quote.suffix)
    at = haystack.find(needle)
    for _attempt in range(max(SHOWN + 1, EFFORT // cost)):
        if at == -1:
            return
        if _has_context(text, first + at, first + at + len(needle), quote):
            yield first + at
        at = haystack.find(needle, at + 1)
    raise AnchorError(_("“%(passage)s” stands in too many places to look at each: give the start") % {
        "passage": quote.exact[:60]})


def _has_context(text, start, end, quote):
    """Whether the given context stands around; the space next to the passage may be left out."""
    prefix, suffix = fold(quote.prefix).strip(), fold(quote.suffix).strip()
    before = fold(text[max(0, start - len(quote.prefix) - CONTEXT):start]).rstrip()
    after = fold(text[end:end + len(quote.suffix) + CONTEXT]).lstrip()
    return before.endswith(prefix) and after.startswith(suffix)
