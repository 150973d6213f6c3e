"""EDTF in words that any reader understands, in the language that is active when called.

The words never say more than the text does: every ``?``, ``~``, ``%``, ``X`` and missing end is
spoken. Years keep their four digits, so that 0987 is not taken for a count.
"""

from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from archive.edtf.dates import EDTFPoint, Missing, Precision
from archive.edtf.level1 import parse_edtf

_SEASONS = {
    21: gettext_lazy("spring %(year)s"),
    22: gettext_lazy("summer %(year)s"),
    23: gettext_lazy("autumn %(year)s"),
    24: gettext_lazy("winter %(year)s"),
}
_TEMPLATES = {
    Precision.TIME: gettext_lazy("%(day)d %(month_of_day)s %(year)s, %(time)s"),
    Precision.DAY: gettext_lazy("%(day)d %(month_of_day)s %(year)s"),
    Precision.MONTH: gettext_lazy("%(month)s %(year)s"),
    Precision.YEAR: "%(year)s",
    Precision.DECADE: gettext_lazy("the %(year)ss"),
    Precision.MONTH_UNKNOWN: gettext_lazy("%(year)s, month not known"),
    Precision.DAY_UNKNOWN: gettext_lazy("%(month)s %(year)s, day not known"),
    Precision.MONTH_AND_DAY_UNKNOWN: gettext_lazy("%(year)s, month and day not known"),
}
# Django's Persian catalogue names July after its English name here, unlike in MONTHS.
# Our own catalogues win over Django's, and hold only what is named in the code.
BETTER_NAMED_BY_US = (pgettext_lazy("alt. month", "July"),)


def edtf_in_words(text: str) -> str:
    """Say an EDTF text in the active language; the empty text is "date not known".

    Raises EDTFError when the text is not one that the archive holds.
    """
    if not text.strip():
        return _("date not known")
    parsed = parse_edtf(text)
    match parsed.start, parsed.end:
        case EDTFPoint() as date, _ if not parsed.is_interval:
            return _point_in_words(date)
        case EDTFPoint() as start, EDTFPoint() as end:
            sides = {"start": _point_in_words(start), "end": _point_in_words(end)}
            return _("from %(start)s to %(end)s") % sides
        case EDTFPoint() as start, Missing() as end:
            return _without_end(start, end)
        case Missing() as start, EDTFPoint() as end:
            return _without_start(start, end)
    raise AssertionError(f"parse_edtf refuses intervals without a date, such as {text!r}")


def _without_end(start: EDTFPoint, end: Missing) -> str:
    if end is Missing.OPEN:
        return _("since %(date)s") % {"date": _point_in_words(start, pgettext("interval", "open"))}
    return _("from %(date)s") % {"date": _point_in_words(start, _("end not known"))}


def _without_start(start: Missing, end: EDTFPoint) -> str:
    note = _("no start stated") if start is Missing.OPEN else _("start not known")
    return _("until %(date)s") % {"date": _point_in_words(end, note)}


def _point_in_words(point: EDTFPoint, *notes: str) -> str:
    """Say one date, its qualifiers, and in brackets whatever must be noted about it."""
    words = _bare_point_in_words(point)
    if point.is_uncertain:
        notes = (_("uncertain"), *notes)
    if point.is_approximate:
        if _is_span_of_years(point):
            notes = (_("approximate"), *notes)
        else:
            words = _("about %(date)s") % {"date": words}
    if not notes:
        return words
    return _("%(date)s (%(notes)s)") % {
        "date": words,
        "notes": pgettext("between notes", "; ").join(notes),
    }


def _bare_point_in_words(point: EDTFPoint) -> str:
    """Say one date without its qualifiers."""
    parts = _parts(point)
    if point.season:
        return _SEASONS[point.season] % parts
    if _is_span_of_years(point):
        return _("between %(year)s and %(last_year)s") % parts
    return _TEMPLATES[point.precision] % parts


def _parts(point: EDTFPoint) -> dict[str, object]:
    first = point.earliest
    return {
        "year": f"{first.year:04d}",
        "last_year": f"{point.latest.year:04d}",
        "month": MONTHS[first.month],
        # Some languages inflect the month's name after a day: Django keeps those apart.
        "month_of_day": MONTHS_ALT[first.month],
        "day": first.day,
        "time": _time_in_words(point.time_of_day) if point.time_of_day else "",
    }


def _time_in_words(time: str) -> str:
    clock, zone = time[:8], time[8:]
    if not zone:
        return _("%(clock)s (time zone not stated)") % {"clock": clock}
    return _("%(clock)s UTC%(zone)s") % {"clock": clock, "zone": zone.removeprefix("Z")}


def _is_span_of_years(point: EDTFPoint) -> bool:
    """Whether it is said as "between": a century, or the decade 200X, "the 2000s" being either."""
    is_first_decade = point.precision is Precision.DECADE and point.earliest.year % 100 == 0
    return is_first_decade or point.precision is Precision.CENTURY
