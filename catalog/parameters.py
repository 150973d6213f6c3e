"""Fields for the parameters of a list: each reads what it can and says what it could not.

A link that somebody shared years ago must still open. So a malformed value is
dropped, with a sentence about it, and the rest of the request is answered.
Whether a value exists is not asked here: one that does not finds nothing.
"""
import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from catalog.characters import showable
from catalog.search.asked import MAX_WORDS_LENGTH
from catalog.search.facet import FACETS, NONE

IDENTIFIER = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
STANCE = re.compile(rf"{IDENTIFIER.pattern}:(?:favor|against|neither)")
CODE = re.compile(r"[A-Za-z0-9_-]{1,50}")
YEAR = re.compile(r"[0-9]{4}")
# What a value of each facet or filter looks like; CODE where nothing is said.
SHAPES = {
    **dict.fromkeys(("publisher", "target", "subject", "place", "collection", "creator", "agent", "whole"), IDENTIFIER),
    "stance": STANCE,
    "year": YEAR,
}
LATEST_YEAR = 9999
LONGEST_SHOWN = 60  # characters of a dropped value that the sentence repeats


@dataclass(frozen=True)
class Read:
    """What a parameter says: `value`, None if nothing, and sentences about what was dropped."""

    value: object = None
    problems: tuple[str, ...] = ()


class Parameter(forms.Field):
    """One parameter with at most one value; subclasses say how it is read."""

    widget = forms.HiddenInput

    def __init__(self, **_options):
        super().__init__(required=False)

    def clean(self, value):
        value = showable((value or "").replace("\0", "")).strip()
        return self.read(value) if value else Read()

    def read(self, value):
        raise NotImplementedError


class Words(Parameter):
    """What is searched for; whatever is too long is cut."""

    def read(self, value):
        if len(value) <= MAX_WORDS_LENGTH:
            return Read(value)
        problem = _("The search words were too long: only the first %(number)s characters were used.")
        return Read(value[:MAX_WORDS_LENGTH].strip(), (problem % {"number": MAX_WORDS_LENGTH},))


class Switch(Parameter):
    """On if it says 1."""

    def read(self, value):
        return Read(value == "1")


class Number(Parameter):
    """A whole number from 1 to `highest`, in the digits of any script."""

    def __init__(self, *, highest, problem, **options):
        super().__init__(**options)
        self.highest, self.problem = highest, problem

    def read(self, value):
        if value.isdecimal() and len(value) <= len(str(self.highest)) and 1 <= int(value) <= self.highest:
            return Read(int(value))
        return Read(None, (self.problem % {"value": shown(value)},))


class Choice(Parameter):
    """One of some words; `former` says what words of older links mean now."""

    def __init__(self, *, words, problem, former=None, **options):
        super().__init__(**options)
        self.words, self.problem, self.former = words, problem, former or {}

    def read(self, value):
        value = self.former.get(value, value)
        if value in self.words:
            return Read(value)
        return Read(None, (self.problem % {"value": shown(value)},))


class Values(Parameter):
    """The values of one facet or filter, sorted and each once."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, name, **options):
        super().__init__(**options)
        self.shape = SHAPES.get(name, CODE)
        self.has_none = name in FACETS and FACETS[name].has_none

    def clean(self, value):
        kept, dropped = set(), {}
        for one in value or ():
            if self.shape.fullmatch(one) or (one == NONE and self.has_none):
                kept.add(one)
            elif one:
                dropped[one] = None
        problem = _("“%(value)s” is nothing that can be filtered by: it was left out.")
        return Read(tuple(sorted(kept)), tuple(problem % {"value": shown(one)} for one in dropped))


def shown(value):
    """A value as a sentence repeats it."""
    value = showable(value)
    return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
