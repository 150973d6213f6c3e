"""The error for a refused date, and the guess at what a curator meant by an unreadable one.

The grammar only knows that a text does not match. This table recognises the usual slips and the
parts of EDTF that the archive does not hold; the first pattern found in the text gives the reason.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from archive.edtf import reasons


class EDTFError(ValueError):
    """A text that the archive cannot hold as a date. The message is meant for curators."""


_REASONS = [
    (re.compile(pattern), reason)
    for pattern, reason in [
        (r"(?![0-9])\d", reasons.ASCII_DIGITS),
        (r"^(19|20)[0-9]{6}$", reasons.HYPHENS),
        (r"^Y|^-[0-9]|^[0-9]{5}|^0000|^000X|^00XX", reasons.YEARS_HELD),
        (r"[{}\[\],]|\.\.[0-9]|[0-9]\.\.", reasons.NO_SETS),
        (r"[0-9][ES][0-9]", reasons.NO_EXPONENTS),
        (r"[?~%]{2}", reasons.ONE_MARK),
        (r"[?~%].|^[?~%]", reasons.MARK_AT_END),
        (r"(?i)unknown|open", reasons.MISSING_END),
        (r"[0-9][uxX]*[ux]|-[ux]", reasons.CAPITAL_X),
        (r"X", reasons.X_FROM_THE_RIGHT),
        ("[\u2010-\u2015\u2212]", reasons.PLAIN_HYPHENS),
        (r"^[0-9]{4}-[0-9]{4}$", reasons.SLASH_BETWEEN_YEARS),
        (r"[0-9]T|[0-9][t ][0-9]{1,2}:", reasons.TIME_IN_FULL),
        (r"^[0-9]{4}-[0-9](-|$)|^[0-9]{4}-[0-9]{2}-[0-9]$", reasons.TWO_DIGITS),
        (r"^[0-9]{1,2}[-.][0-9]", reasons.YEAR_FIRST),
        (r"^[0-9]{1,3}[?~%]?$", reasons.YEARS_HELD),
        (r"[^\W0-9_]", reasons.IN_FIGURES),
        (r"\s", reasons.NO_SPACES),
        ("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", reasons.INVISIBLE),
    ]
]


def refuse(text: str, reason: str | Promise) -> EDTFError:
    """Return the error for ``text`` (100 characters at most, so it is safe to repeat)."""
    message = _("The archive cannot hold “%(text)s” as a date: %(reason)s")
    return EDTFError(message % {"text": text, "reason": reason})


def refuse_unreadable(text: str) -> EDTFError:
    """Return the error for a text that the grammar does not match, with the likeliest reason."""
    for pattern, reason in _REASONS:
        if pattern.search(text):
            return refuse(text, reason)
    return refuse(text, reasons.UNREADABLE)
