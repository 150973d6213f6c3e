"""Takes a claim, a quotation or one's own blind label away again."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.models import BlindLabel, Claim, Quotation
from archive.provenance.revise import NotEditable, StaleRecord
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
    row.version = _version_of(request)
    _do(request, verb, row)
    return redirect(back, row.document.identifier)


@allowed("round", "label", "POST")
@require_POST
def remove_blind(request, identifier):
    blind = get_object_or_404(BlindLabel.objects.filter(coder=request.user), identifier=identifier)
    _do(request, remove_blind_label, blind)
    return redirect("curation:label", blind.round.document.identifier)


def _do(request, verb, row):
    try:
        verb(row, request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except (NotEditable, StaleRecord) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed."))


def _version_of(request):
    """The version of the row that was looked at; 0, which none has, if the form does not say it."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() else 0
