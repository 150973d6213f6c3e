"""Applies a previewed import in one transaction: exactly what was shown, or nothing.

The plan is made again under the lock of the ledger. If it is not the one that was
previewed, somebody changed something meanwhile, and the new plan is shown instead.
"""
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction

from archive.changes.change_set import note_changes, open_change_set
from archive.ingest.batch import close_batch
from archive.ingest.description.annotations import write_claim, write_quotation, write_stances
from archive.ingest.description.documents import write_capture, write_contribution, write_relation
from archive.ingest.importing.opening import ImportClosed, plan_kept
from archive.ingest.importing.writing import Writing, make_part
from archive.ingest.importing.writing_authorities import write_authorities
from archive.models import BatchItem, ChangeSet, IngestBatch
from archive.provenance.ledger import lock_ledger
from archive.provenance.revise import claim_versions, keep_revisions
from archive.stance.anchor import AnchorError

BELONGING = {"captures": write_capture, "contributions": write_contribution, "claims": write_claim,
             "quotations": write_quotation}
SHEETS_ABOUT_DOCUMENTS = ("contributions", "captures", "relations", "claims", "quotations")


class PlanChanged(Exception):
    """What was previewed is not what would happen now; `plan` is the present one."""

    def __init__(self, plan):
        super().__init__("the preview is out of date")
        self.plan = plan


class NotApplicable(Exception):
    """Rows are refused and were not left out, or there is nothing to apply; `plan` says which."""

    def __init__(self, plan):
        super().__init__("the import has refused rows")
        self.plan = plan


class NotWritten(Exception):
    """A row could not be written although nothing spoke against it; nothing was stored."""

    def __init__(self, line, why):
        super().__init__(f"{line.name}: {why}")


@transaction.atomic
def apply_import(batch, by, token, leaving_out=False):
    """Write the previewed plan with this `token`; return the ChangeSet, or None if no document changed.

    `leaving_out`: apply what is sound although other rows are refused. Raises
    PlanChanged, NotApplicable, NotWritten, ImportClosed, SheetsMissing; nothing is
    stored then.
    """
    lock_ledger()
    batch = IngestBatch.objects.select_for_update().get(pk=batch.pk)
    plan = _previewed(batch, by, token, leaving_out)
    reason = f"described by import {batch.identifier}"
    write_authorities(plan, by, reason)
    changed = _write_documents(plan, by)
    if changed:
        keep_revisions([document for document, _before in changed], by, reason)
    change_set = _note(changed, batch, by)
    _keep_items(plan, batch)
    close_batch(batch, by)
    return change_set


def _previewed(batch, by, token, leaving_out):
    """The Plan as it is now, if it is the one that was previewed and can be applied."""
    if batch.state != IngestBatch.State.RUNNING:
        raise ImportClosed(str(batch))
    plan = plan_kept(batch, by)
    if plan.token != token:
        raise PlanChanged(plan)
    if not plan.is_applicable(leaving_out):
        raise NotApplicable(plan)
    return plan


def _write_documents(plan, by):
    """Write every row about documents; return [(Document, version before)]."""
    documents = dict(plan.documents)
    lines = [line for line in plan.lines if line.is_written]
    touched = _touched(lines, documents)
    befores = {key: documents[key].version for key in touched}
    for refusal in claim_versions([documents[key] for key in touched]).values():
        raise refusal
    described = [line for line in lines if line.row.kind == "documents"]
    befores |= dict.fromkeys(_make_parts(described, documents, plan), 0)
    _describe(described, documents, plan)
    _write_belonging(lines, documents, by)
    return [(documents[key], before) for key, before in befores.items()]


def _make_parts(described, documents, plan):
    """Make the parts that are not there yet, and put them into `documents`; return their ids."""
    made = [line for line in described if line.row["id"] not in documents]
    for line in made:
        line.document = make_part(line.row, documents[line.row["parent"]], plan)
        documents[line.row["id"]] = line.document
    return [line.row["id"] for line in made]


def _describe(described, documents, plan):
    contributions, writing = _by_document(plan.lines, "contributions"), Writing(plan)
    for line in described:
        columns = [column for column, _old, _new in line.changes]
        key = line.row["id"]
        writing.write(documents[key], line.row, columns, contributions.get(key, ()))
    writing.finish()


def _touched(lines, documents):
    """The ids of held documents about which something is written, each document once."""
    keys, met = [], set()
    for line in lines:
        key = line.row["id"] if line.row.kind == "documents" else line.row["document"]
        if key in documents and documents[key].pk not in met:
            met.add(documents[key].pk)
            keys.append(key)
    return keys


def _by_document(lines, kind):
    groups = {}
    for line in lines:
        if line.row.kind == kind and not line.is_refused:
            groups.setdefault(line.row["document"], []).append(line.row)
    return groups


def _write_belonging(lines, documents, by):
    for line in lines:
        if line.row.kind in SHEETS_ABOUT_DOCUMENTS:
            with _telling(line):
                _write_row(line, documents)
    labels = {}
    for line in lines:
        if line.row.kind == "stances":
            line.document = documents[line.row["document"]]
            labels.setdefault(line.document.pk, []).append(line)
    for group in labels.values():
        with _telling(group[0]):
            write_stances(group[0].document, [line.row for line in group], by)


def _write_row(line, documents):
    row = line.row
    line.document = documents[row["document"]]
    if row.kind == "relations":
        write_relation(line.document, row, documents)
    else:
        BELONGING[row.kind](line.document, row)


@contextmanager
def _telling(line):
    try:
        yield
    except (AnchorError, ValidationError) as error:
        raise NotWritten(line, "; ".join(getattr(error, "messages", [str(error)]))) from error


def _note(changed, batch, by):
    if not changed:
        return None
    change_set = open_change_set(ChangeSet.Kind.IMPORT, batch.label, by, batch=batch)
    note_changes(change_set, changed)
    return change_set


def _keep_items(plan, batch):
    """A BatchItem for each row, the refused ones with every reason."""
    BatchItem.objects.bulk_create([
        BatchItem(batch=batch, name=line.name, sheet=line.row.kind, outcome=line.outcome, document=line.document,
                  reason="; ".join(f"{one.column}: {one.message}" if one.column else one.message
                                   for one in line.problems))
        for line in plan.lines
    ])
