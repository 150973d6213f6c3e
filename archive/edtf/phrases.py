"""What stands around a date: about, probably, between, from … to, since, until, before, after, or, early."""
import re

from django.utils.translation import gettext as _

from archive.edtf.meaning import Meaning, beside, is_season, marked, spanning
from archive.edtf.months import folded
from archive.edtf.points import points_in


def _words(*rows):
    """A pattern of any of these words or phrases."""
    return "|".join(re.escape(folded(row)) for row in sorted(rows, key=len, reverse=True))


ABOUT = _words("about", "circa", "c.", "ca.", "ca", "c", "around", "approximately", "approx.", "approx", "roughly",
               "~", "حدود", "حدودا", "حدوداً", "در حدود", "تقریبا", "تقریباً", "حوالی",
               "نزدیک به")
PERHAPS = _words("probably", "perhaps", "possibly", "maybe", "likely", "presumably", "?", "احتمالا", "احتمالاً",
                 "شاید", "گویا", "به احتمال زیاد")
EARLY = _words("early", "mid", "middle of", "the middle of", "late", "beginning of", "the beginning of", "end of",
               "the end of", "اوایل", "اوائل", "اواسط", "نیمه", "اواخر", "ابتدای", "انتهای", "پایان", "آغاز")
ABOUT_AFTER = _words("approx.", "approx", "approximate", "approximately", "circa", "تقریبا", "حدودا")
PERHAPS_AFTER = _words("uncertain", "probably", "perhaps", "احتمالا")
QUALIFIERS = (
    ("~", re.compile(rf"^(?:{ABOUT})(?:\s+|(?<=[~.])|(?=\d))(?P<rest>.+)$")),
    ("?", re.compile(rf"^(?:{PERHAPS})(?:[\s,]+|(?<=[?]))(?P<rest>.+)$")),
    ("~", re.compile(rf"^(?P<rest>.+?)[\s,]*(?:~|\(?(?:{ABOUT_AFTER})\)?)$")),
    ("?", re.compile(rf"^(?P<rest>.+?)[\s,]*(?:[?؟]|\((?:[?؟]|{PERHAPS_AFTER})\)|{PERHAPS_AFTER})$")),
)
BOTH_MARKS = re.compile(r"^(?P<rest>.+?)\s*%$")
OR = re.compile(rf"\s+(?:or|{_words('یا')})\s+")
BETWEEN = re.compile(rf"^(?:sometime |some time )?(?:between|{_words('بین', 'میان')})\s+(.+?)\s+"
                     rf"(?:and|&|-|{_words('و', 'تا')})\s+(.+)$")
FROM_TO = re.compile(rf"^(?:(?:from|{_words('از')})\s+)?(.+?)(?:\s+(?:to|until|till|through|-|{_words('تا')})\s+"
                     r"|(?<=\d{4})[-/](?=\d{4}$)|(?<=^\d\d)-(?=\d\d? [^\W\d])|(?<=^\d)-(?=\d\d? [^\W\d]))(.+)$")
SINCE = re.compile(rf"^(?:since|from|{_words('از')})\s+(.+?)(?:\s+(?:on|onwards?|{_words('به بعد', 'به این سو')}))?$")
UNTIL = re.compile(rf"^(?:until|till|up to|to|{_words('تا')})\s+(.+)$")
NOT_BEFORE = re.compile(r"^not before\s+(.+)$")
NOT_AFTER = re.compile(r"^not after\s+(.+)$")
AFTER = re.compile(rf"^(?:after|{_words('پس از', 'بعد از')})\s+(.+)$")
BEFORE = re.compile(rf"^(?:before|{_words('پیش از', 'قبل از')})\s+(.+)$")
PART_OF = re.compile(rf"^(?:{EARLY})[\s-]+(.+)$")
HAS_PART_OF = re.compile(rf"(?:^|\s)(?:{EARLY})[\s-]")
DEEPEST = 6
FROM, UP_TO = ("{start}/", "{start}/.."), ("/{end}", "../{end}")


def meanings_in(text, languages, depth=0):
    """[Meaning, ...] of a folded text, most likely first; empty if it is not read. Raises EDTFError."""
    if depth > DEEPEST:
        return []
    for read in (_one_of, _between, _from_to, _open, _qualified, _part_of):
        found = read(text, languages, depth + 1)
        if found:
            return found
    return points_in(text, languages)


