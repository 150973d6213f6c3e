"""The address of a record that was merged, and a list narrowed to it, lead to the one that stands for it now."""
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect

from catalog.links import page_path
from catalog.models import PublishedAgent, PublishedHeading, PublishedRedirect
from catalog.parameters import IDENTIFIER


def moved(kind, identifier):
    """301 to the page of the primary; Http404 if there is none that readers may see. At most two queries."""
    redirect = PublishedRedirect.objects.filter(pk=str(identifier), kind=kind).first()
    model = PublishedAgent if kind == "agent" else PublishedHeading
    if redirect is None or not model.objects.filter(pk=redirect.to).exists():
        raise Http404
    return HttpResponsePermanentRedirect(page_path(kind, redirect.to))


def moved_list(request):
    """302 to the same list with the identifiers of primaries, if its address names a merged record; else None.

    One query, and none where no identifier is asked for.
    """
    asked = {value for values in request.GET.lists() for value in values[1] if IDENTIFIER.fullmatch(value)}
    leading = dict(PublishedRedirect.objects.filter(pk__in=asked).values_list("pk", "to")) if asked else {}
    if not leading:
        return None
    query = request.GET.copy()
    for name, values in request.GET.lists():
        query.setlist(name, list(dict.fromkeys(leading.get(value, value) for value in values)))
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
