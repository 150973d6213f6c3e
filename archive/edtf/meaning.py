"""One way to read what somebody wrote as a date: an EDTF text, and what must be said with it."""
from dataclasses import dataclass
from datetime import date

from archive.edtf.dates import EDTFPoint
from archive.edtf.level1 import parse_edtf
from archive.edtf.refusals import EDTFError
from archive.edtf.words import edtf_in_words

# In these years a text may mean the Persian calendar or the Gregorian one.
TWO_CALENDARS = range(1300, 1501)
GREGORIAN = " CE"
MARKS = {frozenset(): "", frozenset("?"): "?", frozenset("~"): "~"}


@dataclass(frozen=True)
class Meaning:
    """`edtf` is level 1; `note` says what it does not say itself, for example the Persian date."""

    edtf: str
    note: str = ""

    @property
    def words(self):
        """“about July 2016”, with the note in brackets."""
        said = edtf_in_words(self.edtf)
        return f"{said} ({self.note})" if self.note else said

    @property
    def write(self):
        """What to write in a field so that only this is meant: a year of two calendars says which."""
        return self.edtf + GREGORIAN if is_of_two_calendars(self.edtf) else self.edtf


def is_of_two_calendars(edtf):
    """Whether a year of this EDTF text could also be one of the Persian calendar."""
    return any(side[:4].isdigit() and int(side[:4]) in TWO_CALENDARS for side in edtf.split("/"))


def marked(meaning, mark):
    """The same, uncertain (“?”) or approximate (“~”) as well; each end of a span carries the mark."""
    return Meaning("/".join(_marked(side, mark) for side in meaning.edtf.split("/")), meaning.note)


def spanning(first, last):
    """From the start of one Meaning to the end of another; a decade or century gives its first or last year."""
    start, end = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    notes = [note for note in dict.fromkeys((first.note, last.note)) if note]
    return Meaning(f"{_edge(start, 'earliest')}/{_edge(end, 'latest')}", " – ".join(notes))


def is_season(edtf):
    """Whether an end of this EDTF text is a season, such as 2016-21."""
    return any(side[5:7] in ("21", "22", "23", "24") for side in edtf.split("/"))


def beside(side, step):
    """The day, month or year before (-1) or after (1) one end of a span, as exact as it; what is no date stays."""
    try:
        day = parse_edtf(side).start.earliest
    except EDTFError:
        return side
    bare = side.rstrip("?~%")
    mark, months = side[len(bare):], day.year * 12 + day.month - 1 + step
    if len(bare) == len("2016"):
        return f"{day.year + step:04d}{mark}"
    if len(bare) == len("2016-05"):
        return f"{months // 12:04d}-{months % 12 + 1:02d}{mark}"
    try:
        return f"{date.fromordinal(day.toordinal() + step).isoformat()}{mark}"
    except ValueError:
        return f"{day.year + step:04d}"  # a year that is not held, which is refused as such


def _marked(side, mark):
    if side in ("", ".."):
        return side
    held = {"%": set("?~")}.get(side[-1], {side[-1]} & set("?~"))
    return side.rstrip("?~%") + MARKS.get(frozenset(held | {mark}), "%")


def _edge(side, bound):
    """One end without X, which an interval of level 1 cannot hold."""
    if "X" not in side:
        return side
    point = parse_edtf(side).start
    mark = side[-1] if side[-1] in "?~%" else ""
    return f"{getattr(point, bound).year:04d}{mark}" if isinstance(point, EDTFPoint) else side
