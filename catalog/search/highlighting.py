"""What is to be marked in a hit: every word and phrase that was searched for, by field."""
from catalog.search.expansion import Named
from catalog.search.query import FIELDS, Group, Prefix, is_excluded


def highlights_of(clauses):
    """{field of the index, "" for every field: folded phrases}; the beginning of a word ends in `*`."""
    found = {}
    for field, phrase in _phrases(clauses):
        found.setdefault(FIELDS.get(field, ""), {})[phrase] = None
    return {field: tuple(phrases) for field, phrases in found.items()}


def _phrases(clauses):
    for clause in clauses:
        if isinstance(clause, Group):
            yield from _phrases(clause.alternatives)
        elif isinstance(clause, Named):
            yield from _phrases(clause.clauses)
            yield from ((clause.field, form) for form in clause.forms)
        elif isinstance(clause, Prefix):
            if not clause.is_excluded:
                yield clause.field, (f"{clause.text}*",)
        elif not is_excluded(clause):
            yield clause.field, clause.words
            if getattr(clause, "joined", ""):
                yield clause.field, (clause.joined,)
