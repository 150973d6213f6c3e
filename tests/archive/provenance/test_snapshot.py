"""A snapshot holds all that curators wrote about a document.

Each field of each model is either changed here, and the snapshot must change with
it, or stands in OUTSIDE with the reason why a snapshot does without it.
"""
import datetime

import pytest
from django.db import models

from archive.models import (
    Capture,
    Claim,
    Collection,
    Contribution,
    Document,
    DocumentPlace,
    DocumentRelation,
    EvidenceSpan,
    Genre,
    Holding,
    Place,
    Quotation,
    StanceAnnotation,
    Subject,
)
from archive.provenance.canonical import canonical_json
from archive.provenance.snapshot import snapshot_document, snapshot_documents
from archive.stance import annotate
from archive.stance.anchor import Quote
from tests.archive.stance.texts import keep_text, make_target, make_written_document, said
from tests.base import make_agent, make_codebook, make_curator, make_document

pytestmark = pytest.mark.django_db

TEXT = "The wall fell. They say the wall fell by itself; we say it was pushed."
ROW = {"id": "a number of this database only", "document": "the snapshot is the document's"}
RECORD = {**ROW, "version": "the document's version counts every save of what belongs to it"}
BY_REVIEWER = "decided by a reviewer about a revision, and kept in the ledger"
OUTSIDE = {
    Document: {
        "id": ROW["id"], "version": "stands beside the snapshot, in its Revision", "created_at": "an event says it",
        "issued_earliest": "worked out from issued", "issued_latest": "worked out from issued",
        **dict.fromkeys((
            "access_level", "assigned_to", "embargo_reviewer", "state", "submitted_by", "published_by", "published_at",
            "published_revision", "review_comment", "withdrawn_at", "withdrawal_reason", "withdrawal_note",
            "is_withdrawn_silently"), BY_REVIEWER),
    },
    Capture: RECORD, Claim: RECORD, Quotation: RECORD,
    StanceAnnotation: {**RECORD, "created_at": "an event says it"},
    Contribution: ROW, DocumentPlace: ROW, DocumentRelation: ROW, Holding: ROW,
    EvidenceSpan: {"id": ROW["id"]},
}
# Rows that point to a document: kept in its snapshot under this name, or outside for this reason.
BELONGING = {
    "contributions": True, "relations": True, "places": True, "captures": True, "stances": True, "claims": True,
    "quotations": True, "holdings": True,
    "parts": "each part has snapshots of its own, which name the whole",
    "related_from": "written about the other document",
    "takedown_cases": "never public; a record of its own",
    "batch_items": "how it came in; the batch keeps it",
    "changes": "the change of many records keeps them",
    "comments": "what colleagues say to each other; not of the document",
    "labelling_rounds": "how its labels were made; the labels say who and when",
    "unsaved_entries": "not said yet",
}


@pytest.fixture
def document(cast):
    """A part with one row of everything."""
    make_codebook()
    by = cast["cataloguer"]
    whole = make_written_document(by, TEXT)
    part = make_written_document(by, TEXT + " Again.", parent=whole, sequence=1)
    Document.objects.filter(pk=part.pk).update(part_text=whole.text_version(), part_start=0,
                                               part_end=70)
    part.refresh_from_db()
    part.subjects.add(Subject.objects.create(label="walls"))
    agent = make_agent("The Paper")
    Contribution.objects.create(document=part, agent=agent, role="publisher", as_printed="THE PAPER")
    DocumentRelation.objects.create(document=part, kind="source", described="a lost letter")
    DocumentPlace.objects.create(document=part, place=Place.objects.create(label="Geneva"))
    Capture.objects.create(document=part, requested_url="https://paper.example/1")
    annotate.add_stance(part, by, evidence=[Quote("by itself"), Quote("it was pushed")], **said())
    annotate.add_claim(part, quote=Quote("They say"), value="one", subject="walls", claimant="they")
    annotate.add_quotation(part, quote=Quote("we say"), speaker="we", mode="direct")
    return part


def changed_value(field, row, by):
    """Another value than the row has, of a kind that the field takes."""
    special = {"neither_reason": "mixed", "embargo_until": datetime.date(2199, 1, 1), "version": 2}
    if field.name in special:
        return special[field.name]
    if field.is_relation:
        return another(field, by)
    if field.choices:
        return next(value for value, _label in field.choices if value and value != getattr(row, field.attname))
    if isinstance(field, models.JSONField):
        return ["changed"]
    if isinstance(field, models.DateTimeField):
        return datetime.datetime(2001, 2, 3, tzinfo=datetime.UTC)
    if isinstance(field, models.IntegerField):
        return (getattr(row, field.attname) or 0) + 1
    return "1988" if type(field).__name__ == "EDTFField" else "changed"


