"""What an act would change, document by document, and applying it exactly as it was shown.

A plan is made for one version of a document. What somebody saved since is
refused line by line; the rest is applied in one transaction, with one revision
for each document.
"""
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from archive.changes import MOST_DOCUMENTS
from archive.changes.change_set import note_changes, open_change_set
from archive.models import ChangedDocument, Document
from archive.permissions import may, require
from archive.provenance.revise import NotEditable, StaleRecord, claim_version, keep_revisions
from archive.workflow.states import State

READ_WITH = ("subjects", "contributions__agent", "places__place")


class NothingToChange(Exception):
    """No document would be changed; nothing was written."""


@dataclass(frozen=True)
class Change:
    """One field of one document: its values before and after, as people read them."""

    label: str
    before: str
    after: str
    write: object = field(repr=False, default=None)  # writes it into the rows; () -> names of columns to save


@dataclass(eq=False)
class Plan:
    """What would become of one document; a `refusal` says why nothing will."""

    document: Document
    changes: list = field(default_factory=list)
    refusal: str = ""

    @property
    def is_open(self):
        return bool(self.changes) and not self.refusal


def documents_to_change(documents):
    """The documents (a queryset) with all that plans read, in a constant number of queries."""
    return list(documents.select_related("genre", "collection", "parent").prefetch_related(*READ_WITH)[:MOST_DOCUMENTS])


def refusal_of(document, by, seen=None):
    """Why `by` cannot change this document now; "" if they can. `seen` is the version that the preview showed."""
    if not may(by, "describe", "document", document):
        return _("You have no role for it.")
    if seen is not None and document.version != seen:
        return _("It was saved since the preview: you saw version %(seen)s, version %(now)s is saved now.") % {
            "seen": seen, "now": document.version}
    if document.state != State.DRAFT:
        return _("It is %(state)s: only a draft is changed.") % {"state": document.get_state_display()}
    return ""


@transaction.atomic
def apply_plans(kind, label, plans, by):
    """Apply every open Plan and return the ChangeSet; raises PermissionDenied and NothingToChange.

    Plans that are refused, or whose document somebody saves this moment, are
    noted in the set with the reason.
    """
    require(by, "apply", "change")
    if not any(plan.is_open for plan in plans):
        raise NothingToChange(_("No document would be changed."))
    change_set = open_change_set(kind, label, by)
    done = [plan.document for plan in plans if plan.is_open and _claim(plan)]
    for plan in plans:
        if plan.is_open:
            _write(plan)
    if not done:
        raise NothingToChange(_("Each of the documents was saved by somebody else meanwhile: look at them again."))
    keep_revisions(done, by, change_set.label, details={
        document.pk: {"change_set": change_set.identifier} for document in done})
    note_changes(change_set, [(document, document.version - 1) for document in done])
    _note_refused(change_set, [plan for plan in plans if plan.refusal])
    return change_set


def _claim(plan):
    try:
        claim_version(plan.document)
    except (StaleRecord, NotEditable) as refusal:
        plan.refusal = str(refusal)
        return False
    return True


def _write(plan):
    columns = [name for change in plan.changes for name in change.write()]
    if columns:
        plan.document.save(update_fields=columns)


def _note_refused(change_set, plans):
    ChangedDocument.objects.bulk_create([
        ChangedDocument(change_set=change_set, document=plan.document, identifier=plan.document.identifier,
                        version_before=plan.document.version, version_after=plan.document.version,
                        kept_because=plan.refusal[:500])
        for plan in plans
    ])
