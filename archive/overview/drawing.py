"""Bars of a chart as plain coordinates, so that a template only writes them down. Needs no database."""
from dataclasses import dataclass

HEIGHT, STEP, BAR = 96, 22, 8


@dataclass(frozen=True)
class Column:
    """One upright bar: its left edge, top and height in user units, and the sentence that says it."""

    x: int
    y: float
    height: float
    label: str


def columns(values, labels, offset=0):
    """Columns of a row of bars; the highest value reaches the top. `offset`: from the left of each step."""
    top = max([*values, 1])
    return [
        Column(number * STEP + offset, round(HEIGHT - HEIGHT * value / top, 1), round(HEIGHT * value / top, 1), label)
        for number, (value, label) in enumerate(zip(values, labels, strict=True))
    ]


def shares(lines, whole=None):
    """[(Line, per cent of the whole or of the longest, 0-100)] for bars that lie."""
    most = whole if whole is not None else max([line.count for line in lines], default=0)
    return [(line, round(100 * line.count / most) if most else 0) for line in lines]
