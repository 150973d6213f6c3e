"""Rounds of blind labelling: who takes part, and whose labels are out of whose sight.

While a round is open, a coder who has not submitted sees no label of the document
but their own. Every screen that shows labels, their marks, counts or revisions
asks `hidden_labels` or `visible_stances` first. Opening, submitting and closing are
events of the round, never of the document: its public history does not tell of them.
"""
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models.document import Document
from archive.models.labelling import LabellingRound, Submission
from archive.models.provenance import EventType
from archive.permissions import may, require
from archive.provenance.ledger import record_event
from archive.provenance.revise import NotEditable, claim_version
from archive.workflow.states import State

LEAST_CODERS = 2
LABEL_REASONS = ("stance label", "labels adjudicated", "blind labels")  # how the reasons of their revisions begin


def open_round(document, coders, by):
    """Begin a round for at least two coders of a draft; return the LabellingRound. A reviewer's verb."""
    require(by, "add", "round", document)
    coders = list({coder.pk: coder for coder in coders}.values())
    if len(coders) < LEAST_CODERS:
        raise ValidationError(_("A round needs two coders or more: with one there is nothing to compare."))
    for coder in coders:
        if not may(coder, "label", "round", document):
            raise ValidationError(_("%(who)s may not label this document.") % {"who": coder.pseudonym})
    with transaction.atomic():
        type(document).objects.select_for_update().get(pk=document.pk)
        refuse_unless_draft(document)
        if round_of(document) is not None:
            raise ValidationError(_("A round of this document is open already: close it first."))
        opened = LabellingRound.objects.create(document=document, opened_by=by)
        opened.coders.set(coders)
        record_event(EventType.METADATA_MODIFICATION, opened, by=by, action="labelling round opened",
                     document=document.identifier, coders=sorted(coder.identifier for coder in coders))
    return opened


def close_round(opened, by, reason=""):
    """End a round; before everybody has submitted only with a reason. A reviewer's verb.

    Labels that were not submitted stay their coder's, who alone reads them and takes them over as ordinary labels
    or discards them (`left.py`). Raises StaleRecord if somebody closed it meanwhile.
    """
    require(by, "close", "round", opened)
    if opened.closed_at:
        raise ValidationError(_("This round is closed already."))
    waiting = waited_for(opened)
    if any(coder.pk == by.pk for coder in waiting):
        raise PermissionDenied(_("Submit your own labels first: closing would show you those of the others."))
    if waiting and not reason.strip():
        raise ValidationError(_("Not everybody has submitted: say why the round ends now."))
    with transaction.atomic():
        claim_version(opened)
        opened.closed_at = timezone.now()
        opened.save(update_fields=["closed_at"])
        record_event(EventType.METADATA_MODIFICATION, opened, by=by, action="labelling round closed",
                     document=opened.document.identifier, reason=reason.strip(),
                     not_submitted=sorted(coder.identifier for coder in waiting))
    return opened


def round_of(document):
    """The open LabellingRound of a document, or None."""
    return LabellingRound.objects.filter(document=document, closed_at__isnull=True).first()


def waited_for(opened):
    """The coders of a round who have not submitted, by pseudonym."""
    submitted = opened.submissions.values("coder")
    return list(opened.coders.exclude(pk__in=submitted).order_by("pseudonym"))


def round_to_label_in(user, document):
    """The open round in which this person still labels this document blindly, or None."""
    return _labelled_blindly_by(user).filter(document=document).first()


def hidden_labels(user, document):
    """Whether this person may see no label of this document but their own: one query."""
    return _labelled_blindly_by(user).filter(document=document).exists()


def hidden_document_ids(user):
    """Primary keys of all documents of which `hidden_labels` is true, as a queryset for `exclude`."""
    return _labelled_blindly_by(user).values("document")


def without_hidden_labels(labels, user):
    """`labels` (a queryset of StanceAnnotations) without those of others that this person may not see."""
    return labels.exclude(~Q(coder=user.pk), document__in=hidden_document_ids(user))


def without_hidden(events, user):
    """The ledger `events` (a queryset) without those of documents of which this person may see no label of others."""
    documents = list(hidden_document_ids(user).values_list("document", flat=True))
    for model, name in ((Document, "pk"), (LabellingRound, "document")) if documents else ():
        hidden = list(model.objects.filter(**{f"{name}__in": documents}).values_list("identifier", flat=True))
        events = events.exclude(object_type=model._meta.model_name, object_id__in=hidden)
    return events


def visible_stances(user, document):
    """The document's labels that this person may see now, as a list in the order of their making.

    Uses labels that were prefetched, so that it costs one query.
    """
    stances = sorted(document.stances.all(), key=lambda stance: stance.pk)
    if hidden_labels(user, document):
        stances = [stance for stance in stances if stance.coder_id == user.pk]
    return stances


def refuse_unless_draft(document):
    """Raise NotEditable for a document that is not a draft."""
    state = State(type(document).objects.values_list("state", flat=True).get(pk=document.pk))
    if state != State.DRAFT:
        raise NotEditable(_("“%(title)s” is %(state)s: only a draft can be labelled") % {
            "title": document, "state": state.label})


def refuse_while_blind(document):
    """Raise ValidationError while a coder still labels blindly: a decision would tell them of a label."""
    opened = round_of(document)
    waiting = waited_for(opened) if opened else []
    if waiting:
        raise ValidationError(
            _("A round of blind labelling is open, and %(who)s still labels: decide when all have submitted, or when "
              "the round is closed.") % {"who": ", ".join(coder.pseudonym for coder in waiting)})


def refuse_sight(user, document):
    """Raise PermissionDenied for whoever must not see the labels of others now."""
    if hidden_labels(user, document):
        raise PermissionDenied(
            _("You are labelling this document without seeing the labels of others: submit yours first."))


def tells_of_labels(words):
    """Whether the reason of a revision, or the action of an event, says that there is a label."""
    return words.startswith(LABEL_REASONS)


def _labelled_blindly_by(user):
    done = Submission.objects.filter(coder=user.pk).values("round")
    return LabellingRound.objects.filter(closed_at__isnull=True, coders=user.pk).exclude(pk__in=done)
