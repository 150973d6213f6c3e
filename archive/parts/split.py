"""Splits a digest: makes its parts, moves their boundaries, removes parts that say nothing yet.

The whole list of parts is said at once and checked at once. A part keeps its record
when its boundaries move; what is anchored in it must stay inside.
"""
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from archive.models.document import Document
from archive.models.provenance import EventType
from archive.parts.checking import problems_of
from archive.parts.elsewhere import numbers_around, parts_seen, problems_with
from archive.parts.said import SplitRefused
from archive.permissions import require_role
from archive.provenance.ledger import record_event
from archive.provenance.revise import claim_version, keep_revisions, revising
from archive.workflow.states import Role

INHERITED = ("collection", "language", "rights", "license", "rights_holder", "proposed_access")
ANCHORED = ("stances__evidence", "stances__further_evidence", "stances__target", "claims__evidence",
            "quotations__evidence")


@dataclass(frozen=True)
class Split:
    """What was done: lists of Documents."""

    made: list
    changed: list
    removed: list


def split_document(whole, said, by):
    """Give `whole` the parts `said` (PartSaids, in any order); those not said are removed.

    Parts that lie in collections which `by` has no role for stay as they are. If the
    parts are as said already, the version of the whole stands, whichever was opened.
    Raises SplitRefused, PermissionDenied, and StaleRecord or NotEditable about the whole.
    """
    require_role(by, Role.CATALOGUER, whole)
    version = whole.text_version()
    seen, elsewhere = parts_seen(whole.parts.prefetch_related(*ANCHORED), by)
    present = {part.identifier: part for part in seen}
    said = sorted(said, key=lambda one: (one.start, one.end))
    numbers = numbers_around(elsewhere, said)
    problems = problems_of(whole, version, said, numbers, present, by)
    problems += problems_with(elsewhere, version, seen, said) if version else []
    if problems:
        raise SplitRefused(problems)
    if len(said) == len(present) and all(
            _is_as_said(present.get(one.identifier), version, one, sequence)
            for sequence, one in zip(numbers, said, strict=True)):
        return Split([], [], [])
    with revising(whole, by, _("split into parts")):
        return _write(whole, version, said, numbers, present, by)


def _write(whole, version, said, numbers, present, by):
    kept = {one.identifier for one in said}
    removed = [part for identifier, part in present.items() if identifier not in kept]
    for part in removed:
        _remove(part, by)
    made, changed = [], []
    places = _free_sequences(whole, said, present)
    for sequence, one in zip(numbers, said, strict=True):
        part = present.get(one.identifier)
        if part is None:
            made.append(_new(whole, version, one))
        elif _is_as_said(part, version, one, sequence):
            continue
        else:
            claim_version(part)
            changed.append(part)
        _say(made[-1] if part is None else part, version, one, sequence)
    _save(made, changed, places)
    if made or changed:
        keep_revisions([*made, *changed], by, _("boundaries set in the whole"))
    return Split(made, changed, removed)


def _is_as_said(part, version, one, sequence):
    return part is not None and one.is_as_in(part, sequence) and part.part_text_id == version.pk


def _say(part, version, one, sequence):
    part.part_text, part.part_start, part.part_end, part.sequence = version, one.start, one.end, sequence
    part.title, part.printed_heading, part.truncation, part.boundary_certainty = one.words()


def _new(whole, version, one):
    """An unsaved part; what holds for the whole is said of it too, until somebody says otherwise."""
    inherited = {name: getattr(whole, name) for name in INHERITED}
    return Document(parent=whole, type=whole.type, **inherited)


def _free_sequences(whole, said, present):
    """A number above every one in use: parts step aside there while they change places."""
    return (whole.parts.aggregate(last=Max("sequence"))["last"] or 0) + len(said) + len(present) + 1


def _save(made, changed, aside):
    """A place in the order belongs to one part only, so the changed ones leave theirs first."""
    wanted = [part.sequence for part in changed]
    for offset, part in enumerate(changed):
        part.sequence = aside + offset
        part.save(update_fields=["sequence"])
    for part, sequence in zip(changed, wanted, strict=True):
        part.sequence = sequence
        part.save(update_fields=["sequence", "part_text", "part_start", "part_end", "title", "printed_heading",
                                 "truncation", "boundary_certainty"])
    Document.objects.bulk_create(made)


@transaction.atomic
def _remove(part, by):
    """Delete the row of a draft that says nothing that would be lost; its revisions and the ledger stay."""
    record_event(EventType.DELETION, part, by=by, version=part.version, reason="no longer a part")
    part.delete()
