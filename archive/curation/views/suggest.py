"""Suggests agents while a curator types a name: headings found through any recorded name."""
from django.db.models import Q
from django.http import JsonResponse

from archive.curation.guards import for_role
from archive.models import Agent
from archive.workflow.states import Role

MOST = 20
LONGEST = 100


@for_role(Role.CATALOGUER)
def agents(request):
    """{"agents": [heading, ...]}, at most 20, those that begin with the words first."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    if not words:
        return JsonResponse({"agents": []})
    found = Agent.objects.filter(Q(name__icontains=words) | Q(names__text__icontains=words))
    headings = list(found.distinct().values_list("name", flat=True)[:MOST])
    headings.sort(key=lambda name: (not name.casefold().startswith(words.casefold()), name.casefold()))
    return JsonResponse({"agents": headings})
