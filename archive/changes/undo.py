"""Takes a ChangeSet back: each document that nobody changed since says again what it said before.

Nothing is erased from history: undoing is one more revision of each document, in
a ChangeSet of its own. What was changed since, or is no draft any more, stays as
it is and is listed with the reason. An undo is not undone: make the change again.
"""
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from archive.changes.change_set import open_change_set
from archive.changes.made import reasons_to_keep, remove_part
from archive.models import ChangedDocument, ChangeSet, Holding
from archive.permissions import may, require
from archive.provenance.named import records_named_in
from archive.provenance.restoring import require_collection, same_description, snapshots_at, write_snapshot
from archive.provenance.revise import claim_versions, keep_revisions
from archive.workflow.states import State

ROWS = ("subjects", "contributions", "places", "relations")


class UndoRefused(Exception):
    """This ChangeSet cannot be undone, or it was undone already; says why."""


@dataclass(eq=False)
class UndoLine:
    """What undoing does with one document: `snapshot` is written back, or it is removed, or kept for a reason.

    `lost` says, once it is written back, what could not be restored.
    """

    changed: ChangedDocument
    snapshot: dict | None = None
    is_removed: bool = False
    kept_because: str = ""
    lost: list = field(default_factory=list)

    @property
    def document(self):
        return self.changed.document

    @property
    def back_to(self):
        """The version that it goes back to; of what the set made from a received file, the first."""
        return self.changed.version_before or 1


def preview_undo(change_set, by):
    """[UndoLine] of what undoing would do now; raises UndoRefused."""
    refuse_undoing(change_set)
    return _lines(change_set, by)


def refuse_undoing(change_set):
    """Raise UndoRefused if this set was undone, or is an undo itself."""
    if change_set.kind == ChangeSet.Kind.UNDO:
        raise UndoRefused(_("An undo is not undone: make the change again."))
    if ChangeSet.objects.filter(undoes=change_set).exists():
        raise UndoRefused(_("This was undone already."))


@transaction.atomic
def undo_change_set(change_set, by):
    """Undo `change_set` and return the ChangeSet that did it; raises PermissionDenied, UndoRefused.

    Two at once: the lock puts the second in line, and it is refused.
    """
    require(by, "undo", "change")
    ChangeSet.objects.select_for_update().get(pk=change_set.pk)
    refuse_undoing(change_set)
    undo = open_change_set(ChangeSet.Kind.UNDO, f"undone: {change_set.label}", by, undoes=change_set)
    lines = _lines(change_set, by)
    _claim([line for line in lines if not line.kept_because])
    _write_back([line for line in lines if line.snapshot], undo, by)
    ChangedDocument.objects.bulk_create([_noted(line, undo) for line in lines])
    for line in lines:
        if line.is_removed:
            remove_part(line.document, by, undo)
    return undo


def _lines(change_set, by):
    rows = change_set.documents.exclude(version_before=F("version_after")).select_related(
        "document").prefetch_related(*(f"document__{name}" for name in ROWS))
    _refuse_half(rows, by)
    lines = [UndoLine(changed, kept_because=_why_not(changed)) for changed in rows]
    _plan_made([line for line in lines if not line.kept_because and not line.changed.version_before])
    _plan_back([line for line in lines if not line.kept_because and not line.is_removed], by)
    return lines


def _refuse_half(rows, by):
    """A set is undone once: whoever may not undo all of it would leave the rest to nobody."""
    if not all(may(by, "describe", "document", row.document) for row in rows if row.document):
        raise UndoRefused(_("It changed documents for which you have no role: somebody who has one for all of them "
                            "can undo it."))


def _why_not(changed):
    """Why this document stays as it is; "" if it does not."""
    document = changed.document
    if document is None:
        return _("It is no longer there.")
    if document.version != changed.version_after:
        return _("It was changed since: version %(now)s is saved now, this change was version %(then)s.") % {
            "now": document.version, "then": changed.version_after}
    if document.state != State.DRAFT:
        return _("It is %(state)s now: only a draft is changed.") % {"state": document.get_state_display()}
    return ""


def _plan_made(lines):
    """Of what the set made: parts go, as long as nobody built on them; received files stay, as drafted."""
    reasons = reasons_to_keep([line.document for line in lines])
    holding = set(_pks_with_files(lines))
    for line in lines:
        if line.document.pk in holding:
            continue
        line.kept_because = reasons.get(line.document.pk, "")
        line.is_removed = not line.kept_because


def _pks_with_files(lines):
    keys = [line.document.pk for line in lines]
    return Holding.objects.filter(document__in=keys).values_list("document", flat=True)


def _plan_back(lines, by):
    """Find what each document said before; a received file goes back to its first draft."""
    befores = {line: (line.changed.identifier, line.back_to) for line in lines}
    afters = {line: (line.changed.identifier, line.changed.version_after) for line in lines}
    kept = snapshots_at([*befores.values(), *afters.values()])
    named = records_named_in(list(kept.values()))
    for line in lines:
        before, after = kept.get(befores[line]), kept.get(afters[line])
        line.kept_because = _why_not_back(line, before, after, by, named)
        line.snapshot = None if line.kept_because else before


def _why_not_back(line, before, after, by, named):
    if before is None:
        return _("There is no revision of version %(n)s to go back to.") % {"n": line.back_to}
    if after is not None and same_description(before, after):
        return _("Its description is as it was before; labels and files are not undone.")
    try:
        require_collection(line.document, before, by, named)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def _claim(lines):
    """Claim the versions of the documents that are to change; who was faster keeps theirs."""
    refusals = claim_versions([line.document for line in lines])
    for line in lines:
        if line.document.pk in refusals:
            line.kept_because, line.snapshot, line.is_removed = str(refusals[line.document.pk]), None, False


def _write_back(lines, undo, by):
    """One revision for each document; what could not be restored is said in its event and in the set."""
    named = records_named_in([line.snapshot for line in lines])
    details = {}
    for line in lines:
        line.lost = write_snapshot(line.document, line.snapshot, named)
        details[line.document.pk] = {
            "change_set": undo.identifier, "restored_version": line.back_to, "not_restored": line.lost}
    if lines:
        keep_revisions([line.document for line in lines], by, undo.label, details=details)


def _noted(line, undo):
    """The row of the undo: removed documents have no version after, kept ones have twice the same."""
    changed = line.changed
    now = changed.version_after if line.document is None else line.document.version
    row = ChangedDocument(change_set=undo, document=line.document, identifier=changed.identifier,
                          version_before=changed.version_after, version_after=0 if line.is_removed else now,
                          kept_because=(line.kept_because or " ".join(line.lost))[:500])
    if line.kept_because:
        row.version_before = now
    return row
