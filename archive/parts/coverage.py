"""What the parts of a whole cover: gaps, overlaps, and every character once. Needs no database."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """text[start:end], code points; `part` is the index of the range that covers it, None for a gap.

    Of two ranges that overlap, the later one ends where the earlier one does not reach.
    """

    start: int
    end: int
    part: int | None


@dataclass(frozen=True)
class Overlap:
    """text[start:end] is covered by the ranges `one` and `other` (indexes), both."""

    start: int
    end: int
    one: int
    other: int


def stretches(ranges, first, last):
    """Stretches from `first` to `last` that touch each other: every character is in exactly one.

    `ranges`: (start, end) of each part, in any order.
    """
    found, reached = [], first
    for index, (start, end) in sorted(enumerate(ranges), key=lambda one: one[1]):
        start, end = max(start, first), min(end, last)
        if start > reached:
            found.append(Stretch(reached, start, None))
            reached = start
        if end > reached:
            found.append(Stretch(reached, end, index))
            reached = end
    if reached < last:
        found.append(Stretch(reached, last, None))
    return found


def gaps(text, ranges, first, last):
    """Stretches with words that no part covers; white space between two parts is none."""
    return [one for one in stretches(ranges, first, last) if one.part is None and text[one.start:one.end].strip()]


def overlaps(ranges):
    """Every Overlap of two ranges, in the order of the text."""
    placed = sorted(enumerate(ranges), key=lambda one: one[1])
    found = []
    for position, (one, (_start, end)) in enumerate(placed):
        for other, (start, other_end) in placed[position + 1:]:
            if start >= end:
                break
            found.append(Overlap(start, min(end, other_end), one, other))
    return found