def another(field, by):
    """Another row of the kind that a foreign key names."""
    made = {
        "agent": lambda: make_agent("Another Paper"), "place": lambda: Place.objects.create(label="Bern"),
        "genre": lambda: Genre.objects.create(code="letter", label="letter"),
        "collection": lambda: Collection.objects.create(code="other", title="Other"),
        "document": lambda: make_document(by), "stancetarget": lambda: make_target("the gate"),
        "curator": lambda: make_curator("another"), "codebook": lambda: make_codebook_2(),
        "textversion": lambda: keep_text("x" * 100), "original": lambda: keep_text("y" * 100).original,
        "evidencespan": lambda: EvidenceSpan.objects.create(
            text_version=keep_text("z"), start=0, end=1, exact="z"),
        "stanceannotation": lambda: annotate.add_stance(
            make_written_document(by, "Other words."), by, evidence=[Quote("Other")], **said()),
    }
    return made[field.related_model._meta.model_name]()


def make_codebook_2():
    from archive.models import Codebook

    return Codebook.objects.create(version="2.0", text="Other rules.")


def fields_inside():
    for model, outside in OUTSIDE.items():
        if model is not EvidenceSpan:
            for field in model._meta.fields:
                if field.name not in outside:
                    yield model, field.name


@pytest.mark.parametrize(("model", "name"), list(fields_inside()), ids=lambda value: getattr(value, "__name__", value))
def test_a_changed_field_changes_the_snapshot(cast, document, model, name):
    rows = model.objects.filter(pk=document.pk) if model is Document else model.objects.filter(document=document)
    changes = {name: changed_value(model._meta.get_field(name), rows.get(), cast["cataloguer"])}
    if name == "neither_reason":
        rows.update(position="neither")
    if (model, name) == (DocumentRelation, "related"):
        changes["described"] = ""
    before = canonical_json(snapshot_document(document))
    assert rows.update(**changes) == 1
    after = canonical_json(snapshot_document(document))
    assert after != before


def test_what_is_left_out_is_still_a_field():
    for model, outside in OUTSIDE.items():
        assert set(outside) <= {field.name for field in model._meta.fields}, model.__name__


def test_every_many_to_many_field_is_in_the_snapshot(document):
    here = {(model.__name__, field.name) for model in OUTSIDE for field in model._meta.many_to_many}
    assert here == {("Document", "subjects"), ("StanceAnnotation", "further_evidence")}
    snapshot = snapshot_document(document)
    assert [subject["label"] for subject in snapshot["subjects"]] == ["walls"]
    assert [span["exact"] for span in snapshot["stances"][0]["evidence"]] == ["by itself", "it was pushed"]


def test_every_field_of_a_passage_is_in_the_snapshot(document):
    span = snapshot_document(document)["claims"][0]["evidence"]
    names = {field.name for field in EvidenceSpan._meta.fields} - set(OUTSIDE[EvidenceSpan])
    assert {name.replace("text_version", "text") for name in names} == set(span)
    kept = document.claims.get().evidence
    assert span == {"text": kept.text_version.sha256, "start": kept.start, "end": kept.end, "exact": "They say",
                    "prefix": kept.prefix, "suffix": kept.suffix}


def test_whatever_points_to_a_document_is_in_its_snapshot_or_left_out_for_a_reason(document):
    here = {relation.get_accessor_name() for relation in Document._meta.related_objects if not relation.hidden}
    assert here == set(BELONGING)
    snapshot = snapshot_document(document)
    for name in (name for name, is_inside in BELONGING.items() if is_inside is True):
        assert len(snapshot[{"holdings": "files"}.get(name, name)]) == 1, name


def test_a_file_is_named_with_its_bytes_and_texts(document):
    holding = document.holdings.get()
    text = holding.original.texts.get()
    assert snapshot_document(document)["files"] == [{
        "sha256": holding.original.sha256, "size": holding.original.size, "media_type": "text/plain",
        "encoding": "utf-8", "filename": "text.txt", "sequence": 1, "derivatives": [],
        "texts": [{"sha256": text.sha256, "kind": "raw", "length": 77, "tool": "tests"}],
    }]


def test_snapshots_of_many_documents_take_a_constant_number_of_queries(
        cast, document, django_assert_num_queries, django_assert_max_num_queries):
    others = []
    for number in range(5):
        other = make_written_document(cast["cataloguer"], f"{TEXT} {number}")
        annotate.add_stance(other, cast["cataloguer"], evidence=[Quote("by itself"), Quote("They say")], **said())
        annotate.add_claim(other, quote=Quote("we say"), value="one", subject="walls", claimant="they")
        others.append(other)
    with django_assert_max_num_queries(40) as first:
        snapshot_documents([document, others[0]])
    with django_assert_num_queries(len(first)):
        assert len(snapshot_documents([document, *others])) == 6
    assert not any('"archive_textversion"."text"' in query["sql"] for query in first.captured_queries)


def test_the_same_document_gives_the_same_bytes(document):
    assert canonical_json(snapshot_document(document)) == canonical_json(snapshot_document(document))
    for number in range(4):
        DocumentPlace.objects.create(document=document, place=Place.objects.create(label=f"Place {4 - number}"))
    before = canonical_json(snapshot_document(document))
    DocumentPlace.objects.filter(document=document, place__label="Geneva").update(note="")
    assert canonical_json(snapshot_document(document)) == before
