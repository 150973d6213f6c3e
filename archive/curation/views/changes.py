"""Acts on many documents: choose, say what changes, see it, apply it as seen, undo it."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.changes import MOST_DOCUMENTS
from archive.changes.edit import apply_edit, plan_edit
from archive.changes.plan import NothingToChange, documents_to_change
from archive.changes.replace import MOST_HITS, apply_replace, plan_replace
from archive.curation.forms.changes import EditForm, ReplaceForm
from archive.curation.guards import allowed
from archive.curation.selection import seen_text, seen_versions, selection_of
from archive.ingest.uploads.sending import collections_for
from archive.models import Document


@allowed("change", "add", "GET", "HEAD", "POST")
def edit_many(request):
    """The same change of fields for many documents."""
    return act(request, EditForm, "curation/changes/edit.html", _plan_edit, _apply_edit)


@allowed("change", "add", "GET", "HEAD", "POST")
def replace_many(request):
    """Find and replace in many documents."""
    return act(request, ReplaceForm, "curation/changes/replace.html", _plan_replace, _apply_replace)


def _plan_edit(documents, form, request):
    return plan_edit(documents, form.edits, request.user)


def _apply_edit(documents, form, request, seen):
    return apply_edit(documents, form.edits, request.user, seen)


def _plan_replace(documents, form, request):
    return plan_replace(documents, form.replacement(), request.user)


def _apply_replace(documents, form, request, seen):
    return apply_replace(documents, form.replacement(), request.user, seen, set(request.POST.getlist("hit")))


def act(request, form_class, template, plan, apply):
    """The steps of one page: the form, the preview of what was entered, and applying what was shown.

    From a preview one goes back to the form (again), with the selection and all that was entered.
    """
    step = request.POST.get("step", "")
    form = form_class(request.POST if step in ("preview", "apply", "again") else None)
    if "collection_value" in form.fields:
        form.fields["collection_value"].queryset = collections_for(request.user)
    if step == "apply":
        return _apply(request, form, template, plan, apply)
    selection = selection_of(request.POST if request.method == "POST" else request.GET, request)
    if not selection.count:
        status = 422 if request.method == "POST" else 200
        return render(request, "curation/changes/none.html", {"selection": selection}, status=status)
    if not form.is_bound or not form.is_valid() or step == "again":
        context = {"form": form, "selection": selection, "most": MOST_DOCUMENTS}
        return render(request, template, context, status=422 if form.errors else 200)
    return _preview(request, form, template, plan(documents_to_change(selection.documents), form, request), selection)


def _preview(request, form, template, plans, selection=None, status=200):
    open_plans = [plan for plan in plans if plan.is_open]
    refused = [plan for plan in plans if plan.refusal]
    chosen = min(selection.count, MOST_DOCUMENTS) if selection else len(plans)
    hits = sum(len(getattr(plan, "hits", ())) for plan in open_plans)
    return render(request, template.replace(".html", "_preview.html"), {
        "form": form, "selection": selection, "plans": open_plans, "refused": refused, "hits": hits,
        "chosen": chosen, "unchanged": chosen - len(open_plans) - len(refused),
        "too_many": hits > MOST_HITS, "most_hits": MOST_HITS,
        "seen": seen_text(plan.document for plan in open_plans),
    }, status=status)


def _apply(request, form, template, plan, apply):
    """Apply to the versions that were seen; who saved meanwhile is not overwritten."""
    seen = seen_versions(request.POST.get("seen", ""))
    chosen = Document.objects.visible_to(request.user).filter(identifier__in=seen)
    documents = documents_to_change(chosen) if seen else []
    if not documents or not form.is_valid():
        messages.error(request, _("Nothing was changed: choose the documents and say what changes once more."))
        return redirect("curation:documents")
    try:
        change_set = apply(documents, form, request, seen)
    except NothingToChange as refusal:
        messages.error(request, str(refusal))
        return _preview(request, form, template, plan(documents_to_change(chosen), form, request), status=409)
    _tell(request, change_set, len(seen) - len(documents))
    return redirect("curation:change", change_set.identifier)


def _tell(request, change_set, missing):
    rows = list(change_set.documents.all())
    refused = sum(row.version_before == row.version_after for row in rows)
    changed = len(rows) - refused
    messages.success(request, ngettext("%(n)s document was changed.", "%(n)s documents were changed.", changed)
                     % {"n": changed})
    if refused + missing:
        messages.error(request, ngettext(
            "%(n)s document was not changed: it stands below with the reason, or is no longer there.",
            "%(n)s documents were not changed: they stand below with the reason, or are no longer there.",
            refused + missing) % {"n": refused + missing})
