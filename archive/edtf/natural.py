"""Dates as people write them: “about July 2016”, “15 Feb 2018”, “between 2016 and 2018”, “۱۵ اسفند ۱۴۰۲”.

What can be read in one way only is given as EDTF; what can be read in several is given as
alternatives, to choose from; nothing is ever chosen silently. `phrases.py` reads what stands
around a date, `points.py` the date itself, `jalali.py` the Persian calendar.
"""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.edtf.level1 import MAX_LENGTH, parse_edtf
from archive.edtf.meaning import GREGORIAN, Meaning, is_of_two_calendars
from archive.edtf.months import IS_LUNAR, ascii_digits, folded
from archive.edtf.phrases import meanings_in
from archive.edtf.reasons import EMPTY, TOO_LONG
from archive.edtf.refusals import EDTFError

MOST = 8


@dataclass(frozen=True)
class Reading:
    """What a text means. One of three: `edtf`; or at least two `alternatives` (Meanings); or a `problem` in words."""

    edtf: str = ""
    note: str = ""
    alternatives: tuple = ()
    problem: str = ""

    @property
    def words(self):
        """The one reading in words; empty if there is none."""
        return Meaning(self.edtf, self.note).words if self.edtf else ""

    def as_plain(self):
        """The reading as plain values, for a page's script."""
        return {
            "edtf": self.edtf, "words": self.words, "problem": self.problem,
            "write": Meaning(self.edtf).write if self.edtf else "",
            "alternatives": [{"edtf": one.edtf, "words": one.words, "write": one.write} for one in self.alternatives],
        }


def read_date(text, languages=("en", "fa")):
    """The Reading of what somebody wrote, in the words of these languages. Never raises."""
    if len(text) > MAX_LENGTH:
        return Reading(problem=TOO_LONG % {"limit": MAX_LENGTH, "length": len(text)})
    bare = folded(text)
    if not bare:
        return Reading(problem=str(EMPTY))
    try:
        return _read(text, bare, languages)
    except EDTFError as error:
        return Reading(problem=str(error))


def _read(text, bare, languages):
    written = is_edtf(ascii_digits(text).strip())
    if written and not is_of_two_calendars(written):
        return Reading(written)
    explicit = is_edtf(text.strip().removesuffix(GREGORIAN))
    if explicit and text.strip().endswith(GREGORIAN):
        return Reading(explicit)
    if IS_LUNAR.search(bare):
        return Reading(problem=_("Dates of the lunar hijri calendar are not converted, because its months begin by "
                                 "sighting: write the Gregorian or the Persian solar date, for example 1402/12/15."))
    found = meanings_in(bare, languages)
    return _chosen([*found, Meaning(written)] if written else found, text)


def _chosen(found, text):
    by_edtf = {}
    for one in found:
        by_edtf.setdefault(one.edtf, one)
    sound = [one for one in by_edtf.values() if is_edtf(one.edtf)][:MOST]
    if len(sound) == 1:
        return Reading(sound[0].edtf, sound[0].note)
    if found and not sound:
        parse_edtf(found[0].edtf)  # raises what is wrong with it, in words
    return Reading(alternatives=tuple(sound)) if sound else Reading(problem=_(
        "“%(text)s” is not understood as a date. Write for example 15 February 2018, about July 2016, "
        "between 2016 and 2018, ۱۵ اسفند ۱۴۰۲, or 2016-07~.") % {"text": text.strip()})


def is_edtf(text):
    """The canonical EDTF text if it is one of level 1, else the empty text."""
    try:
        return parse_edtf(text).text
    except EDTFError:
        return ""
