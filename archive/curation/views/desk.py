"""The desk: what waits for me, and each queue as a list with search and pages."""
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from archive.curation.filters import DocumentFilter
from archive.curation.guards import for_role
from archive.curation.queues import QUEUES, counts_for, documents_in, queues_of
from archive.permissions import require_role
from archive.workflow.states import Role

PER_PAGE = 50
AT_A_GLANCE = 5
GLANCED = ("returned", "mine", "deciding", "submitted", "published", "withdrawn")


@for_role(Role.CATALOGUER)
def desk(request):
    """The first documents of each queue that concerns this person."""
    counts = counts_for(request.user)
    glances = [
        (queue, counts[queue.name], documents_in(queue, request.user)[:AT_A_GLANCE])
        for queue in queues_of(request.user) if queue.name in GLANCED
    ]
    return render(request, "curation/desk.html", {"glances": glances, "counts": counts})


@for_role(Role.CATALOGUER)
def queue(request, name):
    """One queue, filtered and in pages."""
    if name not in QUEUES:
        raise Http404
    chosen = QUEUES[name]
    require_role(request.user, chosen.role)
    found = DocumentFilter(request.GET, queryset=documents_in(chosen, request.user))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/queue.html", {
        "queue": chosen, "queues": queues_of(request.user), "counts": counts_for(request.user),
        "filter": found, "page": page,
    })
