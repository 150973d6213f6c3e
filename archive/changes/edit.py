"""A batch edit: the same operations on chosen fields of many documents."""
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from archive.changes.fields import FIELDS, Operation, after
from archive.changes.plan import Change, Plan, apply_plans, refusal_of
from archive.models import ChangeSet, Document
from archive.permissions import may


@dataclass(frozen=True)
class Edit:
    """One operation on one field; `values` is a list, also for a field that holds one."""

    name: str
    operation: str
    values: tuple = ()

    @property
    def field(self):
        return FIELDS[self.name]

    def in_words(self):
        """“languages: add fa”, for the label of the change."""
        words = self.field.words(self.values)
        return f"{self.field.label}: {Operation(self.operation).label} {words}".strip()


def plan_edit(documents, edits, by, seen=None):
    """[Plan] of `edits` for each of `documents` (of `plan.documents_to_change`); writes nothing.

    `seen` is {identifier: version} of the preview that is to be applied: another
    version is refused.
    """
    return [_plan(document, edits, by, None if seen is None else seen.get(document.identifier, 0))
            for document in documents]


def apply_edit(documents, edits, by, seen):
    """Apply `edits` to the versions that were seen; returns the ChangeSet, raises as `plan.apply_plans`."""
    label = "; ".join(edit.in_words() for edit in edits)
    return apply_plans(ChangeSet.Kind.EDIT, label, plan_edit(documents, edits, by, seen), by)


def _plan(document, edits, by, seen):
    changes = [change for edit in edits if (change := _change(document, edit))]
    return Plan(document, changes, refusal_of(document, by, seen) or _refused_move(edits, by))


def _change(document, edit):
    field = edit.field
    now = field.read(document)
    then = after(edit.operation, now, edit.values)
    if then == now:
        return None
    return Change(str(field.label), field.words(now), field.words(then), partial(field.write, document, then))


def _refused_move(edits, by):
    """Nobody moves a document to where they have no role: it would be out of their sight."""
    for edit in edits:
        if edit.name == "collection":
            collection = edit.values[0] if edit.values else None
            if not may(by, "describe", "document", Document(collection=collection)):
                return _("You have no role for the collection that you would move it to.")
    return ""
