"""A coder's labels in a round: written, changed and removed out of everybody's sight, then submitted at once.

A BlindLabel was checked like a StanceAnnotation, by writing one and taking it back; it
keeps records by identifier and the version of the codebook by which it was made. The
ledger tells of the submission alone: an event for each label would let others count them.
"""
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models.agent import Agent
from archive.models.labelling import BlindLabel, LabellingRound, Submission
from archive.models.provenance import EventType
from archive.models.stance import Codebook, StanceTarget
from archive.permissions import require
from archive.provenance.ledger import record_event
from archive.provenance.revise import claim_version, revising
from archive.stance.anchor import Quote
from archive.stance.rounds import refuse_unless_draft
from archive.stance.write import add_stance, present_codebook

WORDS = ("holder_kind", "holder", "position", "neither_reason", "explicitness", "confidence", "rationale")


def add_blind_label(opened, coder, label, quotes):
    """Keep one label of a coder in a round; return the BlindLabel. Raises as `add_stance` does."""
    with transaction.atomic():
        _refuse_late(opened, coder)
        _check(opened.document, coder, label, quotes)
        return BlindLabel.objects.create(round=opened, coder=coder, label=_stored(label), evidence=_kept(quotes))


def change_blind_label(blind, coder, label, quotes):
    """Replace one's own label before it is submitted. Raises StaleRecord if it was changed meanwhile."""
    with transaction.atomic():
        _refuse_others(blind, coder)
        _refuse_late(blind.round, coder)
        _check(blind.round.document, coder, label, quotes)
        claim_version(blind)
        blind.label, blind.evidence = _stored(label), _kept(quotes)
        blind.save(update_fields=["label", "evidence"])
    return blind


def remove_blind_label(blind, coder):
    """Take one's own label back before it is submitted."""
    with transaction.atomic():
        _refuse_others(blind, coder)
        if not blind.round.closed_at:
            _refuse_late(blind.round, coder)
        blind.delete()


def submit_labels(opened, coder):
    """Make one coder's labels StanceAnnotations, in one revision; they are complete, and others' are seen.

    Returns the StanceAnnotations. Raises AnchorError if the text has changed, NotEditable if the document is
    not a draft any more.
    """
    with transaction.atomic():
        _refuse_late(opened, coder)
        blind = list(opened.labels.filter(coder=coder))
        stances = write_labels(opened.document, coder, blind, "blind labels submitted") if blind else []
        Submission.objects.create(round=opened, coder=coder)
        record_event(EventType.METADATA_MODIFICATION, opened, by=coder, action="blind labels submitted",
                     document=opened.document.identifier, labels=len(stances))
    return stances


def blind_labels(opened, coder):
    """A coder's own labels in a round, unsaved StanceAnnotations with `blind` and `quotes` beside them."""
    return as_said(opened.labels.filter(coder=coder))


def as_said(labels):
    """The same of any BlindLabels: dicts of the arguments of `add_stance`, with `blind` and `quotes` beside them."""
    labels = list(labels)
    found = _records(labels)
    return [{"blind": one, "quotes": [Quote(**quote) for quote in one.evidence], **_said(one, found)}
            for one in labels]


def write_labels(document, coder, blind, reason):
    """Make StanceAnnotations of these BlindLabels, which are gone then, in one revision; return them.

    Raises AnchorError if the text has changed, NotEditable if the document is not a draft any more.
    """
    found = _records(blind)
    document.refresh_from_db()
    with revising(document, coder, reason):
        stances = [add_stance(document, coder, evidence=[Quote(**quote) for quote in one.evidence],
                              **_said(one, found)) for one in blind]
        for one in blind:
            one.delete()
    return stances


def _check(document, coder, label, quotes):
    """Raise what `add_stance` would raise; write nothing."""
    with transaction.atomic():
        add_stance(document, coder, evidence=quotes, **label)
        transaction.set_rollback(True)


def _refuse_late(opened, coder):
    """Raise PermissionDenied or ValidationError unless the coder still labels in this round."""
    held = LabellingRound.objects.select_for_update().get(pk=opened.pk)
    require(coder, "label", "round", opened)
    if not opened.coders.filter(pk=coder.pk).exists():
        raise PermissionDenied(_("Only the coders of this round label in it."))
    if held.closed_at:
        raise ValidationError(_("This round is closed: label the document as usual."))
    if opened.submissions.filter(coder=coder).exists():
        raise ValidationError(_("You have submitted your labels of this round: they do not change any more."))
    refuse_unless_draft(opened.document)


def _refuse_others(blind, coder):
    if blind.coder_id != coder.pk:
        raise PermissionDenied(_("A blind label is its coder's alone."))


def _stored(label):
    agent = label.get("holder_agent")
    return {
        **{name: label.get(name, "") for name in WORDS},
        "holder_agent": agent.identifier if agent else None,
        "target": label["target"].identifier,
        "codebook": present_codebook().version,
    }


def _kept(quotes):
    return [{"exact": quote.exact, "start": quote.start, "prefix": quote.prefix, "suffix": quote.suffix}
            for quote in quotes]


def _records(labels):
    """{(what, identifier or version): record} that these labels name, in three queries.

    An agent that was merged since is the one that it was merged into.
    """
    said = [one.label for one in labels]
    found = {}
    for model, name, key in ((Agent, "holder_agent", "identifier"), (StanceTarget, "target", "identifier"),
                             (Codebook, "codebook", "version")):
        rows = model.objects.filter(**{f"{key}__in": {one[name] for one in said if one[name]}})
        if model is Agent:
            rows = rows.select_related("merged_into")
        found |= {(name, getattr(row, key)): getattr(row, "merged_into", None) or row for row in rows}
    return found


def _said(blind, found):
    """The arguments of `add_stance`, with the records that the label names."""
    said = blind.label
    return {**{name: said[name] for name in WORDS},
            **{name: found.get((name, said[name])) for name in ("holder_agent", "target", "codebook")}}
