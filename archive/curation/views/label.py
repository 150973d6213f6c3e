"""Marks in a draft's text what it says: stance labels, claims and quotations, each with its passage."""
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curation.forms import label as forms
from archive.curation.found import find_record
from archive.curation.guards import for_role
from archive.curation.views.describe import locked
from archive.curation.views.document import text_with_evidence
from archive.provenance.revise import NotEditable, StaleRecord
from archive.stance.anchor import AnchorError
from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance
from archive.workflow.states import Role, State


@dataclass(frozen=True)
class Kind:
    """One kind of mark: its form, its passages, and the verb that writes it."""

    title: str
    form: type
    passages: type
    write: object


def _write_stance(document, by, fields, quotes):
    annotate_stance(document, by, evidence=quotes, **fields)


def _write_claim(document, by, fields, quotes):
    annotate_claim(document, by, quote=quotes[0], **fields)


def _write_quotation(document, by, fields, quotes):
    annotate_quotation(document, by, quote=quotes[0], **fields)


KINDS = {
    "stance": Kind(gettext_lazy("Add a stance label"), forms.StanceForm, forms.Passages, _write_stance),
    "claim": Kind(gettext_lazy("Add a claim"), forms.ClaimForm, forms.OnePassage, _write_claim),
    "quotation": Kind(gettext_lazy("Add a quotation"), forms.QuotationForm, forms.OnePassage, _write_quotation),
}


@for_role(Role.CATALOGUER, "GET", "HEAD", "POST")
def label(request, identifier, kind):
    document, chosen = find_record(request.user, identifier), KINDS[kind]
    if document.state != State.DRAFT:
        return locked(request, document)
    data = request.POST if request.method == "POST" else None
    form, passages = chosen.form(data), chosen.passages(data, prefix="passage")
    if data is not None and is_written(request, document, chosen, form, passages):
        messages.success(request, _("Added to version %(n)s.") % {"n": document.version})
        return redirect("curation:document", identifier)
    return render(request, "curation/label.html", {
        "document": document, "kind": chosen, "form": form, "passages": passages,
        **text_with_evidence(document),
    }, status=200 if data is None else 422)


def is_written(request, document, kind, form, passages):
    """Whether the verb took it; otherwise the form says why not."""
    if not all([form.is_valid(), passages.is_valid()]):
        return False
    quotes = passages.quotes()
    if not quotes and form.needs_passage():
        form.add_error(None, _("Quote the passage that says so: nothing is asserted without evidence."))
        return False
    try:
        kind.write(document, request.user, form.fields_said(), quotes)
    except ValidationError as refusal:
        form.show(refusal)
    except (AnchorError, NotEditable, StaleRecord) as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()
