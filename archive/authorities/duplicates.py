"""Finds pairs of records that may be one, in a number of steps that grows with the names and not with their pairs.

Names are put into groups, and only names of one group are compared: those with the same words in any
order, the same consonants, or the same consonants but for one. What a person said to be two is left out.
"""
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from archive.authorities.distinct import pairs_apart
from archive.authorities.find import CLOSE, uses_of
from archive.authorities.folding import likeness

MOST_IN_A_GROUP = 12  # of a larger group only neighbours in the alphabet are compared
MOST_PAIRS = 2_000
SHORTEST_SOUND, LONGEST_SOUND = 5, 24  # of names that may differ by one consonant
LEAST_SHARED = 3  # consonants of names that only sound the same
NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Pair:
    """Two records, the names by which they are alike, how much, and in how many documents both are used."""

    one: object
    other: object
    one_name: str
    other_name: str
    likeness: float
    one_uses: int
    other_uses: int

    @property
    def is_same_name(self):
        return self.likeness == 1.0


def likely_duplicates(kind, by=None):
    """[(key, key, name, name, likeness, uses, uses), ...], most used first, at most 2,000; `described` makes Pairs.

    The uses are those of which `by` may know (None: all).
    """
    apart, best = pairs_apart(kind), {}
    for mine, theirs in _neighbours(_names(kind)):
        pair = frozenset((mine[0], theirs[0]))
        if len(pair) == 2 and pair not in apart and best.get(pair, (0,))[0] < 1:
            like = _likeness(mine[1], theirs[1])
            if like >= CLOSE and like > best.get(pair, (0,))[0]:
                best[pair] = like, mine, theirs
    likest = sorted(best.values(), key=lambda found: (-found[0], found[1], found[2]))[:MOST_PAIRS]
    uses = uses_of(kind, {name[0] for _like, *names in likest for name in names}, by)
    pairs = [_ordered(like, mine, theirs, uses) for like, mine, theirs in likest]
    return sorted(pairs, key=lambda pair: (-pair[5] - pair[6], -pair[4], pair[2]))


def described(kind, rows):
    """[Pair, ...] of some of `likely_duplicates`, in one query."""
    records = kind.model.objects.in_bulk({key for row in rows for key in row[:2]})
    return [Pair(records[row[0]], records[row[1]], *row[2:]) for row in rows if {*row[:2]} <= set(records)]


def _ordered(like, mine, theirs, uses):
    """The record that is used more stands first: it is the one that would stay."""
    mine, theirs = sorted((mine, theirs), key=lambda name: (-uses.get(name[0], 0), name[0]))
    return mine[0], theirs[0], mine[3], theirs[3], like, uses.get(mine[0], 0), uses.get(theirs[0], 0)


def _names(kind):
    """[(key of the record, folded name, sound, name as written)] of every heading and further name, each once."""
    headings = kind.model.objects.filter(merged_into__isnull=True).order_by()
    further = kind.name_model.objects.filter(**{f"{kind.owner}__merged_into__isnull": True}).order_by()
    rows = [*further.values_list(f"{kind.owner}_id", "folded", "sound", "text"),
            *headings.values_list("pk", "folded", "sound", kind.heading)]
    return list({row[:2]: row for row in rows if row[1]}.values())


def _neighbours(names):
    """Pairs of names that stand in one group; a pair may come more than once."""
    by_words, by_sound = defaultdict(list), defaultdict(list)
    for name in names:
        by_words[" ".join(sorted(name[1].split()))].append(name)
        if len(name[2]) >= LEAST_SHARED:
            by_sound[name[2]].append(name)
    for group in (*by_words.values(), *by_sound.values()):
        yield from _compared(group)
    for sounds in _nearly_alike(by_sound):
        yield from _compared([name for sound in sounds for name in by_sound[sound][:MOST_IN_A_GROUP]])


def _nearly_alike(sounds):
    """Groups of sounds that are alike once one consonant is left out of some of them."""
    groups = defaultdict(list)
    for sound in sounds:
        if SHORTEST_SOUND <= len(sound) <= LONGEST_SOUND:
            for shorter in {sound, *(sound[:place] + sound[place + 1:] for place in range(len(sound)))}:
                groups[shorter].append(sound)
    return (group for group in groups.values() if len(group) > 1)


def _compared(group):
    """All pairs of a small group; of a large one each name with the next two in the alphabet."""
    if len(group) < 2:
        return ()
    if len(group) <= MOST_IN_A_GROUP:
        return combinations(group, 2)
    group = sorted(group, key=lambda name: name[1])
    return chain(pairwise(group), zip(group, group[2:], strict=False))


def _likeness(one, other):
    """As `folding.likeness`; the order of the words does not count, and other numbers are other things."""
    if NUMBERS.findall(one) != NUMBERS.findall(other):
        return 0.0
    return 1.0 if sorted(one.split()) == sorted(other.split()) else likeness(one, other)
