"""One request for documents: what a reader asked, validated; it can be a key of a dictionary."""
from dataclasses import dataclass, replace

# Orders a reader can choose; "" is relevance when there are words, else newest issued first.
SORTS = ("relevance", "newest", "oldest", "added", "title")
SIZES = (20, 50, 100)
MAX_WORDS_LENGTH = 500  # characters of a query; what is longer is cut, with a note


@dataclass(frozen=True)
class Asked:
    """Words, filters, order and page.

    `chosen` and `excluded` are pairs (facet or filter name, value), sorted: values of one facet are
    alternatives, different facets narrow. Years are inclusive. `is_expanded`: whether other forms of
    a name are searched too. `page` counts from 1.
    """

    words: str = ""
    is_expanded: bool = True
    chosen: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    sort: str = ""
    page: int = 1
    size: int = SIZES[0]

    def conditions(self):
        """The same set of documents, without order and page: the key of its counts."""
        return replace(self, sort="", page=1, size=SIZES[0])

    def chosen_of(self, name):
        return tuple(value for facet, value in self.chosen if facet == name)

    def excluded_of(self, name):
        return tuple(value for facet, value in self.excluded if facet == name)

    @property
    def has_years(self):
        return self.first_year is not None or self.last_year is not None

    @property
    def has_filters(self):
        return bool(self.chosen or self.excluded or self.has_years)
