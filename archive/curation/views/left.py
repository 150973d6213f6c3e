"""One's own labels of a closed round that were not submitted: taken over as ordinary ones, or discarded."""
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.curation.told import is_done
from archive.models import StanceAnnotation
from archive.stance.blind import as_said
from archive.stance.left import discard, left_labels, take_over
from archive.stance.rounds import round_of
from archive.workflow.states import State


@allowed("round", "label", "GET", "HEAD", "POST")
def left(request, identifier):
    """POST: `act` is “take-over” or “discard”, about the labels that were chosen."""
    document = find_document(request.user, identifier)
    if request.method == "POST" and is_done(request, lambda: _act(request, document), str):
        back = "curation:document" if request.POST["act"] == "take-over" else "curation:left-labels"
        return redirect(back, identifier)
    labels = [(said["blind"], StanceAnnotation(document=document, **_fields(said)), said["quotes"])
              for said in as_said(left_labels(request.user, document))]
    return render(request, "curation/left.html", {
        "document": document, "labels": labels,
        "is_takeable": document.state == State.DRAFT and round_of(document) is None,
    }, status=422 if request.method == "POST" else 200)


def _fields(said):
    return {name: value for name, value in said.items() if name not in ("blind", "quotes")}


def _act(request, document):
    """Do what was asked with the chosen labels; what is said of it."""
    name, user = request.POST.get("act"), request.user
    chosen = list(left_labels(user, document).filter(identifier__in=request.POST.getlist("label")))
    if name == "take-over":
        n = len(take_over(chosen, document, user))
        return ngettext("%(n)s label taken over, as a proposal.", "%(n)s labels taken over, as proposals.",
                        n) % {"n": n}
    if name == "discard":
        n = discard(chosen, document, user)
        return ngettext("%(n)s label discarded.", "%(n)s labels discarded.", n) % {"n": n}
    raise ValidationError(_("Say whether the labels are taken over or discarded."))
