"""By what documents are narrowed and counted.

A facet is at once a field of the index, a parameter of the address, and a list on
the page. Counting one column that has exactly one value in each document costs about
1 ns a document, counting a field with several values 30 ns; so the first values of a
document lie in numbered columns of their own (`slots`), and only further ones are
counted by their postings.
"""
from dataclasses import dataclass

NONE = "none"  # the value of a document that has none, where that can be asked for
EMPTY = ""  # fills the unused columns of a document; never counted


@dataclass(frozen=True)
class Facet:
    """One facet; `slots` columns; `has_none`: whether documents without a value count as NONE."""

    name: str
    slots: int = 1
    has_none: bool = False

    @property
    def columns(self):
        return tuple(f"{self.name}_{number}" for number in range(1, self.slots + 1))

    @property
    def more(self):
        """The field that names the values beyond the columns."""
        return f"{self.name}_more"


# publisher, collection: identifiers; publisher_type: codes of AgentType; stance: "target:position";
# target, subject, place: identifiers of headings; type: DCMI type; genre: code; language: BCP 47 tag;
# file: "original" or NONE; part: "part" or "whole"; year: of the earliest day of issue, four digits.
FACETS = {facet.name: facet for facet in (
    Facet("publisher", slots=2, has_none=True),
    Facet("publisher_type", slots=2, has_none=True),
    Facet("stance", slots=4, has_none=True),
    Facet("target", slots=4),
    Facet("subject", slots=5),
    Facet("place", slots=3),
    Facet("type"),
    Facet("genre", has_none=True),
    Facet("language", slots=2, has_none=True),
    Facet("collection", has_none=True),
    Facet("file", has_none=True),
    Facet("part"),
    Facet("year", has_none=True),
)}

# Filters that are asked for by links (an agent's page), but not counted: identifiers of agents.
FILTERS = ("creator", "agent", "whole")
