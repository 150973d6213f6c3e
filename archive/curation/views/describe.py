"""Describes a draft: Dublin Core, contributions, places; nobody's save is overwritten.

With `Accept: application/json` a save answers {"version", "words", "missing",
"address"} (the page stays), {"errors"} or {"conflict"}; a plain form gets pages.
"""
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.curation.accepting import with_suggestions
from archive.curation.conflict import (
    clashes,
    decisions_in,
    has_own_changes,
    last_revision,
    merged_data,
    was_saved_by_nobody_else,
)
from archive.curation.decisions import decide
from archive.curation.describing import describing_context, entered, missing_now, words_of_save, words_of_submission
from archive.curation.forms.describe import Description
from archive.curation.found import find_document, find_record
from archive.curation.guards import allowed
from archive.curation.neighbours import neighbours_of
from archive.curation.told import version_said
from archive.drafting.entries import discard_entries, entries_of
from archive.drafting.saving import save_description
from archive.models import Document
from archive.permissions import require
from archive.provenance.revise import NotEditable, StaleRecord
from archive.workflow.refusal import TransitionRefused
from archive.workflow.states import State


@allowed("document", "describe", "GET", "HEAD", "POST")
def describe(request, identifier):
    document = find_document(request.user, identifier)
    if document.state != State.DRAFT:
        return locked(request, document)
    if request.method != "POST":
        return open_form(request, document)
    require(request.user, "describe", "document", document)
    if "discard" in request.POST:
        discard_entries(document, request.user)
        return redirect(_here(request, identifier))
    if "merging" in request.POST:
        return merge(request, document)
    if "accept" in request.POST:
        return show_form(request, document, with_suggestions(request.POST, find_record(request.user, identifier)))
    return save(request, document, request.POST)


def open_form(request, document):
    """The form as saved, or with what this person typed and did not save."""
    kept = entries_of(document, request.user)
    if kept is None:
        return show_form(request, document)
    data = entered(kept)
    if kept.opened_version == document.version:
        return show_form(request, document, data, kept=kept)
    if has_own_changes(differences(document, data, kept.opened_version)):
        return show_both(request, document, data, status=200)
    return show_form(request, document)


def save(request, document, data):
    """Save what was entered, or show both versions if somebody else saved first."""
    if data.get("version") != str(document.version):
        return late(request, document, data)
    description = Description(document, data, by=request.user)
    if not description.is_valid():
        return refused(request, document, data, description)
    try:
        is_new = save_description(document, request.user, description.form.cleaned_data["reason"], description.save)
    except StaleRecord:
        return show_both(request, document, data)
    except NotEditable:
        return locked(request, find_document(request.user, document.identifier))
    return saved(request, document, data.get("then", ""), is_new)


def late(request, document, data):
    """The form shows an older version: whoever changed nothing in it goes on with the present one."""
    if has_own_changes(differences(document, data, version_said(data.get("version", "")))):
        return show_both(request, document, data)
    discard_entries(document, request.user)
    address, words = _here(request, document.identifier), words_of_save(document, is_new=False)
    messages.info(request, words)
    if not _wants_json(request):
        return redirect(address)
    return JsonResponse({"version": document.version, "words": words, "refusal": "", "address": address, "missing": []})


def saved(request, document, then, is_new=True):
    """Go on as asked: stay, to the next draft, or to review."""
    words, refusal, address = words_of_save(document, is_new), "", ""
    if then == "submit":
        try:
            moved = decide("submit", document, request.user, {}, with_parts=True)
            words = words_of_submission(document, moved, is_new)
            address = reverse("curation:document", args=[document.identifier])
        except TransitionRefused as error:
            refusal = capfirst(str(error))
    if then == "next" and not refusal:
        near = neighbours_of(document, request.user, request.POST.get("from", ""))
        address = _here(request, near.after) if near.after else ""
    if address or not _wants_json(request):
        messages.success(request, words)
    if _wants_json(request):
        return JsonResponse({"version": document.version, "words": words, "refusal": refusal, "address": address,
                             "missing": [] if address else missing_now(request.user, document)})
    if refusal:
        messages.error(request, refusal)
    return redirect(address or reverse("curation:document", args=[document.identifier]))


def refused(request, document, data, description):
    """Nothing was saved; each complaint stands at its field."""
    if _wants_json(request):
        return JsonResponse({"error": _("Nothing was saved: mend what is marked."), "errors": description.errors()},
                            status=422)
    return show_form(request, document, data, description, status=422)


def show_form(request, document, data=None, checked=None, kept=None, status=200):
    """The describing screen. `checked` is a Description that was found wrong."""
    record = find_record(request.user, document.identifier)
    description = Description(record, data, by=request.user, shows_errors=checked is not None)
    errors = checked.errors() if checked else {}
    return render(request, "curation/describe.html", {
        **describing_context(request, record, description), "kept": kept, "errors": errors,
    }, status=status)


def show_both(request, document, data, decided=None, status=409):
    """Both versions field by field; neither is saved by showing them."""
    if _wants_json(request):
        return JsonResponse({"error": _("Somebody else saved this draft since you opened it."), "conflict": True},
                            status=409)
    current = find_document(request.user, document.identifier)
    if current.state != State.DRAFT:
        return locked(request, current)
    opened = data.get("opened") or data.get("version", "")
    return render(request, "curation/conflict.html", {
        "document": current, "opened": opened, "data": [(name, value) for name in data for value in data.getlist(name)
                                                        if name not in NOT_CARRIED and not name.startswith("keep-")],
        "clashes": differences(current, data, version_said(opened), decided),
        "revision": last_revision(current), "asks_again": decided is not None,
        "is_own": was_saved_by_nobody_else(current, version_said(opened), request.user),
    }, status=status)


NOT_CARRIED = ("csrfmiddlewaretoken", "merging", "then", "version", "opened", "typed_at")


def differences(document, data, opened_version, decided=None):
    """The Clashes of what was entered, in `data`, with what is saved now."""
    yours = Description(Document.objects.get(pk=document.pk), data)
    return clashes(yours, Description(document), opened_version, decided)


def merge(request, document):
    """Put both versions together as decided, on top of what is saved now."""
    if request.POST.get("version") != str(document.version):
        return show_both(request, document, request.POST)
    decided = decisions_in(request.POST)
    found = differences(document, request.POST, version_said(request.POST.get("opened", "")), decided)
    if any(clash.is_open for clash in found):
        return show_both(request, document, request.POST, decided, status=422)
    data = merged_data(request.POST, Description(document), decided)
    if request.POST.get("then") == "edit":
        return show_form(request, document, data)
    return save(request, document, data)


def locked(request, document):
    """A document that is no draft is not edited; the page says what to do instead."""
    if _wants_json(request):
        return JsonResponse({"error": _("“%(title)s” is %(state)s: only a draft can be edited.") % {
            "title": document.title, "state": document.get_state_display()}}, status=409)
    return render(request, "curation/locked.html", {"document": document}, status=409)


def _here(request, identifier):
    came_from = request.POST.get("from", "")
    query = f"?from={came_from}" if came_from else ""
    return reverse("curation:describe", args=[identifier]) + query


def _wants_json(request):
    return request.headers.get("Accept") == "application/json"
