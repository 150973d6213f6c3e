"""Who works here, with which rights, and what each of them did; for administrators."""
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from archive.curation.deeds import DeedFilter, deeds_on, events_by, people_with_rights
from archive.curation.guards import allowed
from archive.models import Curator

PER_PAGE = 50


@allowed("curator", "see")
def people(request):
    return render(request, "curation/people.html", {"people": people_with_rights()})


@allowed("curator", "see")
def person(request, identifier):
    """One person's ledger events, newest first, by day and kind."""
    curator = get_object_or_404(Curator.objects.prefetch_related("groups", "grants__collection"),
                                identifier=identifier)
    found = DeedFilter(request.GET, queryset=events_by(curator, request.user))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/person.html", {
        "person": curator, "filter": found, "page": page, "deeds": deeds_on(page),
    })
