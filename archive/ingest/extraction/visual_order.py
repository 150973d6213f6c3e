"""Puts right-to-left text from a PDF into reading order, from where each letter stands.

A PDF says where to draw glyphs and nothing about reading. Programs write Persian, Arabic
and Hebrew forwards, backwards or word by word, so the order in the file means nothing;
what a reader sees does. Letters are sorted by place into lines as seen from the left, and
then turned the way the Unicode bidirectional algorithm (UAX #9, rule L2) turned them.
"""

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from archive.ingest.extraction.brackets import repair_brackets

RIGHT_TO_LEFT = {"R", "AL"}
LEFT_TO_RIGHT = {"L", "EN", "AN"}
SEPARATORS_IN_NUMBERS = {"ES", "ET", "CS"}
LINE_SHARE = 0.4
SPACE_SHARE = 0.12


class Glyph(NamedTuple):
    """A drawn character: its baseline's start and height, where it ends, and its font size.

    In points from the lower left corner of the page.
    """

    character: str
    x: float
    y: float
    end: float
    size: float


def has_right_to_left(text: str) -> bool:
    """Return whether any letter of the text is written from right to left."""
    return any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)


def read_lines(glyphs: Iterable[Glyph]) -> str:
    """Return the text of the glyphs in reading order, a line for each line as drawn.

    Spaces among the glyphs are ignored, as PDFs may move without drawing any: a gap is one.
    """
    glyphs = [glyph for glyph in glyphs if not glyph.character.isspace()]
    is_turned = _is_mostly_right_to_left(glyph.character for glyph in glyphs)
    return "\n".join(_read_line(line, is_turned) for line in _split_lines(glyphs))


def _read_line(glyphs: list[Glyph], is_turned: bool) -> str:
    """Return one line in reading order.

    `is_turned`: the page is mostly right-to-left, so even a mostly Latin line of it begins
    at the right.
    """
    spots = _spaced(_merge_spots(glyphs))
    text = "".join(spots)
    if has_right_to_left(text):
        whole = is_turned or _is_mostly_right_to_left(text)
        text = repair_brackets(_turn(spots) if whole else _turn_parts(spots))
    return text.strip()


def _merge_spots(glyphs: list[Glyph]) -> list[Glyph]:
    """Return one glyph for each place, from the left: ligatures and accents put together.

    The letters of a ligature stand on one spot, in the order of their list, which may run
    either way: where it runs with rising x, right-to-left letters are in it backwards.
    """
    spots, marks = [], []
    for _, letters in groupby(glyphs, key=lambda glyph: glyph.x):
        letters = list(letters)
        marks += [letter for letter in letters if unicodedata.combining(letter.character)]
        letters = [letter for letter in letters if not unicodedata.combining(letter.character)]
        if not letters:
            continue
        text = "".join(letter.character for letter in letters)
        if len(letters) > 1 and has_right_to_left(text) and _is_rising(glyphs, letters[-1]):
            text = text[::-1]
        spots.append(letters[0]._replace(character=text, end=max(g.end for g in letters)))
    spots.sort(key=lambda spot: spot.x)
    for mark in marks:
        _attach(mark, spots)
    return spots


def _is_rising(glyphs: list[Glyph], last: Glyph) -> bool:
    """Return whether the list goes on to the right of a glyph, or came from its left."""
    position = len(glyphs) - 1 - glyphs[::-1].index(last)
    if position + 1 < len(glyphs):
        return glyphs[position + 1].x > last.x
    before = (glyph for glyph in reversed(glyphs) if glyph.x != last.x)
    return next(before, last).x < last.x


def _attach(mark: Glyph, spots: list[Glyph]) -> None:
    """Put an accent after the letter that it stands on."""
    if not spots:
        spots.append(mark)
        return
    index = min(range(len(spots)), key=lambda i: abs((spots[i].x + spots[i].end) / 2 - mark.x))
    spots[index] = spots[index]._replace(character=spots[index].character + mark.character)


def _spaced(spots: list[Glyph]) -> list[str]:
    """Return the text of each spot, with a space for each gap between two."""
    texts = []
    for before, spot in zip([None, *spots], spots, strict=False):
        if before is not None and spot.x - before.end > SPACE_SHARE * max(spot.size, 1):
            texts.append(" ")
        texts.append(spot.character)
    return texts


def _turn(spots: list[str]) -> str:
    """Read from the right, with Latin words and numbers turned back."""
    runs = _runs(spots[::-1])
    ordered = (run[::-1] if is_left_to_right else run for is_left_to_right, run in runs)
    return "".join(spot for run in ordered for spot in run)


def _turn_parts(spots: list[str]) -> str:
    """Read from the left, and turn each stretch from one right-to-left letter to another."""
    stretch, pieces = [], []
    for spot in [*spots, None]:
        kind = "L" if spot is None else _kind(spot)
        if kind == "L":
            last = max((i for i, s in enumerate(stretch) if _kind(s) in RIGHT_TO_LEFT), default=-1)
            pieces += [_turn(stretch[: last + 1]), *stretch[last + 1 :], spot or ""]
            stretch = []
        elif stretch or kind in RIGHT_TO_LEFT:
            stretch.append(spot)
        else:
            pieces.append(spot)
    return "".join(pieces)


def _kind(spot: str) -> str:
    """Return the bidirectional class of a spot's first visible character."""
    return unicodedata.bidirectional(spot.strip()[:1] or " ")


def _is_mostly_right_to_left(characters: Iterable[str]) -> bool:
    kinds = [unicodedata.bidirectional(character) for character in characters]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) > kinds.count("L")


def _split_lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Split where the baseline moves by more than a share of the letter size."""
    lines = []
    for glyph in glyphs:
        is_same = lines and abs(lines[-1][-1].y - glyph.y) <= LINE_SHARE * max(glyph.size, 1)
        if is_same:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _runs(spots: list[str]) -> list[tuple[bool, list[str]]]:
    """Split a turned line into (is left-to-right, spots): Latin words and numbers turn back.

    What stands between two left-to-right letters belongs to them, as a space between Latin
    words; between digits only a separator does.
    """
    runs, between = [], []
    for spot in spots:
        kind = _kind(spot)
        is_left_to_right = kind in LEFT_TO_RIGHT
        if not is_left_to_right and kind not in RIGHT_TO_LEFT:
            between.append(spot)
            continue
        is_next = is_left_to_right and bool(runs) and runs[-1][0]
        if is_next and _joins(runs[-1][1][-1], spot, between):
            runs[-1][1].extend([*between, spot])
        else:
            runs += [(False, between), (is_left_to_right, [spot])]
        between = []
    return [*runs, (False, between)]


def _joins(before: str, after: str, between: list[str]) -> bool:
    if not between:
        return True
    kinds = {_kind(before), _kind(after)}
    separators = {unicodedata.bidirectional(spot[:1]) for spot in between}
    return kinds == {"L"} or separators <= SEPARATORS_IN_NUMBERS
