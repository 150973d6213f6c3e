"""The rows of one public document, chosen field by field from its published revision.

What is not named here stays in the archive. Live, because they are not the
document's own, are only labels of genre, subjects, places and collection.
"""
from archive.edtf import parse_edtf
from archive.models import Collection, Genre, Place, Subject
from catalog.models import (
    PublishedCollection,
    PublishedContribution,
    PublishedDocument,
    PublishedFile,
    PublishedLanguage,
    PublishedMention,
    PublishedRelation,
    PublishedStance,
    PublishedThumbnail,
)
from catalog.projection.agent import agents_named_by, write_agents
from catalog.projection.capture import public_captures
from catalog.projection.spans import Texts
from catalog.projection.stance import public_claims, public_quotations, public_stances
from catalog.projection.timeline import public_timeline

RECORD_FIELDS = (
    "alternative", "translated_from", "issued_as_printed", "created", "modified", "valid",
    "date_copyrighted", "temporal", "extent", "medium", "rights", "license", "rights_holder",
    "content_notes", "printed_heading", "truncation", "boundary_certainty",
)
COLUMNS = ("title", "type", "language", "issued", "issued_basis", "description")


def write_document(standing):
    """Write every row of a public document; its old rows are gone already."""
    document, snapshot = standing.document, standing.snapshot
    texts = Texts(snapshot)
    stances = public_stances(snapshot, texts)
    named = sorted(agents_named_by(snapshot, stances))
    write_agents(named)
    row = PublishedDocument.objects.create(
        identifier=document.identifier, parent_id=snapshot["parent"], sequence=snapshot["sequence"],
        record_version=document.published_revision.version, published_at=document.published_at,
        **{name: snapshot[name] for name in COLUMNS}, **_days(snapshot["issued"]), **_genre(snapshot["genre"]),
        collection=_collection(snapshot), **_text(texts.own, snapshot),
        record={
            **{name: snapshot[name] for name in RECORD_FIELDS},
            "subjects": _labelled(Subject, snapshot["subjects"]),
            "places": _places(snapshot["places"]),
            "captures": public_captures(snapshot),
            "timeline": public_timeline(document, snapshot),
            "stances": stances,
            "claims": public_claims(snapshot, texts),
            "quotations": public_quotations(snapshot, texts),
        },
    )
    PublishedMention.objects.bulk_create([PublishedMention(document=row, agent_id=agent) for agent in named])
    _write_belonging(row, snapshot, stances)
    write_relations(row.pk, snapshot)


def write_relations(identifier, snapshot):
    """Write the document's relations anew: to public documents, and to originals that are not held."""
    PublishedRelation.objects.filter(document=identifier).delete()
    related = {row["related"]["identifier"] for row in snapshot["relations"] if row["related"]}
    public = set(PublishedDocument.objects.filter(pk__in=related).values_list("pk", flat=True))
    PublishedRelation.objects.bulk_create([
        PublishedRelation(
            document_id=identifier, kind=row["kind"], described=row["described"],
            related_id=row["related"]["identifier"] if row["related"] else None,
        )
        for row in snapshot["relations"] if row["related"] is None or row["related"]["identifier"] in public
    ])


def _write_belonging(row, snapshot, stances):
    """The rows that are counted, filtered or asked for one by one."""
    PublishedLanguage.objects.bulk_create(
        [PublishedLanguage(document=row, tag=tag) for tag in dict.fromkeys(snapshot["language"])]
    )
    PublishedContribution.objects.bulk_create([
        PublishedContribution(
            document=row, agent_id=given["agent"]["identifier"], sequence=place,
            **{name: given[name] for name in ("role", "as_printed", "basis", "certainty")},
        )
        for place, given in enumerate(snapshot["contributions"], start=1)
    ])
    PublishedFile.objects.bulk_create([
        PublishedFile(document=row, **{name: file[name] for name in
                                       ("sha256", "size", "media_type", "filename", "sequence")})
        for file in snapshot["files"]
    ])
    PublishedThumbnail.objects.bulk_create([
        PublishedThumbnail(document=row, original_sha256=file["sha256"], **{name: made[name] for name in
                           ("sha256", "size", "media_type", "width", "height", "page")})
        for file in snapshot["files"] for made in sorted(file["derivatives"], key=lambda made: made["page"])
        if made["kind"] == "thumbnail"
    ])
    PublishedStance.objects.bulk_create([
        PublishedStance(
            document=row, target_identifier=stance["target"]["identifier"], target_label=stance["target"]["label"],
            target_agent=stance["target"]["agent"], holder_agent=stance["holder_agent"],
            **{name: stance[name] for name in ("identifier", "holder", "position", "status")},
        )
        for stance in stances
    ])


def _days(issued):
    date = parse_edtf(issued) if issued else None
    return {"issued_earliest": date.earliest if date else None, "issued_latest": date.latest if date else None}


def _genre(code):
    genre = Genre.objects.filter(code=code).first() if code else None
    return {"genre": code or "", "genre_label": genre.label if genre else ""}


def _collection(snapshot):
    """The row of its collection as it is called now; a part lies where its whole lies, if nowhere else."""
    if snapshot["collection"] is None:
        parent = PublishedDocument.objects.filter(pk=snapshot["parent"]).select_related("collection").first()
        return parent.collection if parent else None
    collection = Collection.objects.filter(identifier=snapshot["collection"]).first()
    if collection is None:
        return None
    fields = ("title", "description", "is_fictional")
    defaults = {name: getattr(collection, name) for name in fields}
    return PublishedCollection.objects.update_or_create(identifier=collection.identifier, defaults=defaults)[0]


def _text(own, snapshot):
    is_placed_part = snapshot["parent"] is not None and own.sha256
    return {
        "text": own.text, "text_sha256": own.sha256,
        "text_start": own.start if is_placed_part else None,
        "text_end": own.end if is_placed_part else None,
    }


def _labelled(model, named):
    """[{identifier, label}] with today's labels."""
    labels = dict(model.objects.filter(identifier__in=[row["identifier"] for row in named])
                  .values_list("identifier", "label"))
    return [{"identifier": row["identifier"], "label": labels.get(row["identifier"], row["label"])} for row in named]


def _places(places):
    labelled = _labelled(Place, [row["place"] for row in places])
    return [{**place, "as_printed": row["as_printed"], "note": row["note"]}
            for place, row in zip(labelled, places, strict=True)]
