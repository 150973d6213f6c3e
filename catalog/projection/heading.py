"""The subjects, places and stance targets that public documents use: their rows, as they are called now.

A subject or place that stands above one of these need not be public itself: its label is shown.
"""
from archive.models import Place, StanceTarget, Subject
from catalog.models import PublishedHeading
from catalog.projection.name import names_of, write_names
from catalog.projection.stance import current_stances

Kind = PublishedHeading.Kind
UPDATED = ("kind", "label", "record")


def headings_used_by(snapshot):
    """{kind: identifiers} of everything that a revision is about and takes a position on."""
    return {
        Kind.SUBJECT: {row["identifier"] for row in snapshot["subjects"]},
        Kind.PLACE: {row["place"]["identifier"] for row in snapshot["places"]},
        Kind.TARGET: {row["target"]["identifier"] for row in current_stances(snapshot)},
    }


def write_headings(used, renamed):
    """Write the rows of {kind: identifiers} as the vocabularies say now; note what changed in `renamed`.

    Returns {identifier: PublishedHeading}; what is in no vocabulary is left out.
    """
    rows, names = {}, {}
    for kind, identifiers in used.items():
        for record, row, others in READERS[kind](identifiers):
            rows[record.identifier] = PublishedHeading(
                identifier=record.identifier, kind=kind, label=record.label, record=row)
            names[record.identifier] = names_of(kind, record.identifier, record.label, others)
    before = PublishedHeading.objects.order_by().in_bulk(list(rows))
    different = [row for one, row in rows.items() if one not in before or _values(row) != _values(before[one])]
    PublishedHeading.objects.bulk_create(
        different, update_conflicts=True, unique_fields=["identifier"], update_fields=UPDATED)
    renamed.headings |= {one for one, row in before.items() if row.label != rows[one].label}
    renamed.targets |= {one for one, row in before.items() if row.record.get("agent") != rows[one].record.get("agent")}
    renamed.touched |= {row.identifier for row in different} | write_names(names)
    return rows


def remove_unused_headings(identifiers):
    """Remove those of these headings that no public document uses; return how many."""
    return PublishedHeading.objects.filter(pk__in=identifiers, uses__isnull=True).delete()[0]


def _values(row):
    return [getattr(row, name) for name in UPDATED]


def _subjects(identifiers):
    found = Subject.objects.filter(identifier__in=identifiers).select_related("broader").prefetch_related("labels")
    for subject in found:
        yield subject, {"scope_note": subject.scope_note, "broader": _broader(subject)}, _by_pk(subject.labels)


def _places(identifiers):
    found = Place.objects.filter(identifier__in=identifiers).select_related("broader").prefetch_related("names")
    for place in found:
        row = {"broader": _broader(place), "latitude": place.latitude, "longitude": place.longitude}
        yield place, row, _by_pk(place.names)


def _targets(identifiers):
    """A target that is an agent is found by the agent's names, which are not copied."""
    for target in StanceTarget.objects.filter(identifier__in=identifiers).select_related("agent"):
        agent = target.agent.identifier if target.agent else ""
        yield target, {"kind": target.kind, "agent": agent, "scope_note": target.scope_note}, ()


def _broader(record):
    return {"identifier": record.broader.identifier, "label": record.broader.label} if record.broader else None


def _by_pk(manager):
    return sorted(manager.all(), key=lambda row: row.pk)


READERS = {Kind.SUBJECT: _subjects, Kind.PLACE: _places, Kind.TARGET: _targets}
