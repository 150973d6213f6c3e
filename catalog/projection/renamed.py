"""What was found to be called differently than before, while rows of names were written.

Documents keep copies of the names that they show, so that a list is one query. Whoever
writes the row of an agent or a heading notes here what changed, and `renewal.py` brings
the copies up to date in the same transaction: the two never part.
"""
from dataclasses import dataclass, field


@dataclass
class Renamed:
    """Identifiers of agents and headings that were public before and changed.

    `agents` have another name or other types, `headings` another label; `targets` lead to another
    agent. `touched` are all records of which any row was written.
    """

    agents: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
