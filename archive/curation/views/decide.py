"""Moves a document through its workflow, and decides about a proposed label."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from archive.curation.decisions import DONE, decide, form_for, is_open
from archive.curation.found import find_document, find_record
from archive.curation.guards import allowed
from archive.curation.told import is_done, still_missing
from archive.curation.views.document import show_document
from archive.models import Document, StanceAnnotation
from archive.permissions import require_role
from archive.stance.annotate import decide_stance
from archive.workflow.states import TRANSITIONS
from archive.workflow.transitions import TransitionRefused


@require_POST
def move(request, identifier, transition):
    """Take one decision about the version that was looked at."""
    require_role(request.user, TRANSITIONS[transition].role)
    document = find_document(request.user, identifier)
    form = form_for(transition, document, request.POST)
    if not form.is_valid():
        return show_document(request, find_record(request.user, identifier), (transition, form), status=422)
    document.version = form.cleaned_data["version"]
    try:
        moved = decide(transition, document, request.user, form.said(), form.cleaned_data["with_parts"])
    except TransitionRefused as refusal:
        return refused(request, identifier, transition, form, refusal)
    words = ngettext("%(what)s", "%(what)s (%(n)s documents)", moved) % {"what": DONE[transition], "n": moved}
    missing = still_missing(document) if transition == "submit" else ""
    messages.success(request, " ".join(filter(None, (words, missing))))
    return redirect("curation:document", identifier)


def refused(request, identifier, transition, form, refusal):
    """The page again: the refusal stands in the form, or above all if that move is not open any more."""
    record = find_record(request.user, identifier)
    form.refuse(refusal)
    if not is_open(transition, record, request.user):
        messages.error(request, capfirst(str(refusal)))
    return show_document(request, record, (transition, form), status=409)


@allowed("stance", "decide", "POST")
@require_POST
def decide_label(request, identifier):
    """Accept or contest a proposed stance label."""
    stance = get_object_or_404(StanceAnnotation.objects.select_related("document"), identifier=identifier,
                               document__in=Document.objects.visible_to(request.user))
    is_done(request, lambda: decide_stance(stance, request.user, request.POST.get("status", "")),
            lambda _result: _("The label is now %(status)s.") % {"status": stance.get_status_display()})
    return redirect("curation:document", stance.document.identifier)
