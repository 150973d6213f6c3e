"""Where two texts say the same and where they differ: for reprints, versions and copies. No database.

Sentences are compared first, then the words of those that differ. What this may cost is
bounded beforehand: difflib looks at every pair of equal words, so these are counted.
"""
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 3000  # compared of each text
MOST_PAIRS = 40_000  # of equal words, in all; about 50 ms
ALIKE = 0.15  # of the three-word sequences of the shorter text: below this the texts have little in common
CLOSE = 0.3  # of the words of a stretch: below this its words are not compared one by one

WORD = re.compile(r"\S+\s*")
TOKEN = re.compile(r"""(?:[^\s.,;:!?؟،؛…«»“”"()\[\]]|[.,:](?=\d))+\s*|\S\s*""")
# To the end of a sentence or paragraph, with the space behind it; lines may be broken anywhere.
SENTENCE = re.compile(r"(?:[^.!?؟۔\n]|\n(?![^\S\n]*\n)|[.!?؟۔](?!\s))+(?:[.!?؟۔]+[»”\"')\]]*)?\s*|[.!?؟۔\s]+")

SAME, CHANGED, FIRST, SECOND = "same", "changed", "first", "second"


@dataclass(frozen=True)
class Block:
    """One stretch: SAME (but for white space), CHANGED (both), FIRST or SECOND (in one text only).

    `first` and `second` are tuples of (words, whether they stand in this text only).
    """

    kind: str
    first: tuple[tuple[str, bool], ...] = ()
    second: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Difference:
    """`is_alike`: whether the texts have enough in common for `blocks`; `is_cut`: whether only beginnings were read."""

    is_alike: bool
    is_cut: bool
    blocks: tuple[Block, ...] = ()

    @property
    def is_same(self):
        return self.is_alike and all(block.kind == SAME for block in self.blocks)


def difference(first, second):
    """The Difference of two texts; white space is not compared."""
    (first, is_first_cut), (second, is_second_cut) = beginning(first), beginning(second)
    is_cut = is_first_cut or is_second_cut
    if shared(first.split(), second.split()) < ALIKE:
        return Difference(False, is_cut)
    sentences = SENTENCE.findall(first), SENTENCE.findall(second)
    return Difference(True, is_cut, tuple(_blocks(*sentences)))


def beginning(text, most=MOST_WORDS):
    """(the first words of a text, whether there are more)."""
    for number, word in enumerate(WORD.finditer(text)):
        if number == most:
            return text[:word.start()], True
    return text, False


def shared(first, second):
    """Which part (0 to 1) of the shorter text's three-word sequences stands in the other as well."""
    first, second = _sequences(first), _sequences(second)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else float(first == second)


def _sequences(words):
    return set(zip(words, words[1:], words[2:], strict=False)) or set(words)


def _blocks(first, second):
    purse = _Purse(MOST_PAIRS)
    matcher = SequenceMatcher(None, [_key(one) for one in first], [_key(one) for one in second], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        here, there = first[start:end], second[other_start:other_end]
        if tag == "equal":
            yield Block(SAME, (("".join(here), False),), (("".join(there), False),))
        elif tag == "delete":
            yield Block(FIRST, (("".join(here), True),))
        elif tag == "insert":
            yield Block(SECOND, (), (("".join(there), True),))
        else:
            yield from _changed(here, there, purse)


class _Purse:
    """How many pairs of equal words may still be looked at."""

    def __init__(self, pairs):
        self.pairs = pairs

    def pays(self, first, second):
        counted = Counter(map(str.strip, second))
        pairs = sum(counted[word.strip()] for word in first)
        if pairs > self.pairs:
            return False
        self.pairs -= pairs
        return True


def _changed(first, second, purse):
    """Sentences that differ: all their words at once, or sentence by sentence, or as they are."""
    here, there = "".join(first), "".join(second)
    words = TOKEN.findall(here), TOKEN.findall(there)
    if purse.pays(*words):
        yield _by_words(*words) or Block(CHANGED, ((here, True),), ((there, True),))
    elif len(first) == len(second) > 1:
        for one, other in zip(first, second, strict=True):
            yield from _changed([one], [other], purse)
    else:
        yield Block(CHANGED, ((here, True),), ((there, True),))


def _key(words):
    return " ".join(words.split())


def _by_words(first, second):
    """A changed stretch word by word; None if it has too little in common."""
    matcher = SequenceMatcher(None, [one.strip() for one in first], [one.strip() for one in second], autojunk=False)
    if matcher.quick_ratio() < CLOSE or matcher.ratio() < CLOSE:
        return None
    here, there = [], []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        here.append(("".join(first[start:end]), tag != "equal"))
        there.append(("".join(second[other_start:other_end]), tag != "equal"))
    if not any(is_only for _words, is_only in (*here, *there)):
        return Block(SAME, (("".join(first), False),), (("".join(second), False),))
    return Block(CHANGED, tuple(one for one in here if one[0]), tuple(one for one in there if one[0]))
