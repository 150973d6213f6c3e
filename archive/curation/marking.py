"""A document's text cut into pieces, so that its evidence can be marked where it stands."""
import itertools
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import mark_safe


@dataclass(frozen=True)
class Piece:
    """Consecutive characters of the text with the same evidence; `spans` are the spans that cover it."""

    text: str
    start: int
    spans: tuple = field(default=())
    opened: tuple = field(default=())  # the spans that begin here: the page's anchors

    @property
    def html(self):
        """The characters as HTML that a browser counts as the server does: it would drop a plain CR before LF."""
        return mark_safe(escape(self.text).replace("\r", "&#13;"))


def marked_pieces(text, first, last, spans):
    """The Pieces of text[first:last] (code points), in order; together they are that text exactly.

    `spans` are EvidenceSpans of this text; what lies outside the range is cut off.
    """
    inside = [span for span in spans if span.start < last and span.end > first]
    edges = {first, last}
    for span in inside:
        edges |= {max(span.start, first), min(span.end, last)}
    cuts = sorted(edges)
    return [_piece(text, start, end, inside, first) for start, end in itertools.pairwise(cuts)]


def _piece(text, start, end, spans, first):
    return Piece(
        text[start:end], start,
        tuple(span for span in spans if span.start <= start and span.end >= end),
        tuple(span for span in spans if max(span.start, first) == start),
    )
