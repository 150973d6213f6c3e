"""The one entry point of pages: a request in, one page of results with all counts out.

Everything about one request is asked of one state of the index. Identifiers come
from the index: a document that was withdrawn a moment ago may be among them, and
the page leaves it out when it reads the rows.
"""
from dataclasses import replace

from catalog.search.background import in_background
from catalog.search.counting import Counting
from catalog.search.filtering import filtered
from catalog.search.found import Found
from catalog.search.index import current
from catalog.search.matching import query_for
from catalog.search.ordering import RELEVANCE, hits, order_of
from catalog.search.overdue import require_not_overdue
from catalog.search.query import Word, is_excluded
from catalog.search.reading import read

BATCH = 20_000  # identifiers asked for at a time when all of a set are wanted


def find(asked):
    """The Found of a request; its `asked` has the last page where a page beyond the end was asked for.

    Raise IndexMissing.
    """
    question = _Question(asked)
    if asked.page == 1:
        later = in_background(question.identifiers, 0, asked.size)
        counts = question.counting.counts()
        return Found(asked, question.reading, counts, later.result())
    counts = question.counting.counts()
    asked = replace(asked, page=min(asked.page, last_page(counts.total, asked.size)))
    identifiers = question.identifiers((asked.page - 1) * asked.size, asked.size, counts.total)
    return Found(asked, question.reading, counts, identifiers)


def last_page(total, size):
    """The number of the last page; an empty set has one, empty page."""
    return max(1, -(-total // size))


def count(asked):
    """The Counts of a request, without a page of results; raise IndexMissing."""
    return _Question(asked).counting.counts()


def first_identifiers(asked, size):
    """The first identifiers of a set, in the order asked for, without counting it; raise IndexMissing."""
    return _Question(asked).identifiers(0, size)


def facet_values(asked, name):
    """{value: documents} of one facet, complete, without its own filter; raise IndexMissing."""
    return _Question(asked).counting.facet_values(name)


def crossed(asked, first, second, firsts=None, seconds=None):
    """{value of one facet: {value of another: documents}} of the set as asked; raise IndexMissing.

    `firsts` and `seconds`, unless None, are the only values wanted: a thousand publishers by hundreds of
    positions take a second to count, a page of them a hundredth of that.
    """
    return _Question(asked).counting.crossed(first, second, firsts, seconds)


def identifiers_in(asked):
    """Yield the identifiers of a whole set, of any size, in the order asked for; raise IndexMissing.

    All of one state of the index, however long it takes.
    """
    question, first = _Question(asked), 0
    while identifiers := question.identifiers(first, BATCH):
        yield from identifiers
        first += len(identifiers)


class _Question:
    """A request, how it was understood, and the state of the index that answers it."""

    def __init__(self, asked):
        require_not_overdue()
        self.asked, self.opened, self.reading = asked, current(), read(asked)
        words = query_for(self.reading, self.opened.schema, is_ranked=False)
        # What the words mean depends on the names known just now, so it is part of what counts are kept by.
        is_quick = all(isinstance(clause, Word) for clause in self.reading.clauses or ())
        self.counting = Counting(self.opened, asked, words, self.reading.clauses, is_quick=is_quick)

    def identifiers(self, first, size, total=None):
        """Those from `first` on, at most `size`; `total`, if known, makes what lies far behind faster."""
        searcher = self.opened.searcher
        order = order_of(self.asked.sort, self._has_rank())
        words = query_for(self.reading, self.opened.schema, is_ranked=order == RELEVANCE)
        query = filtered(self.asked, self.opened, words)
        addresses = hits(searcher, query, order, first, size, total)
        return tuple(searcher.doc(address)["id"][0] for address in addresses)

    def _has_rank(self):
        return any(not is_excluded(clause) for clause in self.reading.clauses or ())
