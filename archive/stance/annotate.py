"""The verbs of labelling: each checks, anchors its evidence and keeps a revision of the document.

`write.py` writes within a transaction that somebody else opened (an import keeps one
revision for many rows); each verb here is one curator's single act.
"""
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from archive.models.stance import StanceAnnotation
from archive.permissions import require
from archive.provenance.revise import claim_version, revising
from archive.stance.blind import add_blind_label
from archive.stance.rounds import refuse_sight, refuse_while_blind, round_of
from archive.stance.write import add_claim, add_quotation, add_stance, rewrite
from archive.workflow.states import State


def annotate_stance(document, by, *, evidence=(), **label):
    """One curator's label, as `add_stance`, with a revision of the document.

    While a round of blind labelling is open, the label of one of its coders goes into
    the round: then a BlindLabel is returned, and the document stays as it is.
    """
    require(by, "add", "stance", document)
    _refuse_own_decision(label)
    opened = round_of(document)
    if opened is not None and opened.coders.filter(pk=by.pk).exists():
        return add_blind_label(opened, by, label, evidence)
    with revising(document, by, "stance label added"):
        return add_stance(document, by, evidence=evidence, **label)


def annotate_claim(document, by, **claim):
    """One claim, as `add_claim`, with a revision of the document."""
    require(by, "add", "claim", document)
    with revising(document, by, "claim added"):
        return add_claim(document, **claim)


def annotate_quotation(document, by, **quotation):
    """One quotation, as `add_quotation`, with a revision of the document."""
    require(by, "add", "quotation", document)
    with revising(document, by, "quotation added"):
        return add_quotation(document, **quotation)


def change_claim(claim, by, *, quote, **fields):
    """Give a claim of a draft other fields or another passage. Raises StaleRecord if it was changed meanwhile."""
    return _change(claim, by, "claim changed", quote, fields)


def change_quotation(quotation, by, *, quote, **fields):
    """The same of a quotation."""
    return _change(quotation, by, "quotation changed", quote, fields)


def remove_claim(claim, by):
    """Take a claim out of a draft; earlier revisions keep it. Raises StaleRecord if it was changed meanwhile."""
    _remove(claim, by, "claim removed")


def remove_quotation(quotation, by):
    """The same of a quotation."""
    _remove(quotation, by, "quotation removed")


def correct_stance(stance, by, **label):
    """Replace one's own label by a corrected one; the old row stays, marked as superseded.

    Somebody who disagrees with a label adds their own or contests it: a label
    superseded by another coder would be a dissent lost. Raises StaleRecord if the
    label was decided or corrected since it was read.
    """
    require(by, "correct", "stance", stance)
    _refuse_own_decision(label)
    if stance.coder_id != by.pk:
        raise PermissionDenied(_("a label is corrected by its own coder: add a label of your own, or contest it"))
    opened = round_of(stance.document)
    if opened is not None and opened.submissions.filter(coder=by).exists():
        raise ValidationError(_("You have submitted your labels of this round: they do not change any more."))
    with revising(stance.document, by, "stance label corrected"):
        corrected = add_stance(stance.document, by, supersedes=stance, **label)
        _set_status(stance, StanceAnnotation.Status.SUPERSEDED)
        return corrected


def decide_stance(stance, by, status):
    """A reviewer accepts or contests a label, which is never their own.

    Raises StaleRecord if the label was decided or corrected since it was read.
    """
    require(by, "decide", "stance", stance)
    if by.is_program:
        raise PermissionDenied(_("a label is accepted or contested by a person, never by a program"))
    if stance.coder_id == by.pk:
        raise PermissionDenied(_("nobody decides about their own label: ask another reviewer"))
    refuse_sight(by, stance.document)
    refuse_while_blind(stance.document)
    if status not in (StanceAnnotation.Status.ACCEPTED, StanceAnnotation.Status.CONTESTED):
        raise ValidationError(_("“%(status)s” is not a decision: accept the label or contest it") % {"status": status})
    if stance.status == StanceAnnotation.Status.SUPERSEDED:
        raise ValidationError(_("this label was corrected since: decide about the one that supersedes it"))
    with revising(stance.document, by, f"stance label {status}", states=(State.DRAFT, State.IN_REVIEW)):
        _set_status(stance, status)
    return stance


def _change(row, by, reason, quote, fields):
    require(by, "change", row._meta.model_name, row)
    opened = row.version
    try:
        with revising(row.document, by, reason):
            claim_version(row)
            return rewrite(row, quote=quote, **fields)
    except BaseException:
        row.version = opened
        raise


def _remove(row, by, reason):
    require(by, "delete", row._meta.model_name, row)
    opened = row.version
    try:
        with revising(row.document, by, reason):
            claim_version(row)
            row.delete()
    except BaseException:
        row.version = opened
        raise


def _refuse_own_decision(label):
    if label.get("status", StanceAnnotation.Status.PROPOSED) != StanceAnnotation.Status.PROPOSED:
        raise PermissionDenied(_("nobody decides about their own label: a new label is a proposal"))


def _set_status(stance, status):
    claim_version(stance)
    stance.status = status
    stance.save(update_fields=["status"])
