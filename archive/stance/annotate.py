"""The verbs of labelling: each checks, anchors its evidence and keeps a revision of the document.

`add_...` writes within a transaction that somebody else opened (an import keeps
one revision for many rows); `annotate_...` is one curator's single act.
"""
from django.core.exceptions import PermissionDenied, ValidationError

from archive.models.claim import Claim, Quotation
from archive.models.stance import Codebook, StanceAnnotation
from archive.permissions import require_role
from archive.provenance.revise import claim_version, revising
from archive.stance.evidence import keep_evidence
from archive.workflow.states import Role, State


def add_stance(document, coder, *, evidence=(), **label):
    """Write one StanceAnnotation; `evidence` is a sequence of Quotes, in any order.

    Raises AnchorError, and ValidationError for a label without holder, target,
    position or evidence.
    """
    if coder.is_program and label.get("status", "proposed") != "proposed":
        raise ValidationError("a program's label is a proposal: a person has to accept it")
    spans = [keep_evidence(document, quote) for quote in evidence]
    codebook = Codebook.objects.order_by("pk").last()
    if codebook is None:
        raise ValidationError("there is no codebook: load the vocabularies first (archive_load_vocabularies)")
    stance = StanceAnnotation(
        document=document, coder=coder, codebook=codebook, evidence=spans[0] if spans else None, **label
    )
    stance.full_clean(exclude=["coder", "codebook", "document"])
    stance.save()
    stance.further_evidence.set(spans[1:])
    return stance


def add_claim(document, *, quote, **claim):
    """Write one Claim with its passage. Raises AnchorError, ValidationError."""
    return _add(Claim, document, quote, claim)


def add_quotation(document, *, quote, **quotation):
    """Write one Quotation with its passage. Raises AnchorError, ValidationError."""
    return _add(Quotation, document, quote, quotation)


def _add(model, document, quote, fields):
    row = model(document=document, evidence=keep_evidence(document, quote), **fields)
    row.full_clean(exclude=["document", "evidence"])
    row.save()
    return row


def annotate_stance(document, by, **label):
    """One curator's label, as `add_stance`, with a revision of the document."""
    require_role(by, Role.CATALOGUER, document)
    _refuse_own_decision(label)
    with revising(document, by, "stance label added"):
        return add_stance(document, by, **label)


def annotate_claim(document, by, **claim):
    """One claim, as `add_claim`, with a revision of the document."""
    require_role(by, Role.CATALOGUER, document)
    with revising(document, by, "claim added"):
        return add_claim(document, **claim)


def annotate_quotation(document, by, **quotation):
    """One quotation, as `add_quotation`, with a revision of the document."""
    require_role(by, Role.CATALOGUER, document)
    with revising(document, by, "quotation added"):
        return add_quotation(document, **quotation)


def correct_stance(stance, by, **label):
    """Replace one's own label by a corrected one; the old row stays, marked as superseded.

    Somebody who disagrees with a label adds their own or contests it: a label
    superseded by another coder would be a dissent lost. Raises StaleRecord if the
    label was decided or corrected since it was read.
    """
    require_role(by, Role.CATALOGUER, stance.document)
    _refuse_own_decision(label)
    if stance.coder_id != by.pk:
        raise PermissionDenied("a label is corrected by its own coder: add a label of your own, or contest it")
    with revising(stance.document, by, "stance label corrected"):
        corrected = add_stance(stance.document, by, supersedes=stance, **label)
        _set_status(stance, StanceAnnotation.Status.SUPERSEDED)
        return corrected


def decide_stance(stance, by, status):
    """A reviewer accepts or contests a label, which is never their own.

    Raises StaleRecord if the label was decided or corrected since it was read.
    """
    require_role(by, Role.REVIEWER, stance.document)
    if by.is_program:
        raise PermissionDenied("a label is accepted or contested by a person, never by a program")
    if stance.coder_id == by.pk:
        raise PermissionDenied("nobody decides about their own label: ask another reviewer")
    if status not in (StanceAnnotation.Status.ACCEPTED, StanceAnnotation.Status.CONTESTED):
        raise ValidationError(f"“{status}” is not a decision: accept the label or contest it")
    if stance.status == StanceAnnotation.Status.SUPERSEDED:
        raise ValidationError("this label was corrected since: decide about the one that supersedes it")
    with revising(stance.document, by, f"stance label {status}", states=(State.DRAFT, State.IN_REVIEW)):
        _set_status(stance, status)
    return stance


def _refuse_own_decision(label):
    if label.get("status", StanceAnnotation.Status.PROPOSED) != StanceAnnotation.Status.PROPOSED:
        raise PermissionDenied("nobody decides about their own label: a new label is a proposal")


def _set_status(stance, status):
    claim_version(stance)
    stance.status = status
    stance.save(update_fields=["status"])
