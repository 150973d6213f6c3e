"""Takes a claim, a quotation or one's own blind label away again."""
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.curation.told import is_done, version_said
from archive.models import BlindLabel, Claim, Quotation
from archive.stance.annotate import remove_claim, remove_quotation
from archive.stance.blind import remove_blind_label

ROWS = {
    "claim": (Claim, remove_claim, "curation:claim"),
    "quotation": (Quotation, remove_quotation, "curation:quotation"),
}


@allowed("claim", "delete", "POST")
@require_POST
def remove_mark(request, identifier, kind):
    model, verb, back = ROWS[kind]
    row = get_object_or_404(model.objects.select_related("document"), identifier=identifier)
    row.document = find_document(request.user, row.document.identifier)
    row.version = version_said(request.POST.get("version", ""))
    is_done(request, lambda: verb(row, request.user), _("Removed."))
    return redirect(back, row.document.identifier)


@allowed("round", "label", "POST")
@require_POST
def remove_blind(request, identifier):
    blind = get_object_or_404(BlindLabel.objects.filter(coder=request.user), identifier=identifier)
    is_done(request, lambda: remove_blind_label(blind, request.user), _("Removed."))
    return redirect("curation:label", blind.round.document.identifier)
