"""Dates of issue as citation styles write them, in English, never without their uncertainty.

“ca. 1998” for an approximate date, a question mark for an uncertain one, and square brackets
round one that is not stated in the document: so the American Psychological Association in its
guidance on archival documents (Publication Manual, 7th ed., with apastyle.apa.org) and the
Chicago Manual of Style (17th ed., 14.145). “n.d.” is no date (APA 9.17, Chicago 14.145).
"""
from archive.edtf import EDTFPoint, Precision, parse_edtf

NO_DATE = "n.d."
INFERRED = frozenset(("relative", "event", "external"))
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
WITH_DAY = (Precision.DAY, Precision.TIME)
WITH_MONTH = (*WITH_DAY, Precision.MONTH, Precision.DAY_UNKNOWN)
EXACT = {Precision.DAY: "%Y-%m-%d", Precision.TIME: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


def apa_date(issued, basis=""):
    """“1998, March 5”, “ca. 1998, March”, “[1998]”, “1998–1999”, “n.d.”."""
    return _date(issued, basis, _year_first)


def chicago_date(issued, basis=""):
    """“March 5, 1998”, “ca. March 1998”, “[1998]”, “1998–1999”, “n.d.”."""
    return _date(issued, basis, _month_first)


def exact_date(issued, basis=""):
    """ISO 8601 (YYYY, YYYY-MM or YYYY-MM-DD) if the date is one, stated and beyond doubt; else "".

    For formats that cannot say “about”: what they would make of a doubtful date is wrong.
    """
    date = parse_edtf(issued) if issued and basis not in INFERRED else None
    if date is None or date.is_interval or date.is_uncertain or date.is_approximate:
        return ""
    form = EXACT.get(date.start.precision, "")
    return f"{date.start.earliest.year:04d}{date.start.earliest.strftime(form[2:])}" if form else ""


def known_year(issued):
    """The year of issue in four digits if it is one year, however certain; else ""."""
    date = parse_edtf(issued) if issued else None
    if date is None or date.earliest is None or date.latest is None:
        return ""
    return f"{date.earliest.year:04d}" if date.earliest.year == date.latest.year else ""


def _date(issued, basis, in_order):
    if not issued:
        return NO_DATE
    date = parse_edtf(issued)
    sides = [date.start] if not date.is_interval else [date.start, date.end]
    words = "–".join(_point(side, in_order) if isinstance(side, EDTFPoint) else "" for side in sides)
    return f"[{words}]" if basis in INFERRED else words


def _point(point, in_order):
    words = in_order(point)
    return f"{'ca. ' if point.is_approximate else ''}{words}{'?' if point.is_uncertain else ''}"


def _year_first(point):
    year, month, day = _parts(point)
    return ", ".join(part for part in (year, f"{month} {day}".strip()) if part)


def _month_first(point):
    year, month, day = _parts(point)
    return f"{month} {day}, {year}" if day else f"{month} {year}".strip()


def _parts(point):
    """(year or years, month or season, day) in English; what is not stated is empty."""
    first, last = point.earliest, point.latest
    if point.season:
        return f"{first.year:04d}", SEASONS[point.season], ""
    if point.precision in (Precision.DECADE, Precision.CENTURY):
        return f"{first.year:04d}–{last.year:04d}", "", ""
    month = MONTHS[first.month - 1] if point.precision in WITH_MONTH else ""
    return f"{first.year:04d}", month, str(first.day) if point.precision in WITH_DAY else ""
