"""Describes a draft: Dublin Core, contributions, places; nobody's save is overwritten."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from archive.curation.conflict import clashes
from archive.curation.forms.describe import Description
from archive.curation.found import find_document, find_record
from archive.curation.guards import for_role
from archive.curation.views.document import text_with_evidence
from archive.provenance.revise import NotEditable, StaleRecord, revising
from archive.workflow.states import Role, State


@for_role(Role.CATALOGUER, "GET", "HEAD", "POST")
def describe(request, identifier):
    document = find_document(request.user, identifier)
    if document.state != State.DRAFT:
        return locked(request, document)
    if request.method == "POST":
        return save(request, document)
    return show_form(request, document, Description(document))


def save(request, document):
    """Save what was entered, or show both versions if somebody else saved first."""
    opened = request.POST.get("version", "")
    if opened != str(document.version):
        return show_both(request, document)
    description = Description(document, request.POST)
    if not description.is_valid():
        return show_form(request, document, description, status=422)
    try:
        with revising(document, request.user, description.form.cleaned_data["reason"]):
            description.save()
    except StaleRecord:
        return show_both(request, document)
    except NotEditable:
        return locked(request, find_document(request.user, document.identifier))
    messages.success(request, _("Saved as version %(n)s.") % {"n": document.version})
    return redirect("curation:document", document.identifier)


def show_form(request, document, description, status=200):
    return render(request, "curation/describe.html", {
        "document": document, "description": description,
        **text_with_evidence(find_record(request.user, document.identifier)),
    }, status=status)


def show_both(request, document):
    """Both versions field by field; neither is saved by showing them."""
    saved = find_document(request.user, document.identifier)
    yours = Description(find_document(request.user, document.identifier), request.POST)
    return render(request, "curation/conflict.html", {
        "document": saved, "clashes": clashes(yours, Description(saved)), "opened": request.POST.get("version", ""),
    }, status=409)


def locked(request, document):
    """A document that is no draft is not edited; the page says what to do instead."""
    return render(request, "curation/locked.html", {"document": document}, status=409)
