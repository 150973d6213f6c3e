"""Where the words of a query stand in a text as it was written.

Folding changes lengths, and folding every text of a page of hits word by word would
take longer than the search. So a text is folded letter for letter, which keeps the
places and takes microseconds; candidates are found in that copy and compared by stem.
Letters that become several (ﬁ, ß, ﷼) send a text the slow and exact way.
"""
import re
from bisect import bisect_right

from catalog.search.folding import APOSTROPHES, INVISIBLE, MARKS, POSSESSIVE, TATWEEL, fold, folded_words
from catalog.search.stemming import stem

UNSEEN, SEVERAL = "\x01", "\x02"  # in the copy: what folding drops; one letter that becomes several
WORD = re.compile(r"[^\W_]+")
# What belongs to a word after its last letter: vowel marks and accents, which cannot be parted from it, and 's.
TAIL = re.compile(f"[{MARKS}{INVISIBLE}{TATWEEL}]*(?:[{APOSTROPHES}][sS](?![^\\W_]))?")
MOST_PLACES = 50  # of one word in one text
TYPOGRAPHY = (*((one, "'") for one in APOSTROPHES if one != "'"),
              *zip("“”«»–—…\u00a0\u200c", '""""--.  ', strict=True))


class _Letters(dict):
    """{code point: what it is in the copy}, learnt from `fold` itself when a letter is first met."""

    def __missing__(self, code):
        between = fold(f"a{chr(code)}a")[1:-1]
        self[code] = between if len(between) == 1 else SEVERAL if between else UNSEEN
        return self[code]


LETTERS = _Letters({ord(UNSEEN): UNSEEN})
# Arabic script has a quicker way than letter by letter: few of its letters become others.
BLOCK = {chr(code): LETTERS[code] for code in range(0x600, 0x700)}
CHANGED = [(letter, same) for letter, same in BLOCK.items()
           if letter.isalnum() and same not in (letter, UNSEEN, SEVERAL)]
MARK = re.compile(f"[{''.join(letter for letter, same in BLOCK.items() if same == UNSEEN)}]")
KNOWN = re.compile(f"[\\s -~{UNSEEN}{''.join(letter for letter, same in BLOCK.items() if same != SEVERAL)}]*")


class Copy:
    """A text folded, with the way back: `plain` is searched, `place` tells where its characters stood."""

    def __init__(self, text):
        self.text = text
        loose = _letter_for_letter(text)
        if SEVERAL in loose:
            self._word_for_word(text)
        else:
            self._has_tails = not text.isascii() or "'" in text
            unseen = [match.start() for match in re.finditer(UNSEEN, loose)] if UNSEEN in loose else []
            self.plain = loose.replace(UNSEEN, "")
            self._before = [position - number for number, position in enumerate(unseen)]
            self._words = None

    def place(self, first, last):
        """(start, end) in the text of a stretch of `plain` that begins and ends with a letter."""
        if self._words is None:
            start, end = first + bisect_right(self._before, first), last + bisect_right(self._before, last - 1)
            return start, TAIL.match(self.text, end).end() if self._has_tails else end
        return (self._words[bisect_right(self._before, first) - 1][1],
                self._words[bisect_right(self._before, last - 1) - 1][2])

    def _word_for_word(self, text):
        self._words, self._before, length = folded_words(text), [], 0
        for word, _start, _end in self._words:
            self._before.append(length)
            length += len(word) + 1
        self.plain = " ".join(word for word, _start, _end in self._words)


def _letter_for_letter(text):
    """A text of the same length."""
    text = text.replace(UNSEEN, " ").replace(SEVERAL, " ")
    if not text.isascii():
        for written, same in TYPOGRAPHY:
            text = text.replace(written, same)
    if "'" in text:
        text = POSSESSIVE.sub(UNSEEN * 2, text).replace("'", UNSEEN)
    if not text.isascii():
        arabic = MARK.sub(UNSEEN, text)
        if KNOWN.fullmatch(arabic):
            for letter, same in CHANGED:
                arabic = arabic.replace(letter, same)
            return arabic.lower()
        return text.translate(LETTERS)
    return text.lower()


class Marking:
    """What to mark in the hits of one query, prepared once; `highlights` as in Reading."""

    def __init__(self, highlights):
        self._highlights = highlights
        self._by_field = {}

    def places(self, field, text):
        """[(start, end, highlight)] in the text, in order; highlights are numbered, and may overlap."""
        phrases = self._phrases(field)
        if not phrases or not text:
            return []
        copy = Copy(text)
        return sorted(place for key, starting in phrases.items() for place in _places(copy, key, starting))

    def has(self, field):
        """Whether anything can be marked in a field."""
        return bool(self._phrases(field))

    def _phrases(self, field):
        """{beginning to look for: [(number, words to compare)]}."""
        if field not in self._by_field:
            phrases = dict.fromkeys((*self._highlights.get("", ()), *self._highlights.get(field, ())))
            found = {}
            for number, phrase in enumerate(phrases):
                words = [(word[:-1], True) if word.endswith("*") else (stem(word), False) for word in phrase]
                found.setdefault(_key(*words[0]), []).append((number, words))
            self._by_field[field] = found
        return self._by_field[field]


def _key(word, is_beginning):
    """How every word with this stem begins: endings change only an e, an i or a y."""
    return word[:-1] if not is_beginning and len(word) > 2 and word[-1] in "eiy" else word


def _places(copy, key, phrases):
    """(start, end, number) of those phrases that begin with `key`."""
    plain, start = copy.plain, -1
    for _ in range(MOST_PLACES):
        start = plain.find(key, start + 1)
        while start > 0 and plain[start - 1].isalnum():
            start = plain.find(key, start + 1)
        if start < 0:
            return
        for number, words in phrases:
            end = _end(plain, start, words)
            if end:
                yield (*copy.place(start, end), number)


def _end(plain, start, words):
    """Where these words end if they stand here in a row; else 0."""
    for wanted, is_beginning in words:
        word = WORD.search(plain, start)
        if not word or not (word[0].startswith(wanted) if is_beginning else stem(word[0]) == wanted):
            return 0
        start = word.end()
    return start
