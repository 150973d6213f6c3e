"""A document's text as HTML, with its evidence marked, noted and linked, and its parts named.

The words are escaped piece by piece; nothing in them can become markup. One
sweep over the edges of all passages writes every stretch of text once, so a
long text costs no more than its length and its notes.
"""
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import mark_safe

LONGEST = 300_000  # code points shown on the page; the file has the rest


@dataclass(frozen=True)
class Note:
    """What the catalogue says of one passage of the shown text (code points start..end, end exclusive).

    `kind` is a position, "figure" or "quotation"; `sign` is what the eye sees after
    the passage, `words` what is heard and printed; `anchor` names the row beside
    the text. `target` is a target's identifier, "figures" or "quotations"; `coder`
    is empty where nobody coded.
    """

    start: int
    end: int
    kind: str
    sign: str
    words: str
    anchor: str
    target: str
    coder: str = ""


def passage_id(start, end):
    """The fragment under which a passage of the shown text is found."""
    return f"passage-{start}-{end}"


def marked_text(text, notes, parts=(), *, is_lit=lambda note: True, spoken=""):
    """`text` as safe HTML.

    `notes` may overlap; those for which `is_lit` is false leave only their place,
    so that a script can light them. `parts` are (start, safe HTML heading), set
    before the words that stand there. `spoken` are the HTML attributes of the
    language in which notes are worded.
    """
    text = text[:LONGEST]
    places = _Places(text, notes, parts)
    lit = [is_lit(note) for note in notes]
    current, pieces = {}, []
    for start, end in pairwise([*places.cuts, len(text)]):
        for index in places.ends.get(start, ()):
            del current[index]
            pieces.append(_sign(index, notes[index], lit[index], spoken))
        pieces += places.headings.get(start, ())
        opening = places.starts.get(start, ())
        current.update((index, notes[index].kind) for index in opening)
        pieces.append(_stretch(text[start:end], current, lit, _anchors(notes[index] for index in opening)))
    return mark_safe("".join(pieces))


class _Places:
    """What happens where: which notes begin and end at a place, and which headings stand there."""

    def __init__(self, text, notes, parts):
        self.starts, self.ends, self.headings = defaultdict(list), defaultdict(list), defaultdict(list)
        for index, note in enumerate(notes):
            if note.end <= len(text):
                self.starts[note.start].append(index)
                self.ends[note.end].append(index)
        for start, heading in parts:
            if start <= len(text):
                self.headings[start].append(heading)
        self.cuts = sorted({0, len(text), *self.starts, *self.ends, *self.headings})


def _anchors(notes):
    identifiers = dict.fromkeys(passage_id(note.start, note.end) for note in notes)
    return "".join(f'<span id="{identifier}"></span>' for identifier in identifiers)


def _stretch(words, current, lit, anchors):
    """One stretch of text between two edges: a mark if a lit note covers it."""
    if not words:
        return ""
    if not current:
        return escape(words)
    kinds = {kind for index, kind in current.items() if lit[index]}
    covered = " ".join(map(str, current))
    if not kinds:
        return f'<span data-notes="{covered}">{anchors}{escape(words)}</span>'
    return f'<mark class="{mark_class(kinds)}" data-notes="{covered}">{anchors}{escape(words)}</mark>'


def mark_class(kinds):
    """How a stretch is drawn: as its one position, "mixed" where positions differ, plain without one."""
    positions = kinds - {"figure", "quotation"}
    if len(positions) > 1:
        return "mixed"
    return next(iter(positions), "plain")


def _sign(index, note, is_lit, spoken):
    """The link from the end of a passage to what is said of it."""
    return (
        f'<a class="note note-{note.kind}" href="#{escape(note.anchor)}" data-note="{index}"'
        f' data-target="{escape(note.target)}" data-coder="{escape(note.coder)}" {spoken}{"" if is_lit else " hidden"}>'
        f'<span aria-hidden="true">{escape(note.sign)}</span><span class="note-words">{escape(note.words)}</span></a>'
    )
