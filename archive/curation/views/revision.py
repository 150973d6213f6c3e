"""One revision of a record: what it said, and what changed since the one before."""
import json

from django.shortcuts import get_object_or_404, render

from archive.curation.comparing import compare_snapshots, titles_in
from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.curation.history import kept_of
from archive.curation.readable import as_html
from archive.curation.views.history import hidden_fields


@allowed("revision", "see")
def revision(request, identifier, version):
    document = find_document(request.user, identifier)
    kept = kept_of(document, request.user)
    chosen = get_object_or_404(kept, version=version)
    before = kept.filter(version__lt=version).first()
    hidden = hidden_fields(request.user, document)
    snapshot = json.loads(chosen.snapshot)
    past = json.loads(before.snapshot) if before else snapshot
    return render(request, "curation/revision.html", {
        "document": document, "revision": chosen, "before": before,
        "rows": compare_snapshots(past, snapshot, titles_in(request.user, past, snapshot), hidden),
        "whole": as_html({name: value for name, value in snapshot.items() if name not in hidden}, "document"),
    })
