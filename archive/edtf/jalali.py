"""The Persian (solar hijri) calendar: a year, month or day of it as the Gregorian days that it names."""
from django.utils.translation import gettext as _
from persiantools.jdatetime import JalaliDate

from archive.edtf.meaning import Meaning
from archive.edtf.refusals import EDTFError

NAMES = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
HELD = range(1200, 1501)
SEASON_STARTS = (1, 4, 7, 10)


def persian_day(year, month, day):
    """One day; raises EDTFError, with words, if that calendar lacks it."""
    written = _("%(day)s %(month)s %(year)s in the Persian calendar")
    said = written % {"day": day, "month": _month_name(month), "year": year}
    return Meaning(_gregorian(year, month, day).isoformat(), said)


def persian_month(year, month):
    """A whole month: it lies in two Gregorian months, so it is an interval of days."""
    said = _("%(month)s %(year)s in the Persian calendar") % {"month": _month_name(month), "year": year}
    return _span(year, month, 1, said)


def persian_season(year, season):
    """Three months, from 1 spring to 4 winter."""
    said = _("%(season)s of %(year)s in the Persian calendar") % {
        "season": (_("spring"), _("summer"), _("autumn"), _("winter"))[season - 1], "year": year}
    return _span(year, SEASON_STARTS[season - 1], 3, said)


def persian_year(year):
    return _span(year, 1, 12, _("the year %(year)s of the Persian calendar") % {"year": year})


def persian_decade(year):
    """Ten years from `year`, 1360 for the 1360s."""
    last = persian_year(year + 9).edtf.split("/")[1]
    said = _("the %(year)ss of the Persian calendar") % {"year": year}
    return Meaning(f"{_gregorian(year, 1, 1).isoformat()}/{last}", said)


def _span(year, month, months, said):
    first, last = _gregorian(year, month, 1), month + months - 1
    days = JalaliDate.days_in_month(last, year)
    return Meaning(f"{first.isoformat()}/{_gregorian(year, last, days).isoformat()}", said)


def _month_name(month):
    return NAMES[month - 1] if 1 <= month <= 12 else str(month)


def _gregorian(year, month, day):
    if year not in HELD:
        raise EDTFError(_("Years of the Persian calendar are read from 1200 to 1500, and this one is %(year)s.")
                        % {"year": year})
    try:
        return JalaliDate(year, month, day).to_gregorian()
    except ValueError as error:
        raise EDTFError(_("The Persian calendar has no day %(day)s in month %(month)s of %(year)s.")
                        % {"day": day, "month": month, "year": year}) from error
