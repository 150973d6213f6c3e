"""Titles as numbers that stand in the order of the titles: the index sorts by numbers only.

Titles that begin with a Latin letter or a digit come first (12 characters count),
then Persian and Arabic ones in the order of the Persian alphabet (10 characters),
then all other scripts by code point (7 bytes of UTF-8). Each group has a stretch
of numbers of its own; together they stay below 2**64.
"""
import re

LATIN = " 0123456789abcdefghijklmnopqrstuvwxyz"
PERSIAN = " 0123456789ءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
BYTES = 7
ARTICLE = re.compile(r"^(?:the|an?) (?=.)")


class _Script:
    """Numbers from `first` on for titles whose characters stand in one alphabet; others come after its last."""

    def __init__(self, alphabet, length, first):
        self.codes = {letter: code for code, letter in enumerate(alphabet, start=1)}
        self.beginnings = set(alphabet)
        self.length, self.first = length, first
        self.base = len(alphabet) + 2  # 0 is the end of a title, the last code any foreign character
        self.last = first + self.base ** length

    def number_of(self, words):
        number, foreign, codes = 0, self.base - 1, self.codes
        beginning = words[:self.length]
        for letter in beginning:
            number = number * self.base + codes.get(letter, foreign)
        return self.first + number * self.base ** (self.length - len(beginning))


_latin = _Script(LATIN, 12, 0)
_persian = _Script(PERSIAN, 10, _latin.last)


def title_number(folded):
    """The number of a folded title, below 2**64; an English article at its beginning does not count."""
    words = ARTICLE.sub("", folded)
    if not words or words[0] in _latin.beginnings:
        return _latin.number_of(words)
    if words[0] in _persian.beginnings:
        return _persian.number_of(words)
    return _persian.last + int.from_bytes(words.encode()[:BYTES].ljust(BYTES, b"\0"))
