"""The desk: what waits for me, and each queue as a list with search and pages."""
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from archive.curation.filters import DocumentFilter
from archive.curation.glance import glances_of
from archive.curation.guards import allowed, forbidden
from archive.curation.queues import (
    QUEUES,
    counts_for,
    documents_in,
    may_see,
    number_in_words,
    queues_of,
    with_facts,
)
from archive.curation.trouble import lines_of
from archive.permissions import refusal
from archive.workflow.assign import people_for

PER_PAGE = 50
WHY_NOT = ("document", "publish")  # what the queues of reviewers are for


@allowed("queue", "see")
def desk(request):
    """The first lines of each queue that concerns this person, and the number in each."""
    return render(request, "curation/desk.html", {
        "glances": glances_of(request.user), "counts": counts_for(request.user), "numbers": numbers_of(request.user),
    })


@allowed("queue", "see")
def queue(request, name):
    """One queue, filtered and in pages."""
    if name not in QUEUES:
        raise Http404
    chosen = QUEUES[name]
    if not may_see(request.user, chosen):
        return forbidden(request, refusal(*WHY_NOT))
    context = {"queue": chosen, "numbers": numbers_of(request.user), "counts": counts_for(request.user)}
    if chosen.rows:
        return render(request, "curation/queue.html", {**context, "troubles": lines_of(chosen, request.user)})
    found = DocumentFilter(request.GET, queryset=with_facts(documents_in(chosen, request.user), request.user),
                           request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/queue.html", {
        **context, "filter": found, "page": page,
        "people": people_for(*{document.collection_id for document in page}),
    })


def numbers_of(user):
    """[(Queue, number in words)] of every queue of this person."""
    counts = counts_for(user)
    return [(one, number_in_words(counts[one.name])) for one in queues_of(user)]
