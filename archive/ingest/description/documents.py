"""Writes the described documents and parts: fields, contributions, places, captures, relations."""
import datetime

from archive.ingest.description.attribution import read_attributions
from archive.ingest.description.directory import find_agent, find_place, find_subject
from archive.ingest.description.references import ROLES, place_name
from archive.models import (
    Capture,
    Contribution,
    Document,
    DocumentPlace,
    DocumentRelation,
    Genre,
)

SAME_NAME = (
    "title", "translated_from", "issued", "issued_as_printed", "issued_basis", "created", "modified", "valid",
    "date_copyrighted", "temporal", "description", "rights", "license", "rights_holder", "printed_heading",
    "truncation", "boundary_certainty", "embargo_reason", "content_notes", "notes",
)
LISTS = ("alternative", "language", "medium")


def describe(document, row):
    """Fill the fields of a draft from its row and save it; what the row leaves empty is empty."""
    for name in SAME_NAME:
        setattr(document, name, row[name])
    for name in LISTS:
        setattr(document, name, row.values(name))
    document.extent = row.values("extent") or document.extent
    document.type = row["type"] or document.type
    document.genre = Genre.objects.get(code=row["genre"]) if row["genre"] else None
    document.proposed_access = row["access"] or document.proposed_access
    document.persons_at_risk = row["persons_at_risk"] or document.persons_at_risk
    document.embargo_until = datetime.date.fromisoformat(row["embargo_until"]) if row["embargo_until"] else None
    document.save()
    document.subjects.set([find_subject(label) for label in row.values("subjects")])
    for name, note in map(place_name, row.values("places")):
        DocumentPlace.objects.update_or_create(
            document=document, place=find_place(name), defaults={"as_printed": name, "note": note})
    _write_contributions(document, row)


def new_part(whole, row, sequence, text_range):
    """An unsaved part of `whole`; `text_range` is (start, end) in code points, or None without a text."""
    start, end = text_range or (None, None)
    return Document(
        title=row["title"], parent=whole, sequence=sequence, collection=whole.collection,
        part_text=whole.text_version() if text_range else None, part_start=start, part_end=end,
    )


def _write_contributions(document, row):
    sequence = 0
    for role in ROLES:
        for found in read_attributions(row, role):
            sequence += 1
            Contribution.objects.get_or_create(
                document=document, agent=find_agent(found.name), role=role,
                defaults={"as_printed": found.as_printed, "basis": found.basis, "certainty": found.certainty,
                          "sequence": sequence})


def write_contribution(document, row):
    """A row of the sheet contributions; it says more than a column of documents, so it wins."""
    basis = row["basis"] or Contribution.Basis.PRINTED
    as_printed = row["as_printed"] or (row["agent"] if basis == Contribution.Basis.PRINTED else "")
    Contribution.objects.update_or_create(
        document=document, agent=find_agent(row["agent"]), role=row["role"],
        defaults={"as_printed": as_printed, "basis": basis,
                  "certainty": row["certainty"] or Contribution.Certainty.CERTAIN})


def write_capture(document, row):
    """A row of the sheet captures."""
    names = ("requested_url", "final_url", "collector", "organisation", "tool", "tool_version", "conversions",
             "custody", "completeness_note")
    times = {name: datetime.datetime.fromisoformat(row[name]) if row[name] else None
             for name in ("started_at", "ended_at")}
    Capture.objects.create(document=document, redirects=row.values("redirects"), status=row.integer("status"),
                           **{name: row[name] for name in names}, **times)


def write_relation(document, row, documents):
    """A row of the sheet relations; `documents`: {id: Document}."""
    DocumentRelation.objects.create(
        document=document, kind=row["kind"], described=row["described"], note=row["note"],
        related=documents[row["related"]] if row["related"] else None)
