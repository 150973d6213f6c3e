"""How many documents a set has, in all and by facet; always exact.

A set is a request without order and page. A facet that narrows the set is counted
in the set without its own filter as well, so that its list shows what else could be
chosen. Those sets are requests of their own: what was counted for one reader is
often there when the next choice is made.
"""
from collections import Counter

import tantivy

from catalog.search.aggregating import added_up, aggregate, aggregate_pairs
from catalog.search.background import in_background
from catalog.search.cache import CountCache
from catalog.search.facet import EMPTY, FACETS
from catalog.search.filtering import filtered, is_filtered, without
from catalog.search.found import Counts

kept = CountCache()

THREADS = 2  # that can count one request at the same time and gain by it
# The first four facets take about as long as all others.
HALVES = tuple(FACETS)[:4], tuple(FACETS)[4:]


class Counting:
    """Counts of one request in one state of the index; `words` is the query for its words, or None.

    `words_key` says what, besides the request itself, decides which documents the words find;
    `is_quick`, whether finding them costs so little that two threads may both do it, each for half of
    the facets, unless there are other sets to be counted beside.
    """

    def __init__(self, opened, asked, words, words_key=(), *, is_quick=True):
        self.opened, self.asked, self.words, self.words_key = opened, asked.conditions(), words, words_key
        self.is_quick = is_quick

    def counts(self):
        """The Counts of everything."""
        own = [name for name in FACETS if is_filtered(self.asked, name)]
        shares = HALVES if self.is_quick and len(own) < THREADS else (tuple(FACETS),)
        sets = [*((self.asked, names) for names in shares), *((without(self.asked, name), (name,)) for name in own)]
        counted = _at_once(self._values, sets)
        mix = {name: values[name] for names, values in zip(shares, counted, strict=False) for name in names}
        others = counted[len(shares):]
        return Counts(
            total=sum(mix["part"].values()),
            facets=mix | {name: values[name] for name, values in zip(own, others, strict=True)},
            mix=mix,
        )

    def facet_values(self, name):
        """{value: documents} of one facet, without its own filter."""
        return self._values(without(self.asked, name), (name,))[name]

    def crossed(self, first, second, firsts=None, seconds=None):
        """{value of one facet: {value of the other: documents}}, in the set as asked."""
        table = {}
        for (one, other), documents in self._pairs(first, second, firsts, seconds).items():
            table.setdefault(one, {})[other] = documents
        return table

    def _pairs(self, first, second, firsts, seconds):
        """{(value of one facet, value of the other): documents}."""
        wanted = tuple(None if some is None else tuple(some) for some in (firsts, seconds))
        key = *self._key(self.asked), first, second, wanted
        known = kept.get(key)
        if not known:
            found, query = Counter(), filtered(self.asked, self.opened, self.words)
            for one, other, documents in aggregate_pairs(
                    self.opened.searcher, query, self._fields(first), self._fields(second), *wanted):
                if EMPTY not in (one, other):
                    found[one, other] += documents
            known = {"pairs": dict(found)}
            kept.add(key, known)
        return known["pairs"]

    def _values(self, asked, names):
        """{facet: {value: documents}} of at least these facets in one set."""
        key = self._key(asked)
        counted = kept.get(key)
        missing = [name for name in names if name not in counted]
        if missing:
            fields = {name: self._fields(name) for name in missing}
            query = filtered(asked, self.opened, self.words)
            lists = aggregate(self.opened.searcher, query, [field for some in fields.values() for field in some])
            new = {name: added_up([lists[field] for field in some], EMPTY) for name, some in fields.items()}
            kept.add(key, new)
            counted |= new
        return counted

    def _key(self, asked):
        return self.opened.generation, asked, self.words_key

    def _fields(self, name):
        """The fields that hold the values of a facet; the one for further values only if any document has such."""
        facet = FACETS[name]
        return (*facet.columns, facet.more) if name in self._with_more() else facet.columns

    def _with_more(self):
        key = self.opened.generation, "more"
        known = kept.get(key)
        if not known:
            known = {"facets": {name: 1 for name, facet in FACETS.items() if _is_used(self.opened, facet.more)}}
            kept.add(key, known)
        return known["facets"]


def _is_used(opened, field):
    return bool(opened.searcher.search(tantivy.Query.exists_query(field), 1, count=False).hits)


def _at_once(count, sets):
    """Results of `count(*one)` for each set, in order; tantivy counts outside of Python's lock."""
    later = [in_background(count, *one) for one in sets[1:]]
    return [count(*sets[0]), *(one.result() for one in later)]
