"""Splits a digest into parts: ranges of its text, each with a description of its own."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.curation.describing import words_of_save
from archive.curation.forms.split import PartFormSet, initial_from, initial_of
from archive.curation.found import find_document, find_record
from archive.curation.guards import allowed
from archive.curation.text import text_with_evidence
from archive.curation.told import version_said
from archive.curation.views.describe import locked
from archive.parts.boundaries import suggest_boundaries
from archive.parts.elsewhere import parts_seen
from archive.parts.said import SplitRefused
from archive.parts.split import split_document
from archive.parts.uncovered import uncovered
from archive.provenance.revise import NotEditable, StaleRecord
from archive.stance.rounds import visible_stances
from archive.workflow.states import State


@allowed("part", "split", "GET", "HEAD", "POST")
def split(request, identifier):
    whole = find_document(request.user, identifier)
    if whole.is_part:
        return redirect("curation:split", whole.parent.identifier)
    if whole.state != State.DRAFT:
        return locked(request, whole)
    if request.method == "POST":
        return save(request, whole)
    proposed = proposed_parts(whole) if "propose" in request.GET else []
    rows = proposed or initial_of(parts_seen(whole.parts.all(), request.user)[0])
    return show(request, whole, PartFormSet(initial=rows, prefix="part"), is_proposed=bool(proposed))


def proposed_parts(whole):
    """First values from the headings and by-lines of the text; none for a whole that has parts already."""
    version = whole.text_version()
    if version is None or whole.parts.exists():
        return []
    return initial_from(version.text, suggest_boundaries(version.text), version.length)


def save(request, whole):
    """Split as said, or show what stands against it; nothing is half done."""
    forms = PartFormSet(request.POST, prefix="part")
    if not forms.is_valid():
        return show(request, whole, forms, status=422)
    rows = forms.said()
    whole.version = version_said(request.POST.get("version", ""))
    try:
        done = split_document(whole, [said for _form, said in rows], request.user)
    except SplitRefused as refusal:
        for index, sentence in refusal.problems:
            rows[index][0].add_error(None, sentence) if index is not None else messages.error(request, sentence)
        return show(request, find_document(request.user, whole.identifier), forms, status=422)
    except (NotEditable, StaleRecord) as refusal:
        messages.error(request, _("%(why)s. Nothing was saved; what you entered stands below.") % {"why": refusal})
        return show(request, find_document(request.user, whole.identifier), forms, status=409)
    if not (done.made or done.changed or done.removed):
        messages.info(request, words_of_save(find_document(request.user, whole.identifier), is_new=False))
        return redirect("curation:split", whole.identifier)
    messages.success(request, ngettext("Saved: %(n)s part.", "Saved: %(n)s parts.", len(rows)) % {"n": len(rows)})
    if done.removed:
        messages.info(request, _("Removed: %(titles)s.") % {"titles": ", ".join(map(str, done.removed))})
    return redirect("curation:split", whole.identifier)


def show(request, whole, forms, is_proposed=False, status=200):
    record = find_record(request.user, whole.identifier)
    context = text_with_evidence(record, visible_stances(request.user, record))
    return render(request, "curation/split.html", {
        "document": whole, "forms": forms, "is_proposed": is_proposed, "has_parts": whole.parts.exists(),
        "elsewhere": parts_seen(whole.parts.all(), request.user)[1],
        "gaps": uncovered(whole, context["text_version"]), **context,
    }, status=status)
