"""The answer to one request."""
from dataclasses import dataclass, field

from catalog.search.asked import Asked


@dataclass(frozen=True)
class Expansion:
    """A name that stands in the query, and what else was searched for because of it.

    `name` as the reader wrote it; `owner_kind` and `owner` say whose name it is (as in PublishedName);
    `shown` are the other forms that may be displayed, as written; `searched` all other forms, folded,
    hidden ones (pejoratives) too.
    """

    name: str
    owner_kind: str
    owner: str
    shown: tuple[str, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """How the words of a query were understood.

    `clauses` is the parsed query (query.py); `notes` are codes of what had to be read differently
    than written (notes.py says them in words); `highlights` are the folded phrases (tuples of
    words; a last word may end in `*`) to be marked in a hit, by field name, "" for every field.
    """

    clauses: object = None
    notes: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    highlights: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """How many documents a set has, by facet: {facet name: {value: documents}}, most frequent first.

    `facets` leaves out the facet's own filter (so that its list does not shrink); `mix` counts the set
    exactly as asked.
    """

    total: int
    facets: dict[str, dict[str, int]]
    mix: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Found:
    """One page of results: identifiers of public documents in order, and the counts of the whole set."""

    asked: Asked
    reading: Reading
    counts: Counts
    identifiers: tuple[str, ...]
