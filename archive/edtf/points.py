"""One date as people write it, without its “about” or “between”: a day, month, season, year, decade or century.

Each reader takes folded text and gives every Meaning that it can have, or none.
"""
import re
from datetime import date

from django.utils.translation import gettext as _

from archive.edtf import jalali
from archive.edtf.meaning import TWO_CALENDARS, Meaning
from archive.edtf.months import CENTURIES, MONTHS, PERSIAN_MONTHS, SEASONS, WEEKDAYS, folded, names_in
from archive.edtf.refusals import EDTFError

IS_PERSIAN = re.compile(folded(r"\s*(?:(?:هجری )?(?:شمسی|خورشیدی)|ه\.? ?ش\.?|\bsh\b|\bap\b|solar hijri)\s*"))
IS_GREGORIAN = re.compile(folded(r"\s*(?:\b(?:ad|ce|c\.e\.|a\.d\.)(?!\w)|میلادی|\bم\.?$)\s*"))
FILLER = re.compile(folded(r"^(?:(?:sometime|some time|in|on|the|of|dated|year|month of|در|روز|مورخ|تاریخ|ماه)\s+)+"))
YEAR = r"(?P<year>[0-9]{4})"
ORDINAL = r"(?:st|nd|rd|th)?"


def points_in(text, languages):
    """[Meaning, ...] of a folded text that states one date; empty if it is not read. Raises EDTFError."""
    rest = IS_GREGORIAN.sub(" ", text).strip()
    is_gregorian, text = rest != text, rest
    rest = IS_PERSIAN.sub(" ", text).strip()
    is_persian, text = rest != text, rest
    weekday, text = _weekday(FILLER.sub("", text), languages)
    text = FILLER.sub("", text).strip(" .,")
    for read in (_numeric, _named, _season, _century, _decade, _year):
        found = read(text, languages, is_persian, is_gregorian)
        if found:
            return _on(weekday, found)
    return []


def _weekday(text, languages):
    names = "|".join(sorted(map(re.escape, names_in(WEEKDAYS, languages)), key=len, reverse=True))
    match = re.match(rf"({names})\b[.,]?\s*(?=\S)", text)
    return (names_in(WEEKDAYS, languages)[match[1]], text[match.end():]) if match else (0, text)


def _on(weekday, found):
    """Refuses a day that was not that day of the week: the text contradicts itself, and neither half is chosen."""
    for meaning in found:
        is_day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", meaning.edtf)
        if weekday and is_day and _is_other_weekday(meaning.edtf, weekday):
            raise EDTFError(_("%(date)s was another day of the week: check the date, and write it without the weekday.")
                            % {"date": meaning.words})
    return found


def _is_other_weekday(day, weekday):
    """Whether it was another day of the week; of a day that no month has, something else is said."""
    try:
        return date.fromisoformat(day).isoweekday() != weekday
    except ValueError:
        return False


def calendars(year, month, day, is_persian=False, is_gregorian=False):
    """The day, month or year in the calendars that it can be of; months and days are 0 if not stated."""
    western = Meaning("-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]))
    if is_gregorian or not (is_persian or year in TWO_CALENDARS):
        return [western]
    try:
        if day:
            eastern = jalali.persian_day(year, month, day)
        else:
            eastern = jalali.persian_month(year, month) if month else jalali.persian_year(year)
    except EDTFError as error:
        if is_persian or not _is_in_gregorian(year, month, day):
            raise
        raise EDTFError(_("%(wrong)s If the Gregorian calendar is meant, write %(write)s.")
                        % {"wrong": error, "write": western.write}) from error
    return [eastern] if is_persian else [eastern, western]


def _is_in_gregorian(year, month, day):
    try:
        return bool(date(year, month or 1, day or 1))
    except ValueError:
        return False


def _numeric(text, languages, *calendar):
    """2018/02/15, 03/04/2018, 07/2016, 20180215 and the like."""
    if match := re.fullmatch(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?", text):
        year, month, day = (int(part or 0) for part in match.groups())
        return calendars(year, month, day, *calendar)
    if match := re.fullmatch(r"((?:1[3-9]|20)\d{2})(\d{2})(\d{2})", text):
        return calendars(*map(int, match.groups()), *calendar)
    if match := re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{4})", text):
        return calendars(int(match[2]), int(match[1]), 0, *calendar)
    if match := re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{2}|\d{4})", text):
        return _two_orders(*match.groups(), *calendar)
    return []


def _two_orders(first, second, last, *calendar):
    """Day before month, and month before day: 03/04/2018 is both, 13/04/2018 is one."""
    first, second = int(first), int(second)
    orders = dict.fromkeys(((second, first), (first, second)))
    likely = [order for order in orders if 1 <= order[0] <= 12 and 1 <= order[1] <= 31]
    return [meaning for year in _years(last) for month, day in likely
            for meaning in calendars(year, month, day, *calendar)]


