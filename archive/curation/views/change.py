"""Changes of many records: the list, one of them document by document, and taking it back."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from archive.changes.undo import UndoRefused, preview_undo, undo_change_set
from archive.curation.comparing import compare_snapshots, titles_in
from archive.curation.guards import allowed
from archive.models import ChangedDocument, ChangeSet, Document
from archive.permissions import roles_of
from archive.provenance.restoring import snapshots_at
from archive.stance.rounds import hidden_document_ids

PER_PAGE = 50


def change_sets_for(user):
    """The ChangeSets of which this person may see at least one document, or made."""
    if roles_of(user):
        return ChangeSet.objects.all()
    theirs = ChangedDocument.objects.filter(
        change_set=OuterRef("pk"), document__in=Document.objects.visible_to(user))
    return ChangeSet.objects.filter(Q(made_by=user) | Exists(theirs))


def rows_for(user, change_set):
    """The documents of a set that this person may see; those that are gone, for who sees all."""
    rows = change_set.documents.select_related("document")
    return rows if roles_of(user) else rows.filter(document__in=Document.objects.visible_to(user))


@allowed("change", "see")
def changes(request):
    changed = ~Q(documents__version_before=F("documents__version_after"))
    if not roles_of(request.user):
        changed &= Q(documents__document__in=Document.objects.visible_to(request.user).values("pk"))
    sets = change_sets_for(request.user).select_related("made_by", "undone_by", "undoes").annotate(
        touched=Count("documents", filter=changed)).order_by("-pk")
    page = Paginator(sets, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/changes/changes.html", {"page": page})


@allowed("change", "see")
def change(request, identifier):
    """What one act did to each document."""
    change_set = _find(request, identifier)
    rows = rows_for(request.user, change_set)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/changes/change.html", {
        "change_set": change_set, "page": page, "lines": _lines(page.object_list, request.user),
        "kept": rows.filter(version_before=F("version_after")).count(),
        "is_open": change_set.kind != ChangeSet.Kind.UNDO and not hasattr(change_set, "undone_by"),
    })


@allowed("change", "undo", "GET", "HEAD", "POST")
def undo(request, identifier):
    """What undoing would do, and doing it."""
    change_set = _find(request, identifier)
    try:
        if request.method == "POST":
            done = undo_change_set(change_set, request.user)
            messages.success(request, _("Undone. What was left as it is stands below with the reason."))
            return redirect("curation:change", done.identifier)
        lines = preview_undo(change_set, request.user)
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("curation:change", change_set.identifier)
    visible = set(rows_for(request.user, change_set).values_list("pk", flat=True))
    shown = [line for line in lines if line.changed.pk in visible]
    return render(request, "curation/changes/undo.html", {
        "change_set": change_set,
        "kept": [line for line in shown if line.kept_because],
        "removed": [line for line in shown if line.is_removed],
        "restored": [line for line in shown if line.snapshot],
    })


def _find(request, identifier):
    sets = change_sets_for(request.user).order_by("-pk").select_related("made_by", "undoes", "undone_by", "batch")
    return get_object_or_404(sets, identifier=identifier)


def _lines(rows, user):
    """[(ChangedDocument, [Compared])] of one page, from snapshots that are read once."""
    rows = list(rows)
    places = [(row.identifier, version) for row in rows for version in (row.version_before, row.version_after)
              if row.version_before != row.version_after]
    kept = snapshots_at(places)
    titles, blind = titles_in(user, *kept.values()), set(hidden_document_ids(user).values_list("document", flat=True))
    return [(row, _compared(row, kept, titles, ("stances",) if row.document_id in blind else ())) for row in rows]


def _compared(row, kept, titles, hidden):
    before, after = (kept.get((row.identifier, n)) for n in (row.version_before, row.version_after))
    return compare_snapshots(before, after, titles, hidden) if before and after else []
