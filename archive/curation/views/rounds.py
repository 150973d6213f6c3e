"""Rounds of blind labelling of one document: opened and closed by a reviewer, submitted by each coder."""
from django import forms
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.curation.told import is_done, version_said
from archive.models import Curator, LabellingRound
from archive.permissions import may, require
from archive.stance.blind import submit_labels
from archive.stance.left import left_labels
from archive.stance.rounds import close_round, open_round, round_of
from archive.workflow.states import Role, State


class CodersForm(forms.Form):
    """Who labels in a round."""

    coders = forms.ModelMultipleChoiceField(
        label=gettext_lazy("coders"), queryset=Curator.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Two or more; each labels without seeing the others."),
    )

    def __init__(self, document, data=None):
        super().__init__(data)
        self.fields["coders"].queryset = coders_for(document)
        self.fields["coders"].label_from_instance = lambda coder: coder.both_names


def coders_for(document):
    """The people who may label this document."""
    has_role = Q(groups__name__in=Role.values) | Q(is_superuser=True)
    is_granted = Q(grants__collection=document.collection_id) if document.collection_id else Q(pk__in=[])
    return (Curator.objects.filter(has_role | is_granted, is_active=True, is_program=False)
            .order_by("pseudonym").distinct())


@allowed("round", "see", "GET", "HEAD", "POST")
def rounds(request, identifier):
    """The rounds of a document; POST opens one."""
    document = find_document(request.user, identifier)
    form = CodersForm(document, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, "add", "round", document)
        if form.is_valid() and is_done(request, lambda: open_round(
                document, form.cleaned_data["coders"], request.user), _("The round is open.")):
            return redirect("curation:round", identifier)
    found = document.labelling_rounds.prefetch_related("coders", "submissions").select_related("opened_by")
    return render(request, "curation/round.html", {
        "left": left_labels(request.user, document).count(),
        "document": document, "form": form, "rounds": [_shown(one, request.user) for one in found],
        "may_open": may(request.user, "add", "round", document) and document.state == State.DRAFT
        and round_of(document) is None,
        "may_close": may(request.user, "close", "round", document),
    }, status=200 if request.method != "POST" else 422)


@allowed("round", "submit", "POST")
@require_POST
def submit(request, identifier):
    """One coder's labels of a round are complete."""
    opened, document = _round(request.user, identifier)
    is_done(request, lambda: submit_labels(opened, request.user), _("Your labels are submitted."))
    return redirect("curation:document", document.identifier)


@allowed("round", "close", "POST")
@require_POST
def close(request, identifier):
    opened, document = _round(request.user, identifier)
    opened.version = version_said(request.POST.get("version", ""))
    is_done(request, lambda: close_round(opened, request.user, request.POST.get("reason", "")),
             _("The round is closed."))
    return redirect("curation:round", document.identifier)


def _round(user, identifier):
    opened = get_object_or_404(LabellingRound.objects.select_related("document"), identifier=identifier)
    opened.document = find_document(user, opened.document.identifier)
    return opened, opened.document


def _shown(one, user):
    """A round and who of its coders has submitted; of labels, only one's own are counted."""
    submitted = {submission.coder_id: submission.submitted_at for submission in one.submissions.all()}
    coders = sorted(one.coders.all(), key=lambda coder: coder.pseudonym)
    return {"round": one, "coders": [(coder, submitted.get(coder.pk)) for coder in coders],
            "is_complete": len(submitted) == len(coders),
            "is_mine": any(coder.pk == user.pk and coder.pk not in submitted for coder in coders)}
