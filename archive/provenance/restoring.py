"""Writes what an earlier revision said back into the working copy, as a new revision.

Only description comes back: Dublin Core, contributions, subjects, places,
relations, what is proposed for access, notes. Files and captures are facts; the
range of a part is moved on its own screen; an embargo is a reviewer's decision.
Stance labels, claims and quotations are never touched: a label is corrected by
superseding it, never by undoing.
"""
import json

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from archive.models import (
    Agent,
    Collection,
    Contribution,
    Document,
    DocumentPlace,
    DocumentRelation,
    Genre,
    Place,
    Revision,
    Subject,
)
from archive.permissions import may, require
from archive.provenance.named import records_named_in
from archive.provenance.revise import revising
from archive.provenance.snapshot import DUBLIN_CORE_FIELDS, PRIVATE_FIELDS

COLUMNS = (
    *DUBLIN_CORE_FIELDS, "printed_heading", "truncation", "boundary_certainty",
    "proposed_access", "persons_at_risk", "content_notes", *PRIVATE_FIELDS,
)
DESCRIBED = (*COLUMNS, "genre", "collection", "subjects", "contributions", "places", "relations")
# In a snapshot, and left as it is now: facts, decisions, and what has evidence of its own.
LEFT = (
    "identifier", "sequence", "part_start", "part_end", "part_text", "parent", "embargo_until", "embargo_reason",
    "captures", "files", "stances", "claims", "quotations",
)


class NothingToRestore(Exception):
    """There is no such version, or it says what the record says now."""


def restore_revision(document, by, version, reason=""):
    """Make the draft say again what revision `version` said; return sentences on what could not be restored.

    The ledger event of the new revision names the version. Raises PermissionDenied,
    NothingToRestore, and StaleRecord or NotEditable as `revise.revising` says.
    """
    require(by, "restore", "revision", document)
    kept = snapshots_at([(document.identifier, version), (document.identifier, document.version)])
    snapshot, present = (kept.get((document.identifier, one)) for one in (version, document.version))
    if snapshot is None:
        raise NothingToRestore(_("There is no version %(n)s of this record.") % {"n": version})
    if present is not None and same_description(snapshot, present):
        raise NothingToRestore(_("Version %(n)s says the same as the record does now.") % {"n": version})
    named = records_named_in([snapshot])
    require_collection(document, snapshot, by, named)
    detail = {"restored_version": version}
    with revising(document, by, reason or f"version {version} restored", detail=detail):
        detail["not_restored"] = write_snapshot(document, snapshot, named)
    return detail["not_restored"]


def snapshots_at(places):
    """{(identifier, version): snapshot} of those (identifier, version) of documents that have a revision."""
    wanted = set(places)
    kept = Revision.objects.filter(record_type="document", record_id__in={identifier for identifier, _n in wanted},
                                   version__in={version for _identifier, version in wanted})
    keys = [pk for pk, *place in kept.values_list("pk", "record_id", "version") if tuple(place) in wanted]
    return {(row.record_id, row.version): json.loads(row.snapshot) for row in Revision.objects.filter(pk__in=keys)}


def require_collection(document, snapshot, by, named):
    """Raise PermissionDenied if writing `snapshot` back would move the document where `by` has no role."""
    collection = named[Collection].get(snapshot.get("collection"))
    is_moved = "collection" in snapshot and getattr(collection, "pk", None) != document.collection_id
    if is_moved and not may(by, "describe", "document", Document(collection=collection)):
        raise PermissionDenied(_("That version belonged to another collection, for which you have no role."))


def same_description(one, other):
    """Whether two snapshots describe alike; a record that got another name is still the same record."""
    return all(_comparable(one[name]) == _comparable(other[name])
               for name in DESCRIBED if name in one and name in other)


def _comparable(value):
    if isinstance(value, dict):
        return value.get("identifier") or {key: _comparable(inner) for key, inner in value.items()}
    return [_comparable(inner) for inner in value] if isinstance(value, list) else value


def write_snapshot(document, snapshot, named=None):
    """Write the described fields of `snapshot` into the rows of `document`, in the caller's transaction.

    Returns sentences that say what could not be restored because it exists no
    more. What the snapshot does not name (an older form of it) stays as it is.
    `named` is of `records_named_in`, for callers that restore several documents.
    """
    if named is None:
        named = records_named_in([snapshot])
    lost = []
    _write_columns(document, snapshot, named, lost)
    if "subjects" in snapshot:
        subjects = (_record(named, Subject, one, lost) for one in snapshot["subjects"])
        wanted = [subject for subject in subjects if subject]
        if {subject.pk for subject in document.subjects.all()} != {subject.pk for subject in wanted}:
            document.subjects.set(wanted)
    for name, wanted in (("contributions", _contributions), ("places", _places), ("relations", _relations)):
        if name in snapshot:
            _write_rows(getattr(document, name), list(wanted(document, snapshot[name], named, lost)))
    return lost


def _write_columns(document, snapshot, named, lost):
    columns = {name: snapshot[name] for name in COLUMNS if name in snapshot}
    for name, model in (("genre", Genre), ("collection", Collection)):
        if name in snapshot:
            record = named[model].get(snapshot[name])
            if record is None and snapshot[name] is not None:
                lost.append(_("%(what)s “%(name)s” exists no more: what stands there now was left.")
                            % {"what": str(model._meta.verbose_name).capitalize(), "name": snapshot[name]})
                continue
            columns[name] = record
    for name, value in columns.items():
        setattr(document, name, value)
    document.save(update_fields=[*columns, "issued_earliest", "issued_latest"])


def _record(named, model, named_one, lost):
    """The record that a snapshot names, as it is today; None, and a sentence, if it exists no more."""
    record = named[model].get(named_one["identifier"])
    if record is None:
        lost.append(_("%(what)s “%(name)s” exists no more: it was left out.")
                    % {"what": str(model._meta.verbose_name).capitalize(), "name": named_one["label"]})
    return record


def _contributions(document, rows, named, lost):
    """After a merge two rows may name one agent in one role: the first is kept."""
    seen = set()
    for row in rows:
        agent = _record(named, Agent, row["agent"], lost)
        if agent and (agent.pk, row["role"]) not in seen:
            seen.add((agent.pk, row["role"]))
            yield Contribution(document=document, **{**row, "agent": agent})


def _places(document, rows, named, lost):
    seen = set()
    for row in rows:
        place = _record(named, Place, row["place"], lost)
        if place and place.pk not in seen:
            seen.add(place.pk)
            yield DocumentPlace(document=document, **{**row, "place": place})


def _relations(document, rows, named, lost):
    for row in rows:
        related = _record(named, Document, row["related"], lost) if row["related"] else None
        if related or not row["related"]:
            yield DocumentRelation(document=document, **{**row, "related": related})


def _write_rows(manager, wanted):
    """Replace the rows of a document, unless they say the same already."""
    present = sorted(manager.all(), key=lambda row: (getattr(row, "sequence", 0), row.pk))
    if [_said(row) for row in present] != [_said(row) for row in wanted]:
        manager.all().delete()
        manager.bulk_create(wanted)


def _said(row):
    return [getattr(row, field.attname) for field in row._meta.fields if not field.primary_key]
