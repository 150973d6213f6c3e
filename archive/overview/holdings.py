"""How the documents are made up."""
import json
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from archive.models.access import AccessLevel
from archive.workflow.states import State

MOST_LINES = 10


@dataclass(frozen=True)
class Line:
    """One line of a chart: what is counted, how many, and the filter by which the list shows them ("" if none)."""

    label: str
    count: int
    query: str = ""


def by_state(documents):
    """A Line for every State, in the order of a document's life; also for those that none is in."""
    counts = dict(documents.order_by().values_list("state").annotate(n=Count("pk")))
    return [Line(state.label, counts.get(state, 0), f"state={state}") for state in State]


def by_access(documents):
    """A Line for every AccessLevel of documents that were reviewed."""
    reviewed = documents.filter(published_revision__isnull=False)
    counts = dict(reviewed.order_by().values_list("access_level").annotate(n=Count("pk")))
    return [Line(level.label, counts.get(level, 0)) for level in AccessLevel]


def by_genre(documents):
    """The most frequent genres, and how many documents have none or a rarer one."""
    rows = documents.order_by().values_list("genre__code", "genre__label").annotate(n=Count("pk"))
    return _most([Line(label, n, f"genre={code}") for code, label, n in rows if code])


def by_collection(documents):
    """The largest collections."""
    rows = documents.order_by().values_list("collection__identifier", "collection__title").annotate(n=Count("pk"))
    return _most([Line(title, n, f"collection={identifier}") for identifier, title, n in rows if identifier])


def by_language(documents):
    """The most frequent languages by BCP 47 tag; a document in two counts for both."""
    counts = Counter()
    for tags, n in documents.order_by().values_list("language").annotate(n=Count("pk")):
        for tag in json.loads(tags) if isinstance(tags, str) else tags:
            counts[tag] += n
    return _most([Line(tag, n, f"language={tag}") for tag, n in counts.items()])


def _most(lines):
    return sorted(lines, key=lambda line: (-line.count, line.label))[:MOST_LINES]
