"""From the filters of a request to clauses of an index query.

Values of one facet are alternatives (a stretch of years stands for its years), facets
narrow each other. Clauses add nothing to the score, so that filters never change the
order by relevance.
"""
from dataclasses import replace

import tantivy

from catalog.search.facet import FACETS, FILTERS

YEAR = "year"
# Up to so many alternatives are looked up one by one, which is faster; more of them together.
FEW = 8


def filtered(asked, opened, words=None):
    """The query for all filters of a request and, unless None, a query for its words."""
    clauses = [(tantivy.Occur.Must, words)] if words is not None else []
    for name in (*FACETS, *FILTERS):
        clauses += _facet_clauses(asked, opened, name)
    if all(occur == tantivy.Occur.MustNot for occur, _query in clauses):
        clauses.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(clauses)


def is_filtered(asked, name):
    """Whether the request narrows by this facet; for the year also by a first or last year."""
    if any(facet == name for facet, _value in (*asked.chosen, *asked.excluded)):
        return True
    return name == YEAR and asked.has_years


def without(asked, name):
    """The same request without what it says about one facet."""
    changes = {
        "chosen": tuple(pair for pair in asked.chosen if pair[0] != name),
        "excluded": tuple(pair for pair in asked.excluded if pair[0] != name),
    }
    if name == YEAR:
        changes |= {"first_year": None, "last_year": None}
    return replace(asked, **changes)


def years_between(opened, first, last):
    """The years of this stretch, both ends included, that any document has, as values of the facet."""
    low = f"{0 if first is None else first:04d}"
    high = f"{9999 if last is None else last:04d}"
    return [year for year, _documents in opened.searcher.terms_with_prefix(YEAR, "")
            if year.isdecimal() and low <= year <= high]


def _facet_clauses(asked, opened, name):
    chosen, excluded = asked.chosen_of(name), asked.excluded_of(name)
    is_wanted = bool(chosen)
    if name == YEAR and asked.has_years:
        chosen, is_wanted = (*chosen, *years_between(opened, asked.first_year, asked.last_year)), True
    clauses = []
    if is_wanted:
        wanted = tantivy.Query.const_score_query(_any_of(opened.schema, name, chosen), 0.0)
        clauses.append((tantivy.Occur.Must, wanted))
    if excluded:
        clauses.append((tantivy.Occur.MustNot, _any_of(opened.schema, name, excluded)))
    return clauses


def _any_of(schema, name, values):
    if not values:
        return tantivy.Query.empty_query()
    if len(values) > FEW:
        return tantivy.Query.term_set_query(schema, name, list(values))
    terms = [tantivy.Query.term_query(schema, name, value, index_option="basic") for value in values]
    if len(terms) == 1:
        return terms[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
