"""One revision of a record: what it said, and what changed since the one before."""
import json

from django.shortcuts import get_object_or_404, render

from archive.curation.found import find_document
from archive.curation.guards import for_role
from archive.curation.readable import as_html, differences
from archive.models import Revision
from archive.workflow.states import Role


@for_role(Role.CATALOGUER)
def revision(request, identifier, version):
    document = find_document(request.user, identifier)
    kept = Revision.objects.filter(record_type="document", record_id=identifier).select_related("made_by")
    chosen = get_object_or_404(kept, version=version)
    before = kept.filter(version__lt=version).order_by("version").last()
    snapshot = json.loads(chosen.snapshot)
    return render(request, "curation/revision.html", {
        "document": document, "revision": chosen, "before": before,
        "changes": differences(json.loads(before.snapshot), snapshot) if before else [],
        "whole": as_html(snapshot, "document"),
    })