def _sides(left, right, languages, depth):
    """The Meanings of both; “5” of “5 or 6 July 2016” borrows the words that it lacks from the other."""
    latter = meanings_in(right, languages, depth)
    words = right.split()
    if not re.search(r"\d{4}", left):
        for start in range(1, len(words)):
            former = meanings_in(" ".join([left, *words[start:]]), languages, depth)
            if former:
                return former, latter
    return meanings_in(left, languages, depth), latter


def _pairs(left, right, languages, depth):
    """Both sides in every way that they can be read together: of one calendar if they can be."""
    former, latter = _sides(left, right, languages, depth)
    if len(former) == len(latter):
        return list(zip(former, latter, strict=True))
    return [(first, last) for first in former for last in latter]


def _one_of(text, languages, depth):
    """“1988 or 1989”: level 1 has no one-of-a-set, so each is offered as uncertain, and the span that holds both."""
    parts = OR.split(text)
    if len(parts) != 2:
        return []
    found = []
    for first, last in _pairs(*parts, languages, depth):
        span = spanning(marked(first, "?"), marked(last, "?"))
        found += [marked(first, "?"), marked(last, "?"), Meaning(span.edtf, _("one date of these"))]
    return found


def _between(text, languages, depth):
    match = BETWEEN.match(text)
    if not match:
        return []
    note = _("at some time between the two")
    pairs = _pairs(*match.groups(), languages, depth)
    spans = [spanning(marked(first, "?"), marked(last, "?")) for first, last in pairs]
    return [Meaning(span.edtf, f"{span.note}; {note}" if span.note else note) for span in spans]


def _from_to(text, languages, depth):
    match = FROM_TO.match(text)
    if not match:
        return []
    return [spanning(first, last) for first, last in _pairs(*match.groups(), languages, depth)]


def _open(text, languages, depth):
    """An end that is not stated: “since” goes on, “until” has no start that we know; “before” leaves the date out."""
    for pattern, shapes, leaves_out in ((SINCE, ("{start}/..",), None), (UNTIL, ("/{end}",), None),
                                        (NOT_BEFORE, FROM, None), (NOT_AFTER, UP_TO, None),
                                        (AFTER, FROM, _after), (BEFORE, UP_TO, _before)):
        if match := pattern.match(text):
            found = meanings_in(match[1], languages, depth)
            if leaves_out and not HAS_PART_OF.search(match[1]):  # the rest of a year lies on both sides of a part of it
                found = [_left_out(meaning, leaves_out) for meaning in found]
            return [_opened(meaning, shape) for meaning in found for shape in shapes]
    return []


def _left_out(meaning, leaves_out):
    """What lies beside it, the date itself left out; the seasons of a year have no order that holds everywhere."""
    if is_season(meaning.edtf):
        return Meaning(meaning.edtf, _("EDTF cannot leave out the season itself"))
    return leaves_out(spanning(meaning, meaning))


def _before(whole):
    end = beside(whole.edtf.split("/")[0], -1)
    return Meaning(f"{end}/{end}", whole.note and _("before %(date)s") % {"date": whole.note})


def _after(whole):
    start = beside(whole.edtf.split("/")[1], 1)
    return Meaning(f"{start}/{start}", whole.note and _("after %(date)s") % {"date": whole.note})


def _opened(meaning, shape):
    whole = spanning(meaning, meaning)
    start, end = whole.edtf.split("/")
    return Meaning(shape.format(start=start, end=end), meaning.note)


def _qualified(text, languages, depth):
    if match := BOTH_MARKS.match(text):
        return [marked(marked(meaning, "?"), "~") for meaning in meanings_in(match["rest"], languages, depth)]
    for mark, pattern in QUALIFIERS:
        if match := pattern.match(text):
            found = meanings_in(match["rest"].strip(), languages, depth)
            if found:
                return [marked(meaning, mark) for meaning in found]
    return []


def _part_of(text, languages, depth):
    """“early 2000”: level 1 cannot say it, so the whole is offered, as approximate and as it stands."""
    match = PART_OF.match(text)
    if not match:
        return []
    said = _("EDTF cannot say which part of it")
    return [Meaning(edtf, said) for meaning in meanings_in(match[1], languages, depth)
            for edtf in (marked(meaning, "~").edtf, meaning.edtf)]
