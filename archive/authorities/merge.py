"""Two records become one: whatever refers to the other refers to the primary, and the old address leads there.

Everything happens in one transaction: the rows move, the other's heading becomes a name of the
primary, each document and record that was touched keeps one revision, and both records have their
event in the ledger. Published revisions are never changed: the public catalog follows `merged_into`.
Documents keep their state. There is no verb that takes a merge apart again.
"""
from django.db import transaction
from django.utils.translation import gettext as _

from archive.authorities.references import MERGED, documents_of, references_to
from archive.models import Agent, AgentRelation, Document
from archive.models.provenance import EventType
from archive.permissions import require
from archive.provenance.ledger import record_event
from archive.provenance.revise import claim_version, keep_revision, keep_revisions
from archive.workflow.announce import announce_name
from archive.workflow.states import State

AT_ONCE = 200
FILLED = {"agents": ("country", "seat", "existence"), "subjects": ("scope_note",), "places": ("latitude", "longitude")}


class MergeRefused(Exception):
    """These two cannot be merged; says why, and what to do."""


def refuse_merge(kind, primary, other, is_sure=False):
    """Raise MergeRefused, in words, where merging would be wrong."""
    if primary.pk == other.pk:
        raise MergeRefused(_("A record is not merged with itself: choose another one."))
    for record in (primary, other):
        if record.merged_into_id:
            raise MergeRefused(_("“%(name)s” was merged already: choose the record that it was merged into.")
                               % {"name": record})
    if kind.model is Agent and primary.kind != other.kind and not is_sure:
        raise MergeRefused(_("“%(one)s” is recorded as %(kind)s, “%(other)s” as %(other_kind)s: records of two "
                             "kinds are rarely one agent. Say that both are the same if they are.") % {
            "one": primary, "kind": primary.get_kind_display(),
            "other": other, "other_kind": other.get_kind_display()})
    if kind.model is not Agent and is_far_below(primary, other):
        raise MergeRefused(_("“%(one)s” stands below “%(other)s”, with others between them: "
                             "change what it stands under first.") % {"one": primary, "other": other})


def is_far_below(record, above):
    """Whether `above` stands more than one step above `record`."""
    seen, step = set(), record.broader
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        step = step.broader
        if step is not None and step.pk == above.pk:
            return True
    return False


@transaction.atomic
def merge_records(kind, primary, other, by, reason="", is_sure=False):
    """Merge `other` into `primary`; return how many documents were touched.

    Raises PermissionDenied, MergeRefused, and StaleRecord if one of both was saved since it was read.
    """
    require(by, "merge", kind.name)
    refuse_merge(kind, primary, other, is_sure)
    claim_version(primary)
    claim_version(other)
    documents = list(Document.objects.filter(pk__in=documents_of(kind, other)).order_by("pk"))
    for document in documents:
        claim_version(document, tuple(State))
    touched = move_everything(kind, primary, other)
    other.merged_into = primary
    other.save()
    primary.save()
    said = reason or _("merged with “%(name)s”") % {"name": other}
    for start in range(0, len(documents), AT_ONCE):
        keep_revisions(documents[start:start + AT_ONCE], by, said)
    for record in (primary, other, *touched):
        keep_revision(record, by, said)
    _record(primary, other, by, reason, len(documents))
    for record in (other, primary, *touched):
        announce_name(record)
    return len(documents)


def move_everything(kind, primary, other):
    """Let every row that points to `other` point to `primary`; return the third records that were changed."""
    heading = kind.heading_of(other)
    _fill(kind, primary, other)
    touched = {}
    for reference in references_to(kind):
        taken, names = reference.taken(primary), reference.others()
        reference.self_related(primary, other).delete()
        for row in reference.rows(other):
            owner = _owner(kind, reference, row, primary, other)
            if owner is not None and owner not in touched:
                claim_version(owner)
                touched[owner] = owner
            row = touched.get(row, row)
            if row == primary:  # it stood directly below the other
                primary.broader = other.broader
            elif (tuple(_plain(row, name) for name in names) if names else None) in taken:
                row.delete()
            else:
                setattr(row, reference.field, primary)
                row.save(update_fields=[reference.field])
    _keep_heading(kind, primary, heading)
    return list(touched)


def _owner(kind, reference, row, primary, other):
    """The third record whose revision shows this change; None if a document or one of both does."""
    if reference.is_record:
        return row if row != primary and reference.field != MERGED else None
    third = row.agent if reference.model is AgentRelation and reference.field == "related" else None
    return third if third not in (primary, other) else None


def _plain(row, name):
    return getattr(row, row._meta.get_field(name).attname)


def _fill(kind, primary, other):
    """What the primary does not say and the other does; a note for curators is kept from both."""
    for name in FILLED[kind.key]:
        if getattr(primary, name) in ("", None):
            setattr(primary, name, getattr(other, name))
    if kind.model is Agent and other.note:
        primary.note = "\n\n".join(filter(None, [primary.note, other.note]))


def _keep_heading(kind, primary, heading):
    """The other's heading finds the primary, as one of its names."""
    names = getattr(primary, kind.names)
    if not names.filter(text=heading).exists():
        names.create(text=heading)


def _record(primary, other, by, reason, documents):
    """One event on each of both, so that the history of either tells of the merge."""
    record_event(EventType.METADATA_MODIFICATION, other, by=by, action="merged", into=primary.identifier,
                 documents=documents, reason=reason)
    record_event(EventType.METADATA_MODIFICATION, primary, by=by, action="took in", merged=other.identifier,
                 documents=documents, reason=reason)