def _years(written, is_persian=False):
    """A year of two digits is one of two centuries."""
    centuries = (1400, 1300) if is_persian else (2000, 1900)
    return [int(written)] if len(written) == 4 else [century + int(written) for century in centuries]


def _named(text, languages, is_persian, is_gregorian):
    """15 Feb 2018, Feb 15, 2018, February 2018, 15 اسفند 1402, اسفند ماه 1402."""
    text = re.sub(folded(r"\b(ماه|سال|of|the)\b"), " ", text)
    for table, persian in ((names_in(MONTHS, languages), is_persian), (PERSIAN_MONTHS, not is_gregorian)):
        names = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
        for shape in (rf"(?:(?P<day>\d{{1,2}}){ORDINAL}[\s.,-]*)?(?P<month>{names})\b[\s.,-]*"
                      r"'?(?P<year>\d{4}|\d{2})",
                      rf"(?P<month>{names})\b[\s.]*(?P<day>\d{{1,2}}){ORDINAL}[\s,]+'?(?P<year>\d{{4}}|\d{{2}})",
                      rf"(?P<year>\d{{4}})[\s,.-]+(?P<month>{names})\b(?:[\s.,-]*(?P<day>\d{{1,2}}){ORDINAL})?"):
            if match := re.fullmatch(shape, " ".join(text.split())):
                day = int(match["day"] or 0)
                return _of_month(_years(match["year"], persian), table[match["month"]], day, persian)
    return []


def _of_month(years, month, day, is_persian):
    """The day or the month in each of the years that have it; raises what is wrong with it if none has."""
    found, wrong = [], None
    for year in years:
        try:
            found += calendars(year, month, day, is_persian=is_persian, is_gregorian=not is_persian)
        except EDTFError as error:
            wrong = error
    if wrong and not found:
        raise wrong
    return found


def _season(text, languages, is_persian, is_gregorian):
    names = names_in(SEASONS, languages)
    either = "|".join(map(re.escape, names))
    match = (re.fullmatch(rf"(?P<season>{either})[\s,]+(?:of |{folded('سال')} )?{YEAR}", text)
             or re.fullmatch(rf"{YEAR}[\s,]+(?P<season>{either})", text))
    if not match:
        return []
    year, season = int(match["year"]), names[match["season"]]
    western = Meaning(f"{year:04d}-{20 + season}")
    if is_gregorian or not (is_persian or year in TWO_CALENDARS):
        return [western]
    eastern = jalali.persian_season(year, season)
    return [eastern] if is_persian else [eastern, western]


def _century(text, languages, is_persian, is_gregorian):
    """“19th century” is 18XX; of the Persian calendar's centuries EDTF has no word."""
    names = names_in(CENTURIES, languages)
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    match = (re.fullmatch(rf"(?:(?P<n>\d{{1,2}}){ORDINAL}|(?P<word>{either}))[\s-]*(?:century|cent\.?|c\.)", text)
             or re.fullmatch(rf"(?:{folded('قرن')}|{folded('سده')})\s+(?:(?P<n>\d{{1,2}})|(?P<word>{either}))", text))
    if not match or is_persian:
        return []
    number = int(match["n"]) if match["n"] else names[match["word"]]
    return [Meaning(f"{number - 1:02d}XX")] if 2 <= number <= 21 else []


def _decade(text, languages, is_persian, is_gregorian):
    """“1980s” is 198X; “the 2000s” are ten years or a hundred."""
    match = (re.fullmatch(r"(\d{3}0)\s*'?s", text) or re.fullmatch(r"(\d{3})x", text)
             or re.fullmatch(folded(r"(?:دهه|سالهای|سال های)") + r"\s+(?:ی\s+)?(\d{3}0)(?:\s*م)?", text))
    if not match:
        return []
    written = match[1].ljust(4, "0")
    western = [Meaning(f"{written[:3]}X")] + ([Meaning(f"{written[:2]}XX")] if written[2] == "0" else [])
    if is_gregorian or not (is_persian or int(written) in TWO_CALENDARS[:-9]):
        return western
    eastern = jalali.persian_decade(int(written))
    return [eastern] if is_persian else [eastern, *western]


def _year(text, languages, is_persian, is_gregorian):
    match = re.fullmatch(rf"({folded('سال')}\s+)?{YEAR}", text)
    if not match:
        return []
    year = int(match["year"])
    is_persian = is_persian or bool(match[1] and not is_gregorian and year in TWO_CALENDARS)
    return calendars(year, 0, 0, is_persian, is_gregorian)
