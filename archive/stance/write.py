"""Writes one label, claim or quotation with its passage, within a transaction that somebody else opened."""
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive.models.claim import Claim, Quotation
from archive.models.stance import Codebook, StanceAnnotation
from archive.stance.evidence import keep_evidence


def add_stance(document, coder, *, evidence=(), codebook=None, **label):
    """Write one StanceAnnotation; `evidence` is a sequence of Quotes, in any order.

    Without a `codebook` it is made by the present one. Raises AnchorError, and
    ValidationError for a label without holder, target, position or evidence.
    """
    if coder.is_program and label.get("status", "proposed") != "proposed":
        raise ValidationError(_("a program's label is a proposal: a person has to accept it"))
    spans = [keep_evidence(document, quote) for quote in evidence]
    stance = StanceAnnotation(
        document=document, coder=coder, codebook=present_codebook() if codebook is None else codebook,
        evidence=spans[0] if spans else None, **label,
    )
    stance.full_clean(exclude=["coder", "codebook", "document"])
    stance.save()
    stance.further_evidence.set(spans[1:])
    return stance


def present_codebook():
    """The newest Codebook; ValidationError if there is none."""
    codebook = Codebook.objects.order_by("pk").last()
    if codebook is None:
        raise ValidationError(_("there is no codebook: load the vocabularies first (archive_load_vocabularies)"))
    return codebook


def add_claim(document, *, quote, **claim):
    """Write one Claim with its passage. Raises AnchorError, ValidationError."""
    return _add(Claim, document, quote, claim)


def add_quotation(document, *, quote, **quotation):
    """Write one Quotation with its passage. Raises AnchorError, ValidationError."""
    return _add(Quotation, document, quote, quotation)


def rewrite(row, *, quote, **fields):
    """Give a Claim or Quotation other fields and another passage. Raises AnchorError, ValidationError."""
    row.evidence = keep_evidence(row.document, quote)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean(exclude=["document", "evidence"])
    row.save(update_fields=["evidence", *fields])
    return row


def _add(model, document, quote, fields):
    row = model(document=document, evidence=keep_evidence(document, quote), **fields)
    row.full_clean(exclude=["document", "evidence"])
    row.save()
    return row
