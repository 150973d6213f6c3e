"""Exact counts of the values of columns, whatever tantivy's limits are.

tantivy gives at most 65,000 values in one answer, all columns together, and refuses
more. Then the columns are counted one by one, and a column that alone has more is
counted in parts, by the first letter of its values.
"""
import re
from operator import itemgetter

PAIR = itemgetter("key", "doc_count")
LIMIT = 65_000
REFUSED = "bucket limit"
LETTERS = "0123456789abcdef"
LONGEST = 4  # letters


def aggregate(searcher, query, fields):
    """{field: [(value, documents)]} of text columns."""
    return {field: list(map(PAIR, buckets))
            for field, buckets in _buckets(searcher, query, {field: _terms(field) for field in fields}).items()}


def aggregate_pairs(searcher, query, first_fields, second_fields, firsts=None, seconds=None):
    """[(value of a first field, value of a second one, documents)] of text columns.

    `firsts` and `seconds`, unless None, are the only values to be counted.
    """
    inner = {field: _terms(field, seconds) for field in second_fields}
    wanted = {field: {**_terms(field, firsts), "aggs": inner} for field in first_fields}
    return [(bucket["key"], inside["key"], inside["doc_count"])
            for buckets in _buckets(searcher, query, wanted).values()
            for bucket in buckets for field in second_fields for inside in bucket[field]["buckets"]]


def added_up(lists, ignored):
    """{value: documents} of several [(value, documents)], most frequent first, then by value."""
    first, *others = lists
    total = dict(first)
    for pairs in others:
        for value, documents in pairs:
            total[value] = total.get(value, 0) + documents
    total.pop(ignored, None)
    ordered = sorted(total.items())
    ordered.sort(key=itemgetter(1), reverse=True)
    return dict(ordered)


def _terms(field, values=None):
    chosen = {} if values is None else {"include": list(values)}
    return {"terms": {"field": field, "size": LIMIT, "segment_size": LIMIT, **chosen}}


def _buckets(searcher, query, wanted):
    """{field: buckets}, asked for in as many steps as it takes."""
    answer = _answer(searcher, query, wanted)
    if answer is None and len(wanted) > 1:
        return {field: _buckets(searcher, query, {field: terms})[field] for field, terms in wanted.items()}
    return {
        field: answer[field]["buckets"] if answer and not answer[field]["sum_other_doc_count"]
        else _by_beginning(searcher, query, field, terms)
        for field, terms in wanted.items()
    }


def _by_beginning(searcher, query, field, terms, beginning=""):
    """The buckets of one column whose values begin so, in parts that are small enough; raise ValueError."""
    whole, found = re.escape(beginning), []
    parts = [(beginning + letter, {"include": f"{whole}{letter}.*"}) for letter in LETTERS]
    parts.append((None, {"include": f"{whole}.*", "exclude": f"{whole}[{LETTERS}].*"}))
    for begins, restriction in parts:
        answer = _answer(searcher, query, {field: {**terms, "terms": {**terms["terms"], **restriction}}})
        if answer and not answer[field]["sum_other_doc_count"]:
            found += answer[field]["buckets"]
        elif begins is None or len(begins) > LONGEST:
            raise ValueError(f"{field} has too many values to be counted")
        else:
            found += _by_beginning(searcher, query, field, terms, begins)
    return found


def _answer(searcher, query, wanted):
    """What tantivy says, or None if that would be too much for it."""
    try:
        return searcher.aggregate(query, wanted)
    except ValueError as error:
        if REFUSED in str(error):
            return None
        raise
