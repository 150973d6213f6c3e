"""The reader of EDTF texts: levels 0 and 1 exactly, and of those what the archive holds.

Sources: Library of Congress, EDTF Specification (4 February 2019); ISO 8601-2:2019. Choices made
where they leave one:

- A season (21 to 24) is bounded by its whole year. The text names a year and a season, but not a
  hemisphere: spring is March in Tehran and September in Sydney, and winter crosses the new year.
  The whole year is the one bound that is wrong for neither.
- Level 0 has times with and without a zone; both are held. Their day is the day as written.
- A mark may follow a season and an X: "the whole date" includes them.
- An interval must state at least one date: ``/`` and ``../..`` say nothing that an empty field does
  not say. Its ends carry no time of day (level 0) and no X (that is level 2).
- An interval is reversed only when its start cannot be before its end: ``2018/2018-02`` is sound.

Not held: years outside 0001 to 9999, among them the letter-prefixed years of level 1.
"""

import re
from calendar import monthrange
from datetime import date

from archive.edtf import reasons
from archive.edtf.dates import EDTFDate, EDTFPoint, Missing, Precision
from archive.edtf.refusals import EDTFError, refuse, refuse_unreadable

MAX_LENGTH = 100
"""Characters; checked before anything reads the text, so that no input can be slow."""

_DATE = re.compile(
    r"(?P<year>(?!00(00|0X|XX))[0-9]{2}([0-9]{2}|[0-9]X|XX))"
    r"(-(?P<month>[0-9]{2}|XX)(-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[?~%]?)"
)
_TIME = re.compile(
    r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(Z|(?!-00(:00)?$)[+-](0[0-9]|1[0-4])(:[0-5][0-9])?)?"
)
_PRECISIONS = {
    "year": Precision.YEAR,
    "year month": Precision.MONTH,
    "year month day": Precision.DAY,
    "year X": Precision.MONTH_UNKNOWN,
    "year month X": Precision.DAY_UNKNOWN,
    "year X X": Precision.MONTH_AND_DAY_UNKNOWN,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
    "year season": Precision.SEASON,
}


def parse_edtf(text: str) -> EDTFDate:
    """Read an EDTF level 0 or 1 text; surrounding white space is dropped from the canonical text.

    Raises EDTFError, with a message for curators, for everything else, the empty text included.
    """
    if len(text) > MAX_LENGTH:
        raise EDTFError(reasons.TOO_LONG % {"limit": MAX_LENGTH, "length": len(text)})
    text = text.strip()
    if not text:
        raise EDTFError(str(reasons.EMPTY))
    if "/" in text:
        return _read_interval(text)
    point = _read_point(text)
    return EDTFDate(text, point, point)


def _read_interval(text: str) -> EDTFDate:
    start_text, _slash, end_text = text.partition("/")
    if "/" in end_text:
        raise refuse(text, reasons.ONE_SLASH)
    start, end = _read_end(start_text), _read_end(end_text)
    interval = EDTFDate(text, start, end)
    if isinstance(start, Missing) and isinstance(end, Missing):
        raise refuse(text, reasons.NO_DATE_IN_INTERVAL)
    if interval.earliest and interval.latest and interval.earliest > interval.latest:
        raise refuse(text, reasons.REVERSED)
    return interval


def _read_end(text: str) -> EDTFPoint | Missing:
    if text in ("", ".."):
        return Missing(text)
    point = _read_point(text)
    if point.precision is Precision.TIME:
        raise refuse(text, reasons.NO_TIME_IN_INTERVAL)
    if "X" in text:
        raise refuse(text, reasons.NO_X_IN_INTERVAL)
    return point


def _read_point(text: str) -> EDTFPoint:
    date_text, separator, time_text = text.partition("T")
    match = _DATE.fullmatch(date_text)
    if not match:
        raise refuse_unreadable(text)
    precision = _precision(match, text)
    if separator:
        if precision is not Precision.DAY or match["mark"] or not _TIME.fullmatch(time_text):
            raise refuse_unreadable(text)
        precision = Precision.TIME
    earliest, latest = _bounds(match, text)
    uncertain, approximate = match["mark"] in ("?", "%"), match["mark"] in ("~", "%")
    return EDTFPoint(text, precision, earliest, latest, uncertain, approximate)


def _precision(match: re.Match[str], text: str) -> Precision:
    """Name the shape of a date; the shapes that are missing from the table are level 2."""
    year, month, day = match["year"], match["month"], match["day"]
    shape = ["century" if year.endswith("XX") else "decade" if "X" in year else "year"]
    if month:
        shape.append("X" if month == "XX" else "season" if 20 < int(month) < 42 else "month")
    if day:
        shape.append("X" if day == "XX" else "day")
    precision = _PRECISIONS.get(" ".join(shape))
    if "season" in shape and (precision is None or int(month) > 24):
        raise refuse(text, reasons.SEASONS_HELD)
    if precision is None:
        raise refuse_unreadable(text)
    return precision


def _bounds(match: re.Match[str], text: str) -> tuple[date, date]:
    """Return the first and the last day, refusing those that the calendar lacks."""
    year, month, day = match["year"], match["month"], match["day"]
    if month in (None, "XX", "21", "22", "23", "24"):
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if not 1 <= int(month) <= 12:
        raise refuse(text, reasons.NO_SUCH_MONTH % {"month": month})
    days = monthrange(int(year), int(month))[1]
    if day in (None, "XX"):
        return date(int(year), int(month), 1), date(int(year), int(month), days)
    if not 1 <= int(day) <= days:
        example = f"{year}-{month}-{days}"
        raise refuse(text, reasons.NO_SUCH_DAY % {"days": days, "example": example})
    only = date(int(year), int(month), int(day))
    return only, only
