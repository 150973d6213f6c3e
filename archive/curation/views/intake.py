"""Takes files in, and shows that nothing that was sent vanished."""
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from archive.curation.forms.intake import IntakeForm
from archive.curation.guards import for_role
from archive.ingest.intake import ingest_uploads
from archive.models import IngestBatch
from archive.workflow.states import Role

PER_PAGE = 100
LAST_BATCHES = 10


@for_role(Role.CATALOGUER, "GET", "HEAD", "POST")
def intake(request):
    is_sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if is_sent else IntakeForm()
    if is_sent and form.is_valid():
        files = [(file.name, file) for file in form.cleaned_data["files"]]
        made = ingest_uploads(files, request.user, collection=form.cleaned_data["collection"])
        return redirect("curation:batch", made.identifier)
    recent = IngestBatch.objects.select_related("started_by")[:LAST_BATCHES]
    return render(request, "curation/intake.html", {
        "form": form, "recent": recent, "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }, status=422 if is_sent else 200)


@for_role(Role.CATALOGUER)
def batch(request, identifier):
    """One batch: received = created + unchanged + refused, and every item."""
    found = get_object_or_404(IngestBatch.objects.select_related("started_by", "collection"), identifier=identifier)
    page = Paginator(found.items.select_related("document"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/batch.html", {"batch": found, "counts": found.counts(), "page": page})
