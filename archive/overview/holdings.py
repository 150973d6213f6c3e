"""How the documents are made up."""
import json
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from archive.models import Collection, Genre
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
    counts = _by_record(documents, "genre")
    return _most([Line(str(genre), counts[genre.pk], f"genre={genre.code}")
                  for genre in Genre.objects.filter(pk__in=list(counts))])


def by_collection(documents):
    """The largest collections."""
    counts = _by_record(documents, "collection")
    rows = Collection.objects.filter(pk__in=list(counts)).values_list("pk", "identifier", "title")
    return _most([Line(title, counts[pk], f"collection={identifier}") for pk, identifier, title in rows])


def by_language(documents):
    """The most frequent languages by BCP 47 tag; a document in two counts for both."""
    counts = Counter()
    for tags, n in documents.order_by().values_list("language").annotate(n=Count("pk")):
        for tag in json.loads(tags) if isinstance(tags, str) else tags:
            counts[tag] += n
    return _most([Line(tag, n, f"language={tag}") for tag, n in counts.items()])


def _by_record(documents, field):
    """{primary key that documents refer to: how many do}: counted without its table, in the order of an index."""
    rows = documents.order_by().filter(**{f"{field}__isnull": False}).values_list(field)
    return dict(rows.annotate(n=Count("pk")))


def _most(lines):
    return sorted(lines, key=lambda line: (-line.count, line.label))[:MOST_LINES]
