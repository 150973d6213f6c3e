"""Keeps every version of a record: a save claims the next version and leaves a revision.

A stale save (somebody else saved in between) is refused before anything is
written, so neither version overwrites the other.
"""
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from archive.models.document import Document
from archive.models.provenance import EventType, Revision
from archive.provenance.authority_snapshot import snapshot_authority
from archive.provenance.canonical import canonical_json, sha256_of
from archive.provenance.ledger import entry_about, record_events
from archive.provenance.snapshot import GROUP, snapshot_documents
from archive.workflow.states import State

# What reviewers decide, by `workflow/transitions.py`: an edit keeps the present decision, whatever was opened.
DECIDED_FIELDS = (
    "state", "access_level", "submitted_by_id", "published_by_id", "published_at", "published_revision_id",
    "assigned_to_id", "review_comment", "embargo_reviewer_id", "withdrawn_at", "withdrawal_reason", "withdrawal_note",
    "is_withdrawn_silently",
)


class StaleRecord(Exception):
    """The record was saved by someone else since it was opened; `current` is that version."""

    def __init__(self, record, current):
        super().__init__(_("%(record)s was changed by somebody else: you opened version %(opened)s, version "
                           "%(saved)s is saved now") % {
                               "record": record, "opened": record.version, "saved": current})
        self.record, self.current = record, current


class NotEditable(Exception):
    """The document is in review, published or withdrawn: it must be a draft to be edited."""


class _NothingChanged(Exception):
    """Undoes the claim of a version that would say what the one before it says."""


def claim_version(record, states=(State.DRAFT,)):
    """Count `record.version` up by one, if it is still the version in the database.

    Raises StaleRecord otherwise, and NotEditable for a document that is in none
    of `states`. The conditional UPDATE makes two savers race for one version, and
    exactly one of them wins. What a reviewer decided since the document was
    opened is read anew, so that saving the whole row does not undo it.
    """
    rows = type(record).objects.filter(pk=record.pk, version=record.version)
    if isinstance(record, Document):
        rows = rows.filter(state__in=states)
    if not rows.update(version=F("version") + 1):
        current = type(record).objects.get(pk=record.pk)
        if current.version == record.version:
            raise NotEditable(_("“%(title)s” is %(state)s: only a draft can be edited") % {
                "title": record, "state": current.get_state_display()})
        raise StaleRecord(record, current.version)
    record.version += 1
    if isinstance(record, Document):
        for name, value in Document.objects.values(*DECIDED_FIELDS).get(pk=record.pk).items():
            setattr(record, name, value)


@transaction.atomic
def claim_versions(documents, states=(State.DRAFT,)):
    """As `claim_version` for many documents, in a few queries; return {primary key: why not} of those that were not.

    The rows stay locked until the caller's transaction ends.
    """
    refusals = {}
    for start in range(0, len(documents), GROUP):
        group = documents[start:start + GROUP]
        rows = Document.objects.select_for_update().filter(pk__in=[document.pk for document in group])
        saved = {row["pk"]: row for row in rows.order_by("pk").values("pk", "version", *DECIDED_FIELDS)}
        refusals |= {document.pk: why for document in group if (why := _why_not(document, saved[document.pk], states))}
        claimed = [document for document in group if document.pk not in refusals]
        Document.objects.filter(pk__in=[document.pk for document in claimed]).update(version=F("version") + 1)
        for document in claimed:
            document.version += 1
            for name in DECIDED_FIELDS:
                setattr(document, name, saved[document.pk][name])
    return refusals


def _why_not(document, saved, states):
    if saved["version"] != document.version:
        return StaleRecord(document, saved["version"])
    if saved["state"] not in states:
        return NotEditable(f"“{document}” is {State(saved['state']).label}: only a draft can be edited")
    return None


def keep_revision(record, by, reason="", event_type=EventType.METADATA_MODIFICATION, detail=None):
    """Write the record's present state as a Revision, with its event; return the Revision."""
    return keep_revisions([record], by, reason, event_type, {record.pk: detail or {}})[0]


@transaction.atomic
def keep_revisions(records, by, reason="", event_type=EventType.METADATA_MODIFICATION, details=None):
    """As `keep_revision`, for several records of one kind at once.

    `details` is {primary key: what else the record's event says}.
    """
    snapshots, details = _snapshots(records), details or {}
    revisions = [_revision(record, snapshots[record.pk], by, reason) for record in records]
    record_events([
        entry_about(event_type, record, by=by, version=record.version,
                    revision_sha256=revision.sha256, reason=reason, **details.get(record.pk, {}))
        for record, revision in zip(records, revisions, strict=True)
    ])
    return Revision.objects.bulk_create(revisions)


def _snapshots(records):
    if isinstance(records[0], Document):
        return snapshot_documents(records)
    return {record.pk: snapshot_authority(record) for record in records}


def _snapshot_sha256(record):
    return sha256_of(canonical_json(_snapshots([record])[record.pk]))


def _revision(record, snapshot, by, reason):
    text = canonical_json(snapshot)
    return Revision(
        record_type=record._meta.model_name, record_id=record.identifier, version=record.version,
        snapshot=text, sha256=sha256_of(text), made_by=by, reason=reason,
    )


@contextmanager
def revising(record, by, reason="", states=(State.DRAFT,), detail=None, only_changes=False):
    """A transaction in which `record` is changed: claims the version, then keeps the revision.

    `detail` is what else its event says. Raises StaleRecord or NotEditable, and
    undoes everything, as `claim_version` says. With `only_changes` the version stands,
    without a revision or an event, if the record says afterwards what it said before.
    """
    opened = record.version
    try:
        with transaction.atomic():
            claim_version(record, states)
            before = _snapshot_sha256(record) if only_changes else None
            yield record
            if keep_revision(record, by, reason, detail=detail).sha256 == before:
                raise _NothingChanged
    except _NothingChanged:
        record.version = opened
    except BaseException:
        record.version = opened
        raise
