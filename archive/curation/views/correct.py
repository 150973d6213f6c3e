"""Replaces one's own stance label by a corrected one; the old one stays, marked as superseded."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from archive.curation.forms.label import Passages, StanceForm
from archive.curation.found import find_record
from archive.curation.guards import for_role
from archive.curation.views.describe import locked
from archive.curation.views.document import text_with_evidence
from archive.curation.views.label import Kind, is_written
from archive.models import StanceAnnotation
from archive.stance.annotate import correct_stance
from archive.workflow.states import Role, State


@for_role(Role.CATALOGUER, "GET", "HEAD", "POST")
def correct(request, identifier):
    stance = get_object_or_404(StanceAnnotation.objects.select_related("document"), identifier=identifier)
    document = stance.document = find_record(request.user, stance.document.identifier)
    if stance.coder_id != request.user.pk:
        raise PermissionDenied(_("A label is corrected by its own coder: add a label of your own."))
    if document.state != State.DRAFT or stance.status == StanceAnnotation.Status.SUPERSEDED:
        return locked(request, document)
    return _correct(request, document, stance)


def _correct(request, document, stance):
    data = request.POST if request.method == "POST" else None
    opened = stance.version if data is None else data.get("version", "")
    kind = Kind(_("Correct your stance label"), StanceForm, Passages, _writing(stance, opened))
    form = StanceForm(data, instance=stance)
    passages = Passages(data, prefix="passage", initial=_passages_of(stance))
    if data is not None and is_written(request, document, kind, form, passages):
        messages.success(request, _("Corrected in version %(n)s.") % {"n": document.version})
        return redirect("curation:document", document.identifier)
    return render(request, "curation/label.html", {
        "document": document, "kind": kind, "form": form, "passages": passages, "opened": opened,
        **text_with_evidence(document),
    }, status=200 if data is None else 422)


def _writing(stance, opened):
    """The verb, about the version of the label that was looked at."""
    def write(document, by, fields, quotes):
        stance.version = int(opened) if str(opened).isdecimal() else 0
        correct_stance(stance, by, evidence=quotes, **fields)
    return write


def _passages_of(stance):
    """What the form shows of each passage; its place only where the words alone do not tell it."""
    spans = [stance.evidence] if stance.evidence else []
    spans += stance.further_evidence.select_related("text_version")
    return [{"exact": span.exact, "start": span.start if span.text_version.text.count(span.exact) > 1 else None}
            for span in spans]
