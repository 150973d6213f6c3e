"""Merges two authority records: choose the other, choose which stays, see what moves, confirm."""
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.authorities.kinds import kind_named
from archive.authorities.merge import MergeRefused, merge_records
from archive.authorities.preview import preview_merge
from archive.authorities.references import documents_of
from archive.curation.forms.merge import ChooseForm, MergeForm
from archive.curation.guards import allowed
from archive.permissions import require
from archive.provenance.revise import StaleRecord


@dataclass(frozen=True)
class Side:
    """One record as the page shows it."""

    record: object
    heading: str
    names: list
    facts: list


@allowed("agent", "merge", "GET", "HEAD", "POST")
def merge(request, key, identifier):
    """GET asks for the other record (?other= its name or identifier, ?primary= which stays); POST merges."""
    kind = kind_named(key)
    require(request.user, "merge", kind.name)
    record = get_object_or_404(kind.model, identifier=identifier)
    if request.method == "POST":
        return confirm(request, kind, record)
    choose = ChooseForm(request.GET if "other" in request.GET else None, kind=kind)
    if not choose.is_bound or not choose.is_valid():
        return render(request, "curation/merge.html", {"kind": kind, "record": record, "choose": choose},
                      status=422 if choose.is_bound else 200)
    other = choose.cleaned_data["other"]
    primary = other if request.GET.get("primary") == other.identifier else record
    return show(request, kind, record, primary, record if primary is other else other)


def confirm(request, kind, record):
    form = MergeForm(request.POST)
    if not form.is_valid():
        choose = ChooseForm(kind=kind)
        return render(request, "curation/merge.html", {"kind": kind, "record": record, "choose": choose}, status=422)
    said = form.cleaned_data
    primary = get_object_or_404(kind.model, identifier=said["primary"])
    other = get_object_or_404(kind.model, identifier=said["other"])
    primary.version, other.version = said["version"], said["other_version"]
    documents = len(documents_of(kind, other, request.user))  # those that this person may know of
    try:
        merge_records(kind, primary, other, request.user, said["reason"], said["is_sure"])
    except MergeRefused as refusal:
        return refused(request, kind, record, said, str(refusal))
    except StaleRecord:
        return refused(request, kind, record, said, _("One of the two was saved since you opened this page. "
                                                      "Look at both again, then confirm."))
    messages.success(request, ngettext(
        "“%(other)s” is now a name of “%(name)s”; %(n)s document names it.",
        "“%(other)s” is now a name of “%(name)s”; %(n)s documents name it.", documents,
    ) % {"other": other, "name": primary, "n": documents})
    return redirect(f"admin:archive_{kind.name}_change", primary.pk)


def refused(request, kind, record, said, words):
    """The same page with both records as they are now; nothing was merged, what was entered stays."""
    primary = get_object_or_404(kind.model, identifier=said["primary"])
    other = get_object_or_404(kind.model, identifier=said["other"])
    return show(request, kind, record, primary, other, words, said["reason"], status=409)


def show(request, kind, record, primary, other, refusal="", reason="", status=200):
    form = MergeForm(initial={
        "primary": primary.identifier, "other": other.identifier, "version": primary.version,
        "other_version": other.version, "reason": reason,
    })
    return render(request, "curation/merge.html", {
        "kind": kind, "record": record, "form": form, "refusal": refusal,
        "preview": preview_merge(kind, primary, other, request.user),
        "sides": (side_of(kind, primary), side_of(kind, other)),
    }, status=status)


def side_of(kind, record):
    """The heading, every name with its kind, and what else tells it from another."""
    names = [(row.text, row.get_kind_display() if hasattr(row, "get_kind_display") else row.language)
             for row in getattr(record, kind.names).order_by("pk")]
    facts = [str(row) for row in record.types.all()] if hasattr(record, "types") else []
    for name in ("kind", "country", "seat", "existence", "broader", "scope_note"):
        value = getattr(record, name, "")
        shown = getattr(record, f"get_{name}_display", lambda value=value: value)()
        facts += [str(shown)] if shown else []
    return Side(record, kind.heading_of(record), names, facts)
