"""What a search must find and count, worked out slowly from rows of the projection, without any index."""
from collections import Counter
from dataclasses import dataclass

from catalog.models import PublishedDocument
from catalog.search.facet import FACETS, NONE


@dataclass(frozen=True)
class Row:
    """One document: its words, field by field, and its values by facet and filter."""

    document: PublishedDocument
    texts: tuple[tuple[str, ...], ...]
    values: dict[str, set[str]]


def all_rows():
    return [row_of(document) for document in PublishedDocument.objects.order_by("pk")]


def row_of(document):
    publishers = [one.agent for one in document.contributions.filter(role="publisher")]
    headings = [use.heading for use in document.uses.select_related("heading")]
    stances = list(document.stances.all())
    has_file = document.files.exists() or (document.parent is not None and document.parent.files.exists())
    values = {
        "publisher": {agent.pk for agent in publishers},
        "publisher_type": {one["type"] for agent in publishers for one in agent.types},
        "stance": {f"{stance.target_identifier}:{stance.position}" for stance in stances},
        "target": {stance.target_identifier for stance in stances},
        "subject": {heading.pk for heading in headings if heading.kind == "subject"},
        "place": {heading.pk for heading in headings if heading.kind == "place"},
        "type": {document.type},
        "genre": {document.genre} - {""},
        "language": set(document.language),
        "collection": {document.collection_id} - {None},
        "file": {"original"} if has_file else set(),
        "part": {"part" if document.parent_id else "whole"},
        "year": {f"{document.issued_earliest.year:04d}"} if document.issued_earliest else set(),
        "creator": {one.agent_id for one in document.contributions.exclude(role="publisher")},
        "agent": {mention.agent_id for mention in document.mentions.all()},
        "whole": {document.parent_id} - {None},
    }
    for name, facet in FACETS.items():
        if facet.has_none:
            values[name] = values[name] or {NONE}
    texts = (document.title, *document.record["alternative"], document.text)
    return Row(document, tuple(tuple(text.split()) for text in texts), values)


def holds(row, words):
    """Whether these words stand in a row in one of the texts."""
    size = len(words)
    return any(text[place:place + size] == words for text in row.texts for place in range(len(text) - size + 1))


def matches(row, clauses):
    """`clauses`: (is excluded, alternatives); each alternative is a tuple of words in a row."""
    return all(any(holds(row, words) for words in alternatives) != is_excluded
               for is_excluded, alternatives in clauses)


def passes(row, asked, leaving_out=None):
    """Whether a document passes the filters, those of one facet left out."""
    return all(_passes_one(row.values[name], asked, name) for name in row.values if name != leaving_out)


def _passes_one(values, asked, name):
    wanted = set(asked.chosen_of(name))
    has_years = name == "year" and (asked.first_year is not None or asked.last_year is not None)
    if has_years:
        first, last = asked.first_year or 0, 9999 if asked.last_year is None else asked.last_year
        wanted |= {value for value in values if value != NONE and first <= int(value) <= last}
    is_free = not wanted and not has_years
    return (is_free or bool(values & wanted)) and not values & set(asked.excluded_of(name))


def counted(rows, name):
    return dict(Counter(value for row in rows for value in row.values[name]))


def crossed(rows, first, second):
    pairs = Counter((one, other) for row in rows for one in row.values[first] for other in row.values[second])
    found = {}
    for (one, other), documents in pairs.items():
        found.setdefault(one, {})[other] = documents
    return found
