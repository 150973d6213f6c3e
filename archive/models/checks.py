"""Conditions that several constraints of the database share."""
import re

from django.db.models import Q

# White space, named where a database's locale may not know it: no-break, typographic and zero-width spaces.
BLANK = "^[\\s\u00a0\u2000-\u200f\u3000\ufeff]*$"


def has_words(*names):
    """That each named text column holds more than white space (on SQLite by Django's own REGEXP)."""
    condition = Q()
    for name in names:
        condition &= ~Q(**{f"{name}__regex": BLANK})
    return condition


def is_blank(text):
    """Whether a text is what `has_words` refuses, so that a form or a verb says so before the database does."""
    return re.fullmatch(BLANK, text) is not None


def is_known(name, choices, *more):
    """That the column `name` holds a value of `choices`, or one of `more` (the empty text, say)."""
    return Q(**{f"{name}__in": [*choices.values, *more]})
