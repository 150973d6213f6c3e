"""What a parsed EDTF text is: a date, or an interval between two, of which one may be missing.

Two rules hold for the bounds ``earliest`` and ``latest``:

- Qualifiers do not widen them. ``2016~`` still runs from 1 January to 31 December 2016: nobody
  stated how far "about" reaches, and the archive does not invent it.
- A missing end has no bound: ``/2018`` and ``../2018`` have no earliest day.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Precision(Enum):
    """How much of a date is stated."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MONTH_UNKNOWN = "month unknown"
    DAY_UNKNOWN = "day unknown"
    MONTH_AND_DAY_UNKNOWN = "month and day unknown"


class Missing(Enum):
    """An end of an interval that is not a date (EDTF level 1, extended interval)."""

    UNKNOWN = ""
    OPEN = ".."


@dataclass(frozen=True, slots=True)
class EDTFPoint:
    """One date, of any precision, between its first and its last possible day (inclusive)."""

    text: str
    precision: Precision
    earliest: date
    latest: date
    is_uncertain: bool = False
    is_approximate: bool = False

    @property
    def season(self) -> int | None:
        """21 spring, 22 summer, 23 autumn, 24 winter; ``None`` when it is not a season."""
        return int(self.text[5:7]) if self.precision is Precision.SEASON else None

    @property
    def time_of_day(self) -> str:
        """``"10:30:00Z"``, with the zone as written; empty when no time is stated."""
        return self.text[11:] if self.precision is Precision.TIME else ""


@dataclass(frozen=True, slots=True)
class EDTFDate:
    """A whole EDTF text. A single date is its own start and end."""

    text: str
    start: EDTFPoint | Missing
    end: EDTFPoint | Missing

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean, or ``None`` when the start is missing."""
        return None if isinstance(self.start, Missing) else self.start.earliest

    @property
    def latest(self) -> date | None:
        """The last day that it can mean, or ``None`` when the end is missing."""
        return None if isinstance(self.end, Missing) else self.end.latest

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def is_uncertain(self) -> bool:
        """Whether either side carries ``?`` or ``%``."""
        return any(point.is_uncertain for point in self._points)

    @property
    def is_approximate(self) -> bool:
        """Whether either side carries ``~`` or ``%``."""
        return any(point.is_approximate for point in self._points)

    @property
    def _points(self) -> list[EDTFPoint]:
        return [side for side in (self.start, self.end) if isinstance(side, EDTFPoint)]
