"""One folded word as the index keeps it, for queries and for marking; English endings are cut."""
from functools import cache, lru_cache

from catalog.search import schema

REMEMBERED = 50_000


@cache
def _analyser():
    return schema.analyser()


@lru_cache(REMEMBERED)
def stem(word):
    """The term of a folded word; a word too long for the index stays itself, and finds nothing."""
    return next(iter(_analyser().analyze(word)), word)


def stems(words):
    return [stem(word) for word in words]
