"""Labels of all coders side by side: a reviewer accepts one, or keeps all contested with a note."""
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from archive.curation.found import find_record
from archive.curation.guards import allowed
from archive.curation.side_by_side import side_by_side
from archive.curation.told import is_done, version_said
from archive.stance.adjudicate import Decision, adjudicate
from archive.stance.rounds import refuse_sight, round_of, waited_for
from archive.workflow.states import State

CONTESTED = "contested"


@allowed("round", "decide", "GET", "HEAD", "POST")
def adjudication(request, identifier):
    document = find_record(request.user, identifier)
    refuse_sight(request.user, document)
    groups = side_by_side(document, request.user)
    if request.method == "POST" and _is_decided(request, document, groups):
        return redirect("curation:adjudicate", identifier)
    opened = round_of(document)
    waiting = waited_for(opened) if opened else []
    is_decidable = document.state in (State.DRAFT, State.IN_REVIEW) and not waiting
    return render(request, "curation/adjudicate.html", {
        "document": document, "groups": groups, "data": request.POST, "waiting": waiting, "is_decidable": is_decidable,
        "has_decision": is_decidable and not all(group.is_own for group in groups),
    }, status=200 if request.method != "POST" else 422)


def _is_decided(request, document, groups):
    """Whether the verb took the decisions about the version that was looked at; otherwise a message says why not."""
    document.version = version_said(request.POST.get("version", ""))
    return is_done(
        request, lambda: adjudicate(document, decisions_of(request.POST, groups), request.user),
        lambda counts: _("Accepted: %(accepted)s. Kept as contested: %(contested)s.") % dict(
            zip(("accepted", "contested"), counts, strict=True)))


def decisions_of(data, groups):
    """The Decisions of a form: voice-N is the identifier of a label, “contested”, or empty for none yet."""
    decisions = []
    for group in groups:
        chosen, note = data.get(f"voice-{group.number}", ""), data.get(f"note-{group.number}", "")
        accepted = next((label for label in group.labels if label.identifier == chosen), None)
        if accepted is None and chosen not in ("", CONTESTED):
            raise ValidationError(_("A label was corrected since: open the page again."))
        if chosen:
            decisions.append(Decision(group.labels, accepted, note))
    return decisions
