"""Asks a person to take care of one document, or of several that were chosen in a queue."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.models import Curator, Document
from archive.workflow.assign import assign_document, assign_documents
from archive.workflow.refusal import TransitionRefused

AT_ONCE = 200


@allowed("document", "assign", "POST")
def assign(request, identifier):
    document = find_document(request.user, identifier)
    try:
        assign_document(document, person_of(request), request.user, request.POST.get("comment", ""),
                        with_parts="with_parts" in request.POST)
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said_of(document.assigned_to))
    return redirect("curation:document", identifier)


@allowed("document", "assign", "POST")
def assign_chosen(request):
    """All of the chosen documents with their parts, or none."""
    chosen = list(Document.objects.visible_to(request.user).select_related("parent")
                  .filter(identifier__in=request.POST.getlist("document")[:AT_ONCE]))
    try:
        assign_documents(chosen, person_of(request), request.user)
    except (TransitionRefused, PermissionDenied) as refusal:
        messages.error(request, _("Nothing was assigned: %(why)s.") % {"why": refusal})
    else:
        messages.success(request, ngettext("%(n)s document was assigned.", "%(n)s documents were assigned.",
                                           len(chosen)) % {"n": len(chosen)})
    return redirect(back_of(request))


def person_of(request):
    """The Curator who is to take care; None for nobody. Http404 for somebody who does not exist."""
    identifier = request.POST.get("to", "")
    return get_object_or_404(Curator, identifier=identifier) if identifier else None


def said_of(person):
    """What the page says after it was done."""
    return _("Assigned to %(who)s.") % {"who": person} if person else _("Assigned to nobody.")


def back_of(request):
    """The page of the desk that was looked at."""
    asked = request.POST.get("back", "")
    is_ours = asked.startswith("/curation/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else reverse("curation:desk")
