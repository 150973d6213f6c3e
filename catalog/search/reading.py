"""How the words of a request are understood: parsed, names found, what to mark."""
from catalog.search.expansion import expand
from catalog.search.found import Reading
from catalog.search.highlighting import highlights_of
from catalog.search.query import parse


def read(asked):
    """The Reading of an Asked; at most one database query, none without words or without expansion."""
    clauses, notes = parse(asked.words)
    expansions = ()
    if asked.is_expanded:
        clauses, expansions = expand(clauses)
    return Reading(clauses, notes, expansions, highlights_of(clauses))
