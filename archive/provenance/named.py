"""Finds the records that snapshots name by identifier, where they stand today.

A snapshot is never changed, but what it names lives on: an agent, subject or
place may have been merged into another since, or removed while nothing used it.
"""
from archive.models import Agent, Collection, Document, Genre, Place, Subject

LONGEST_CHAIN = 50  # merges of merges that are followed; a circle ends there


def records_named_in(snapshots):
    """{model: {identifier or code: record}} of all that `snapshots` name, in a number of queries that does not grow.

    A record that was merged is found as the one it was merged into; what exists
    no more is not in it.
    """
    return {
        Agent: living(Agent, _named(snapshots, "contributions", "agent")),
        Place: living(Place, _named(snapshots, "places", "place")),
        Subject: living(Subject, {subject["identifier"] for snapshot in snapshots
                                   for subject in snapshot.get("subjects", ())}),
        Document: _found(Document, _named(snapshots, "relations", "related")),
        Collection: _found(Collection, {snapshot.get("collection") for snapshot in snapshots}),
        Genre: _found(Genre, {snapshot.get("genre") for snapshot in snapshots}, by="code"),
    }


def _named(snapshots, rows, key):
    return {row[key]["identifier"] for snapshot in snapshots for row in snapshot.get(rows, ()) if row[key]}


def _found(model, names, by="identifier"):
    rows = model.objects.filter(**{f"{by}__in": [name for name in names if name]})
    return {getattr(row, by): row for row in rows}


def living(model, identifiers):
    """{identifier: record} of `model`; one that was merged is found as the record that it became."""
    found = _found(model, identifiers)
    for _merge in range(LONGEST_CHAIN):
        onward = {record.merged_into_id for record in found.values() if record.merged_into_id}
        if not onward:
            break
        records = model.objects.in_bulk(onward)
        found = {identifier: records.get(record.merged_into_id, record) for identifier, record in found.items()}
    return found
