"""The history of a record: its revisions with what each changed, any two compared, the ledger beside."""
import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from archive.curation.comparing import compare_snapshots, differing, titles_in
from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.curation.history import happenings_of, kept_of
from archive.curation.told import version_said
from archive.permissions import may
from archive.provenance.restoring import NothingToRestore, restore_revision
from archive.provenance.revise import NotEditable, StaleRecord
from archive.stance.rounds import hidden_labels
from archive.workflow.states import State

PER_PAGE = 20


def hidden_fields(user, document):
    """Names of fields of a snapshot that this person must not see now: labels of others in a blind round."""
    return ("stances",) if hidden_labels(user, document) else ()


@allowed("revision", "see")
def history(request, identifier):
    document = find_document(request.user, identifier)
    rows = kept_of(document, request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/changes/history.html", {
        "document": document, "page": page,
        "lines": _lines(rows, page, hidden_fields(request.user, document)),
        "happenings": happenings_of(document, request.user), "may_restore": _may_restore(request.user, document),
    })


def _lines(kept, page, hidden):
    """[(Revision, labels of what it changed, version before or None)] of one page; snapshots are read once."""
    rows = list(page.object_list)
    if rows and page.has_next():
        rows += list(kept.filter(version__lt=rows[-1].version)[:1])
    snapshots = [json.loads(row.snapshot) for row in rows]
    lines = []
    for n, row in enumerate(rows[:PER_PAGE]):
        if n + 1 == len(rows):
            lines.append((row, None, None))
            continue
        found = differing(snapshots[n + 1], snapshots[n], hidden)
        lines.append((row, [one.label for one in found], rows[n + 1].version))
    return lines


def _may_restore(user, document):
    return document.state == State.DRAFT and may(user, "restore", "revision", document)


@allowed("revision", "see")
def compare(request, identifier):
    """Two versions, field by field; without a choice the last two."""
    document = find_document(request.user, identifier)
    rows = kept_of(document, request.user)
    after = _chosen(rows, request.GET.get("b")) if request.GET.get("b") else rows.first()
    before = _chosen(rows, request.GET.get("a")) if request.GET.get("a") else rows.filter(
        version__lte=max(1, after.version - 1) if after else 0).first()
    if before is None or after is None:
        messages.error(request, _("There are no two versions to compare."))
        return redirect("curation:history", identifier)
    before, after = sorted((before, after), key=lambda row: row.version)
    one, other = json.loads(before.snapshot), json.loads(after.snapshot)
    titles, hidden = titles_in(request.user, one, other), hidden_fields(request.user, document)
    return render(request, "curation/changes/compare.html", {
        "document": document, "before": before, "after": after, "both": (before, after),
        "versions": rows.values_list("version", flat=True)[:200],
        "rows": compare_snapshots(one, other, titles, hidden),
        "may_restore": _may_restore(request.user, document), "is_restoring": "restore" in request.GET,
    })


def _chosen(rows, version):
    return get_object_or_404(rows, version=version_said(version))


@allowed("revision", "restore", "POST")
def restore(request, identifier):
    """Make the draft say again what an earlier version said."""
    document = find_document(request.user, identifier)
    said = {name: request.POST.get(name, "") for name in ("version", "opened", "reason")}
    version, opened = version_said(said["version"]), version_said(said["opened"])
    if not (version and opened):
        messages.error(request, _("Nothing was restored: choose a version."))
        return redirect("curation:history", identifier)
    document.version = opened
    try:
        lost = restore_revision(document, request.user, version, said["reason"].strip()[:500])
    except (NothingToRestore, NotEditable, StaleRecord) as refusal:
        messages.error(request, str(refusal))
        return redirect("curation:history", identifier)
    messages.success(request, _("Version %(old)s is restored: it is version %(new)s now.")
                     % {"old": version, "new": document.version})
    for sentence in lost:
        messages.warning(request, sentence)
    return redirect("curation:document", identifier)
