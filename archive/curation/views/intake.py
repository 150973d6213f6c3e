"""Takes files in, and shows that nothing that was sent vanished."""
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render

from archive.curation.arrivals import batches_for, find_batch, lines_of, size_in_words, told
from archive.curation.fetched import capture_offer
from archive.curation.forms.intake import IntakeForm
from archive.curation.guards import allowed
from archive.curation.reconciled import reconcile
from archive.ingest.intake import ingest_uploads
from archive.ingest.uploads.close import ARRIVING
from archive.ingest.uploads.sending import collections_for, require_sending
from archive.models import BatchItem, Document, IngestBatch, Upload

PER_PAGE = 100
LAST_BATCHES = 10
UNFINISHED_BATCHES = 20
ROWS = "described"


@allowed("batch", "add", "GET", "HEAD", "POST")
def intake(request):
    """The place to drop files; what is posted here came through the plain form."""
    is_sent = request.method == "POST"
    form = IntakeForm(request.user, *((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        collection = form.cleaned_data["collection"]
        require_sending(request.user, collection)
        files = [(file.name, file) for file in form.cleaned_data["files"]]
        return redirect("curation:batch", ingest_uploads(files, request.user, collection=collection).identifier)
    return render(request, "curation/intake.html", {
        "form": form, **_batches(request.user), **limits(), "collections": collections_for(request.user),
        **capture_offer(request.user),
    }, status=422 if is_sent else 200)


def limits():
    """What both ends keep to: the script tells it before sending, the server refuses what exceeds it."""
    return {"most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES, "most": size_in_words(settings.ORIGINAL_MAX_BYTES),
            "expiry_days": settings.UPLOAD_EXPIRY_DAYS}


def _batches(user):
    """The person's batches that still expect files, and the last ones, each with its counts."""
    arriving = Upload.objects.filter(sent_by=user, state__in=ARRIVING).values("batch")
    unfinished = list(batches_for(user).filter(pk__in=arriving)[:UNFINISHED_BATCHES])
    recent = [batch for batch in batches_for(user)[:LAST_BATCHES] if batch not in unfinished]
    counts = reconcile([*unfinished, *recent])
    return {"unfinished": [(batch, counts[batch.pk]) for batch in unfinished],
            "recent": [(batch, counts[batch.pk]) for batch in recent]}


@allowed("batch", "see")
def batch(request, identifier):
    """One batch: sent = stored + duplicates + refused + given up + still arriving; every file, every described row."""
    found = find_batch(request.user, identifier)
    if found.kind == IngestBatch.Kind.IMPORT:
        return redirect("curation:import", found.identifier)
    outcome = request.GET.get("outcome", "")
    items = _items(found, outcome)
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = lines_of(page.object_list, request.user)
    waiting = list(found.uploads.filter(state__in=ARRIVING, sent_by=request.user))
    return render(request, "curation/batch.html", {
        "batch": found, "counts": reconcile([found])[found.pk], "page": page, "outcome": outcome,
        "first_draft": _first_draft(found, request.user), **limits(),
        "expected": [(one, size_in_words(one.received), size_in_words(one.size)) for one in waiting],
        "known": [told(upload, request.user) for upload in waiting],
        "may_send": bool(waiting) and found.started_by_id == request.user.pk,
    })


def _items(found, outcome):
    """The lines of a batch: all, the files with one outcome, or the rows that describe."""
    items = found.items.select_related("document")
    if outcome == ROWS:
        return items.exclude(sheet="")
    return items.filter(sheet="", outcome=outcome) if outcome in BatchItem.Outcome.values else items


def _first_draft(found, user):
    """Of the files as they were sent, the first whose document is still a draft; None if there is none."""
    drafts = Document.objects.visible_to(user).filter(
        batch_items__batch=found, batch_items__outcome="created", batch_items__sheet="")
    place = Upload.objects.filter(batch=found, name=OuterRef("batch_items__name")).values("pk")
    return drafts.filter(state="draft").order_by(Subquery(place), "batch_items__pk").first()
