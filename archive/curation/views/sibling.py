"""Uses a description again: as a new draft, or for other drafts that came with this one."""
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from archive.curation.forms.carry import CarryForm
from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.drafting.copying import NotCopied, carry_description, copy_as_new
from archive.models import Document
from archive.provenance.revise import NotEditable, StaleRecord
from archive.workflow.states import State

MOST_LISTED = 200


@allowed("document", "add", "POST")
@require_POST
def copy(request, identifier):
    """Save as new: a second draft with this description and the same files."""
    try:
        made = copy_as_new(find_document(request.user, identifier), request.user)
    except NotCopied as refusal:
        messages.error(request, str(refusal))
        return redirect("curation:describe", identifier)
    messages.success(request, _("This is the new draft: it has the same description and files."))
    return redirect("curation:describe", made.identifier)


@allowed("document", "add", "GET", "HEAD", "POST")
def carry(request, identifier):
    """Chosen fields of this description, written into chosen drafts that were received with it."""
    document = find_document(request.user, identifier)
    form = CarryForm(request.POST if request.method == "POST" else None, drafts=drafts_beside(document, request.user))
    if form.is_bound and form.is_valid():
        try:
            onto = list(form.cleaned_data["onto"])
            carry_description(document, onto, form.cleaned_data["names"], request.user)
        except (StaleRecord, NotEditable) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, ngettext("%(n)s draft got this description.",
                                               "%(n)s drafts got this description.", len(onto)) % {"n": len(onto)})
            return redirect("curation:describe", identifier)
    return render(request, "curation/carry.html", {"document": document, "form": form},
                  status=422 if form.is_bound else 200)


def drafts_beside(document, user):
    """Drafts of the same intake or collection, the newest first; at most 200."""
    beside = Q(batch_items__batch__items__document=document)
    if document.collection_id:
        beside |= Q(collection=document.collection_id)
    near = Document.objects.filter(beside, state=State.DRAFT).exclude(pk=document.pk)
    return Document.objects.visible_to(user).filter(pk__in=list(
        near.order_by("-pk").values_list("pk", flat=True).distinct()[:MOST_LISTED]))
