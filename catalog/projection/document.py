"""The rows of one public document, chosen field by field from its published revision.

What is not named here stays in the archive. Live, because they are not the
document's own, are only labels of genre, subjects, places and collection.
"""
from dataclasses import replace

from django.forms.models import model_to_dict

from archive.edtf import parse_edtf
from archive.models import Collection, Event, Genre
from catalog.models import (
    PublishedCollection,
    PublishedContribution,
    PublishedDocument,
    PublishedRelation,
    PublishedThumbnail,
)
from catalog.projection.agent import agents_named_by, write_agents
from catalog.projection.belonging import belonging_of
from catalog.projection.capture import public_captures
from catalog.projection.fields import COLUMNS, RECORD_FIELDS
from catalog.projection.heading import headings_used_by, write_headings
from catalog.projection.line import line_of
from catalog.projection.merged import followed
from catalog.projection.spans import Texts
from catalog.projection.stance import public_claims, public_quotations, public_stances
from catalog.projection.timeline import public_timeline
from catalog.projection.versions import public_versions


def write_document(standing, renamed):
    """Write every row of a public document; its old rows are gone already.

    What turns out to be called differently than the catalog says is noted in `renamed`.
    """
    standing = replace(standing, snapshot=followed(standing.snapshot))
    document, snapshot = standing.document, standing.snapshot
    texts, parent = Texts(snapshot), _parent(snapshot)
    headings = write_headings(headings_used_by(snapshot), renamed)
    stances = public_stances(snapshot, texts, headings)
    agents = write_agents(sorted(agents_named_by(snapshot, stances)), renamed)
    row = PublishedDocument(
        identifier=document.identifier, parent_id=snapshot["parent"], sequence=snapshot["sequence"],
        record_version=document.published_revision.version, published_at=document.published_at,
        **{name: snapshot[name] for name in COLUMNS}, **_days(snapshot["issued"]), **_genre(snapshot["genre"]),
        collection_id=_collection(snapshot, parent), **_text(texts.own, snapshot),
        record=_record(standing, texts, headings, stances),
    )
    belonging = belonging_of(row, snapshot, stances, agents, headings)
    row.line = line_of(belonging[PublishedContribution], stances, belonging[PublishedThumbnail], parent)
    row.save(force_insert=True)
    for model, rows in belonging.items():
        model.objects.bulk_create(rows)
    write_relations({row.pk: snapshot})


def _record(standing, texts, headings, stances):
    """Everything that the document's page shows besides the columns."""
    document, snapshot = standing.document, standing.snapshot
    events = [*_events(document), *([standing.approval] if standing.approval else [])]
    return {
        **{name: snapshot[name] for name in RECORD_FIELDS},
        "subjects": _labelled(snapshot["subjects"], headings),
        "places": _places(snapshot["places"], headings),
        "captures": public_captures(snapshot),
        "timeline": public_timeline(document, snapshot, events),
        "versions": public_versions(document, snapshot, events),
        "stances": stances,
        "claims": public_claims(snapshot, texts),
        "quotations": public_quotations(snapshot, texts),
    }


def write_relations(snapshots):
    """Write the relations of {identifier: snapshot}, which have no rows now.

    They lead to public documents, and to originals that are not held.
    """
    stated = [(identifier, row) for identifier, snapshot in snapshots.items() for row in snapshot["relations"]]
    related = {row["related"]["identifier"] for _identifier, row in stated if row["related"]}
    public = set(PublishedDocument.objects.filter(pk__in=related).values_list("pk", flat=True))
    PublishedRelation.objects.bulk_create([
        PublishedRelation(
            document_id=identifier, kind=row["kind"], described=row["described"],
            related_id=row["related"]["identifier"] if row["related"] else None,
        )
        for identifier, row in stated if row["related"] is None or row["related"]["identifier"] in public
    ])


def _events(document):
    events = Event.objects.filter(object_type="document", object_id=document.identifier)
    return list(events.order_by("sequence"))


def _parent(snapshot):
    """The row of the whole; None for a whole."""
    found = PublishedDocument.objects.filter(pk=snapshot["parent"] or "").order_by()
    return next(iter(found.only("title", "language", "collection")), None) if snapshot["parent"] else None


def _days(issued):
    date = parse_edtf(issued) if issued else None
    return {"issued_earliest": date.earliest if date else None, "issued_latest": date.latest if date else None}


def _genre(code):
    genre = Genre.objects.filter(code=code).first() if code else None
    return {"genre": code or "", "genre_label": genre.label if genre else "",
            "genre_label_fa": genre.label_fa if genre else ""}


def _collection(snapshot, parent):
    """Identifier of its collection, whose row is written; a part lies where its whole lies, if nowhere else."""
    if snapshot["collection"] is None:
        return parent.collection_id if parent else None
    collection = Collection.objects.filter(identifier=snapshot["collection"]).first()
    if collection is None:
        return None
    now = PublishedCollection(identifier=collection.identifier, **{
        name: getattr(collection, name) for name in ("title", "description", "is_fictional")})
    if not PublishedCollection.objects.filter(**model_to_dict(now)).exists():
        now.save()
    return now.pk


def _text(own, snapshot):
    is_placed_part = snapshot["parent"] is not None and own.sha256
    return {
        "text": own.text, "text_sha256": own.sha256,
        "text_start": own.start if is_placed_part else None,
        "text_end": own.end if is_placed_part else None,
    }


def _labelled(named, headings):
    """[{identifier, label}] with today's labels."""
    return [{**row, "label": headings[row["identifier"]].label if row["identifier"] in headings else row["label"]}
            for row in named]


def _places(places, headings):
    labelled = _labelled([row["place"] for row in places], headings)
    return [{**place, "as_printed": row["as_printed"], "note": row["note"]}
            for place, row in zip(labelled, places, strict=True)]
