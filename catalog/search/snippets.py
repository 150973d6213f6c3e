"""The passage of a hit that shows best why it was found, with the words of the query marked.

Pure: texts in, pieces out; every piece is cut from the original, so that a reader sees
what was written and not what was compared. Long texts are read in stretches and only
as far as needed.
"""
from collections import Counter
from dataclasses import dataclass

from catalog.search.marking import Marking

WIDTH = 240  # characters of a snippet
LEAD = 60  # at most before the first marked word
STRETCH = 6000  # characters read at a time
ENOUGH = 3  # different highlights in one passage: no better one is looked for


@dataclass(frozen=True)
class Snippet:
    """Pieces [(text, is marked)] in order; `field` is where words were found, "" if in none of these.

    `has_before`, `has_more`: whether the text goes on at either side, for dots on the page.
    """

    field: str
    pieces: tuple[tuple[str, bool], ...] = ()
    has_before: bool = False
    has_more: bool = False


def snippet(fields, highlights):
    """The best passage of [(field name, text)], in order of interest; the title is shown anyway and left out.

    `highlights` as in Reading, or a Marking of it: prepare one for a page of hits.
    """
    marking = highlights if isinstance(highlights, Marking) else Marking(highlights)
    fields = [(field, text) for field, text in fields if field != "title" and text]
    best, score = None, 0
    for field, text in fields:
        found, places = _best(marking, field, text)
        if found > score:
            best, score = (field, text, places), found
        if score >= ENOUGH:
            break
    if best:
        return _cut(*best)
    return _cut("", fields[0][1], []) if fields else Snippet("")


def marked(text, field, highlights):
    """A whole text, such as a title, as pieces [(text, is marked)]."""
    marking = highlights if isinstance(highlights, Marking) else Marking(highlights)
    return _pieces(text, marking.places(field, text), 0, len(text))


def _best(marking, field, text):
    """(different highlights, places) of the stretch with the richest passage; its places begin there."""
    best, start = (0, []), 0
    while start < len(text) and best[0] < ENOUGH and marking.has(field):
        end = _space_after(text, start + STRETCH)
        places = [(first + start, last + start, number)
                  for first, last, number in marking.places(field, text[start:end])]
        found, position = _richest(places)
        if found > best[0]:
            best = found, places[position:]
        start = end
    return best


def _richest(places):
    """(different highlights, its first place) of the passage that has most of them; the first of equals."""
    best, count, first, different = (0, 0), Counter(), 0, 0
    for position, (_start, end, number) in enumerate(places):
        different += not count[number]
        count[number] += 1
        while end - places[first][0] > WIDTH - LEAD and first < position:
            count[places[first][2]] -= 1
            different -= not count[places[first][2]]
            first += 1
        if different > best[0]:
            best = different, first
    return best


def _cut(field, text, places):
    """The window that begins shortly before the first of these places; those that it holds are marked."""
    start, end = 0, len(text)
    if len(text) > WIDTH:
        first, last = places[0][:2] if places else (0, 0)
        start = _space_before(text, first - LEAD, first)
        end = max(_word_end(text, start + WIDTH), last)
        if end == len(text):
            start = min(start, _space_before(text, end - WIDTH, first))
    window = text[start:end]
    start, end = start + len(window) - len(window.lstrip()), start + len(window.rstrip())
    return Snippet(field, _pieces(text, places, start, end), bool(text[:start].strip()), bool(text[end:].strip()))


def _space_before(text, start, first):
    """The first beginning of a word from `start` on, not after `first`."""
    if start <= 0:
        return 0
    for position in range(start, first):
        if text[position - 1].isspace():
            return position
    return min(start, first)


def _word_end(text, end):
    """The last end of a word before `end`; where no spaces are, `end`."""
    if end >= len(text):
        return len(text)
    for position in range(end, end - LEAD, -1):
        if text[position].isspace():
            return position
    return end


def _space_after(text, end):
    """The next end of a word, so that none is divided between two stretches; where no spaces are, `end`."""
    for position in range(end, min(end + LEAD, len(text))):
        if text[position].isspace():
            return position
    return min(end, len(text))


def _pieces(text, places, start, end):
    pieces, done = [], start
    for first, last in _merged(places):
        if start <= first and last <= end:
            pieces += [(text[done:first], False), (text[first:last], True)]
            done = last
    return tuple(piece for piece in (*pieces, (text[done:end], False)) if piece[0])


def _merged(places):
    """Places without overlaps."""
    merged = []
    for first, last, _number in places:
        if merged and first < merged[-1][1]:
            merged[-1][1] = max(last, merged[-1][1])
        else:
            merged.append([first, last])
    return merged
