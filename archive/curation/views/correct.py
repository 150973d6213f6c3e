"""Corrects what is marked in a draft's text: one's own stance label, a claim, a quotation.

A corrected stance label stays, marked as superseded; a blind label, a claim or a quotation is changed in
place, and earlier revisions keep what it was.
"""
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from archive.curation.forms.label import ClaimForm, OnePassage, Passages, QuotationForm, StanceForm
from archive.curation.found import find_record
from archive.curation.guards import allowed
from archive.curation.told import version_said
from archive.curation.views.label import Kind, Sheet, form_of, is_written, locked, show, written
from archive.models import BlindLabel, Claim, Quotation, StanceAnnotation
from archive.stance.annotate import change_claim, change_quotation, correct_stance
from archive.stance.blind import blind_labels, change_blind_label
from archive.workflow.states import State


@allowed("stance", "correct", "GET", "HEAD", "POST")
def correct(request, identifier):
    stance = get_object_or_404(StanceAnnotation.objects.select_related("document"), identifier=identifier)
    document = stance.document = find_record(request.user, stance.document.identifier)
    if stance.coder_id != request.user.pk:
        raise PermissionDenied(_("A label is corrected by its own coder: add a label of your own."))
    if document.state != State.DRAFT or stance.status == StanceAnnotation.Status.SUPERSEDED:
        return locked(request, document)

    def write(by, fields, quotes):
        correct_stance(stance, by, evidence=quotes, **fields)
    spans = [stance.evidence] if stance.evidence else []
    spans += stance.further_evidence.select_related("text_version")
    kind = Kind(_("Correct your stance label"), StanceForm, Passages, write)
    return _correct(request, document, kind, stance, stance, [_as_passage(span) for span in spans])


@allowed("round", "label", "GET", "HEAD", "POST")
def change_blind(request, identifier):
    """One's own label in a round, before it is submitted."""
    blind = get_object_or_404(BlindLabel.objects.filter(coder=request.user), identifier=identifier)
    document = find_record(request.user, blind.round.document.identifier)
    if document.state != State.DRAFT or blind.round.closed_at:
        return locked(request, document)
    said = next(one for one in blind_labels(blind.round, request.user) if one["blind"].pk == blind.pk)
    fields = {name: value for name, value in said.items() if name not in ("blind", "quotes")}

    def write(by, fields, quotes):
        change_blind_label(blind, by, fields, quotes)
    kind = Kind(_("Correct your stance label"), StanceForm, Passages, write)
    return _correct(request, document, kind, StanceAnnotation(document=document, **fields), blind,
                    [{"exact": quote.exact, "start": quote.start} for quote in said["quotes"]])


@allowed("claim", "change", "GET", "HEAD", "POST")
def change_mark(request, identifier, kind):
    """A claim or a quotation of a draft."""
    model, form, verb, title = {
        "claim": (Claim, ClaimForm, change_claim, _("Change this claim")),
        "quotation": (Quotation, QuotationForm, change_quotation, _("Change this quotation")),
    }[kind]
    row = get_object_or_404(model.objects.select_related("document", "evidence__text_version"), identifier=identifier)
    document = row.document = find_record(request.user, row.document.identifier)
    if document.state != State.DRAFT:
        return locked(request, document)

    def write(by, fields, quotes):
        verb(row, by, quote=quotes[0], **fields)
    changed = Kind(title, form, OnePassage, write, name=kind)
    return _correct(request, document, changed, model.objects.get(pk=row.pk), row, [_as_passage(row.evidence)])


def _correct(request, document, kind, shown, row, passages):
    """Show the form filled with `shown`, or write it about the version of `row` that was looked at."""
    data = request.POST if request.method == "POST" else None
    opened = row.version if data is None else data.get("version", "")
    write = kind.write

    def about_what_was_seen(document, by, fields, quotes):
        row.version = version_said(opened)
        write(by, fields, quotes)
    kind = Kind(kind.title, kind.form, kind.passages, about_what_was_seen, kind.name)
    sheet = Sheet(
        kind, form_of(document, request.user, kind, data, instance=shown),
        kind.passages(data, prefix="passage", auto_id=f"{kind.name}-%s", initial=passages),
        request.path, opened=opened,
    )
    if data is not None and is_written(request, document, kind, sheet.form, sheet.passages):
        return written(request, document.identifier, _("Corrected in version %(n)s.") % {"n": document.version})
    return show(request, document, [sheet], sheet, is_refused=data is not None)


def _as_passage(span):
    """What the form shows of a passage; its place only where the words alone do not tell it."""
    return {"exact": span.exact, "start": span.start if span.text_version.text.count(span.exact) > 1 else None}
