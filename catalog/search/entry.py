"""From rows of the projection to documents of the index.

Read in batches, each with the same few queries however many documents it has, and
as plain values: a million documents pass through here when the index is built.
Several values of one word field stay apart (a list), so that no phrase begins in
one and ends in the next.
"""
from collections import defaultdict
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from catalog.models import (
    PublishedContribution,
    PublishedDocument,
    PublishedFile,
    PublishedMention,
    PublishedStance,
)
from catalog.search.facet import EMPTY, FACETS, NONE
from catalog.search.folding import fold
from catalog.search.labels import Labels
from catalog.search.ordering import order_keys
from catalog.search.schema import FORMS, HEAD
from catalog.search.title_order import title_number

BATCH = 500
COLUMNS = ("identifier", "parent_id", "title", "record__alternative", "description", "text", "type", "genre",
           "language", "collection_id", "issued_earliest", "published_at")  # in the order of _Row
NON_JOINER = "\u200c"
UNUSED = {column: EMPTY for facet in FACETS.values() for column in facet.columns}
COLUMNS_OF = [(facet, facet.columns) for facet in FACETS.values()]


def entries_of(identifiers):
    """Yield the document of the index (a dictionary by field) for each of these that is public."""
    labels = Labels()
    for batch in batches_of(identifiers):
        yield from entries_of_batch(batch, labels)


def batches_of(identifiers):
    """Lists of at most BATCH."""
    identifiers = iter(identifiers)
    while batch := list(islice(identifiers, BATCH)):
        yield batch


def entries_of_batch(batch, labels):
    """The same for one batch, as a list; `labels` is kept from batch to batch."""
    found = PublishedDocument.objects.filter(pk__in=batch).order_by("pk").values_list(*COLUMNS)
    rows = list(map(_Row._make, found))
    around = _Around(batch, {row.parent for row in rows if row.parent}, labels)
    return [_entry(row, around) for row in rows]


class _Row(NamedTuple):
    """COLUMNS of one document; `day` is the earliest of issue or None, `added` the moment of publication."""

    identifier: str
    parent: str | None
    title: str
    alternative: list | None
    description: str
    text: str
    type: str
    genre: str
    languages: list
    collection: str | None
    day: date | None
    added: datetime

    @property
    def titles(self):
        return [self.title, *(self.alternative or ())]


class _Around:
    """What other tables say about the documents of one batch, by document.

    A row can change between two of these queries: that change is then still to
    come in the sequence, and the document is read again.
    """

    def __init__(self, identifiers, parents, labels):
        self.labels = labels
        self.contributions = self._rows(
            PublishedContribution, identifiers, ("sequence", "pk"), "agent_id", "role", "as_printed")
        self.mentions = self._rows(PublishedMention, identifiers, ("pk",), "agent_id")
        self.stances = self._rows(
            PublishedStance, identifiers, ("identifier",), "target_identifier", "position", "target_label")
        self._uses = labels.uses_of(identifiers)
        self.with_files = self._with_files([*identifiers, *parents])
        labels.know_agents({agent for rows in self.contributions.values() for agent, *_ in rows})

    def uses_of(self, identifier):
        """(subjects, places) of one document, as identifiers."""
        return self._uses.get(identifier, ([], []))

    @staticmethod
    def _rows(model, identifiers, order, *columns):
        rows = defaultdict(list)
        found = model.objects.filter(document__in=identifiers).order_by("document", *order)
        for document, *values in found.values_list("document_id", *columns):
            rows[document].append(values)
        return rows

    @staticmethod
    def _with_files(holders):
        """Which of these documents have a file for everybody."""
        return set(PublishedFile.objects.filter(document__in=holders).order_by().values_list("document_id", flat=True))


def _entry(row, around):
    publishers, creators = _people(around.contributions.get(row.identifier, ()))
    head, body = _head(row, around, publishers, creators), fold(row.text)
    everything = [words for values in head.values() for words in values]
    return {
        "id": row.identifier,
        **head,
        "text": body,
        HEAD: everything,
        FORMS: _forms(everything, body, [*row.titles, row.description, row.text]),
        "creator": list(dict.fromkeys(agent for agent, _printed in creators)),
        "agent": [agent for (agent,) in around.mentions.get(row.identifier, ())],
        "whole": row.parent or [],
        **_facets(_values(row, around, list(dict.fromkeys(agent for agent, _printed in publishers)))),
        **order_keys(row.identifier, row.day, row.added),
        "title_key": title_number(head["title"][0] if head["title"] else ""),
    }


def _head(row, around, publishers, creators):
    """The words of a record by field, without its text."""
    labels = around.labels
    subjects, places = around.uses_of(row.identifier)
    return {
        "title": _folded(row.titles),
        "description": _folded([row.description]),
        "creators": labels.names_of(creators),
        "publishers": labels.names_of(publishers),
        "subjects": labels.headings(subjects),
        "places": labels.headings(places),
        "targets": list(dict.fromkeys(
            labels.folded(label) for _target, _position, label in around.stances.get(row.identifier, ()))),
    }


def _values(row, around, publishers):
    """{facet: values}; `publishers` are identifiers."""
    stances = around.stances.get(row.identifier, ())
    subjects, places = around.uses_of(row.identifier)
    return {
        "publisher": publishers,
        "publisher_type": around.labels.types_of(publishers),
        "stance": list(dict.fromkeys(f"{target}:{position}" for target, position, _label in stances)),
        "target": list(dict.fromkeys(target for target, _position, _label in stances)),
        "subject": subjects,
        "place": places,
        "type": [row.type],
        "genre": [row.genre] if row.genre else [],
        "language": list(dict.fromkeys(row.languages)),
        "collection": [row.collection] if row.collection else [],
        "file": ["original"] if not around.with_files.isdisjoint((row.identifier, row.parent)) else [],
        "part": ["part" if row.parent else "whole"],
        "year": [f"{row.day.year:04d}"] if row.day else [],
    }


def _people(contributions):
    """(publishers, creators with contributors), each a list of (agent, as printed)."""
    publishers, creators = [], []
    for agent, role, as_printed in contributions:
        (publishers if role == "publisher" else creators).append((agent, as_printed))
    return publishers, creators


def _folded(values):
    """Values as they are compared, without empty ones."""
    return [words for words in map(fold, values) if words]


def _forms(everything, body, written):
    """Every different word, unstemmed; what a zero-width non-joiner parts, joined as well."""
    forms = {*body.split(), *" ".join(everything).split()}
    for text in written:
        if NON_JOINER in text:
            parted = " ".join(word for word in text.split() if NON_JOINER in word)
            forms.update(fold(parted.replace(NON_JOINER, "")).split())
    return " ".join(forms)


def _facets(values):
    """The fields of all facets: all values for filtering, exactly one value in each column for counting."""
    fields = dict(UNUSED)
    for facet, columns in COLUMNS_OF:
        chosen = values[facet.name] or ([NONE] if facet.has_none else [])
        fields[facet.name] = chosen
        fields.update(zip(columns, chosen, strict=False))
        if len(chosen) > facet.slots:
            fields[facet.more] = chosen[facet.slots:]
    return fields
