"""What is asked: for each kind of request many different ones.

The site keeps the counts of a set of documents, whatever its order and page. So no two kinds ask
for the same set, and what is asked over several connections was not asked before. Two kinds can not
but meet kept counts: browsing everything is one set, and there are few values of some facets.

A request is (path, documents that its page must say it found, or None where that is not known).
"""
from random import Random
from urllib.parse import urlencode

PAGE_SIZE = 20
ONE_FILTER = ("publisher", "publisher_type", "stance", "subject", "place", "genre", "language", "collection", "year")
SORTS = ("newest", "oldest", "added", "title")
DEEP = 500  # the page
COUNT = {"document": 300, "one filter": 150, f"page {DEEP}": 40}  # requests of a kind; else:
USUAL = 100
WARM_UP = {"common": 5, f"page {DEEP}": 5}  # requests of a kind before measuring; else:
USUAL_WARM_UP = 20
AT_ONCE = {"document": 300, "one filter": 150}  # further ones, asked over several connections
DEEP_WORDS = 45  # common words that are asked for far behind, and nowhere else


class Requests:
    """Draws requests about the kept documents; `known` is what material.py says of these."""

    def __init__(self, known, seed=7):
        self.known, self.rng = known, Random(seed)
        low, high = 0.007 * known["n"], 0.014 * known["n"]
        self.words = {
            "rare": [word for word, count in known["rare"].items() if count < 100],
            "medium": [word for word, count in known["medium"].items() if low <= count <= high],
            "common": [word for word, count in known["common"].items() if 0.25 <= count / known["n"] <= 0.35],
        }
        self.deep_words = [self.words["common"].pop() for _ in range(min(DEEP_WORDS, len(self.words["common"]) // 3))]

    def of_every_kind(self):
        """{kind: (requests before measuring, requests to measure, those at once)}, all of them different."""
        makers = {
            "browse": self._browse, "one filter": self._one_filter, "rare": lambda: self._word("rare"),
            "medium": lambda: self._word("medium"), "phrase": self._phrase, "common": lambda: self._word("common"),
            "three filters": self._three_filters, f"page {DEEP}": self._deep, "name": self._name,
            "document": self._document,
        }
        return {kind: self._shared_out(kind, make) for kind, make in makers.items()}

    def _shared_out(self, kind, make):
        """Where there are too few different ones, all three shares are smaller."""
        shares = [WARM_UP.get(kind, USUAL_WARM_UP), COUNT.get(kind, USUAL), AT_ONCE.get(kind, 0)]
        drawn = self._different(make, sum(shares))
        before, measured, _at_once = (-(-len(drawn) * share // sum(shares)) for share in shares)
        return drawn[:before], drawn[before:before + measured], drawn[before + measured:]

    def _different(self, make, count):
        found = {}
        for _ in range(count * 20):
            path, total = make()
            found[path] = total
            if len(found) == count:
                break
        return list(found.items())

    def _browse(self):
        pages = min(25, -(-self.known["n"] // PAGE_SIZE))
        return _path(sort=self.rng.choice(SORTS), page=self.rng.randint(1, pages)), self.known["n"]

    def _one_filter(self):
        name = self.rng.choice(ONE_FILTER)
        values = self._values(name)
        if name == "year" and self.rng.random() < 0.7:
            first = self.rng.randint(1960, 2015)
            last = first + self.rng.randint(1, 10)
            counts = self.known["facets"]["year"]
            return _path(("from", first), ("to", last)), sum(counts.get(str(y), 0) for y in range(first, last + 1))
        return _path((name, values[0])), self.known["facets"][name][values[0]]

    def _values(self, name):
        """Values of one facet that some document of the sample has, "none" among them."""
        values = []
        while not values:
            values = self.rng.choice(self.known["sample"])[name]
        return values

    def _word(self, kind):
        word = self.rng.choice(self.words[kind])
        return _path(q=word), self.known[kind][word]

    def _phrase(self):
        return _path(q=f'"{self.rng.choice(list(self.known["phrases"]))}"'), None

    def _three_filters(self):
        """Two publishers and two more filters that one document fulfils; every third with a common word."""
        one, other = self.rng.choice(self.known["sample"]), self._values("publisher")[0]
        second, third = self.rng.sample(("publisher_type", "genre", "language", "collection", "type"), 2)
        words = {"q": self.rng.choice(self.words["common"])} if self.rng.random() < 1 / 3 else {}
        return _path(("publisher", one["publisher"][0]), ("publisher", other), (second, one[second][0]),
                     (third, one[third][0]), **words), None

    def _deep(self):
        """Far behind in the answer to a common word, by relevance or in another order: one for each word."""
        word = self.rng.choice(self.deep_words)
        total = self.known["common"][word]
        sort = ("relevance", *SORTS)[self.deep_words.index(word) % (1 + len(SORTS))]
        return _path(q=word, sort=sort, page=min(DEEP, max(1, total // PAGE_SIZE))), total

    def _name(self):
        return _path(q=self.rng.choice(self.known["names"])), None

    def _document(self):
        return f"/documents/{self.rng.choice(self.known['sample'])['identifier']}/", None


def _path(*pairs, **parameters):
    return f"/documents/?{urlencode([*pairs, *parameters.items()])}"
