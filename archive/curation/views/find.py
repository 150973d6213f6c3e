"""Finds authority records while a curator types a name, near matches beside."""
from django.http import JsonResponse

from archive.authorities.find import CLOSE, LONGEST, exact_among, find_records, near_records
from archive.authorities.kinds import kind_named
from archive.curation.guards import allowed
from archive.permissions import may


@allowed("agent", "see")
def find(request, key):
    """{"found": [record, ...], "near": [...], "may_create": bool} of ?q=; a record is what `Found.as_plain` says.

    `near` is empty where a record has a name just as typed; where some hold the words, only what is close is near.
    """
    kind = kind_named(key)
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST]
    found = find_records(kind, typed, by=request.user)
    near = [] if exact_among(found) else near_records(
        kind, typed, apart_from={one.record.pk for one in found}, by=request.user)
    near = [one for one in near if not found or one.likeness >= CLOSE]
    is_heading = any(one.heading == typed for one in found)
    return JsonResponse({
        "found": [one.as_plain() for one in found], "near": [one.as_plain() for one in near],
        "may_create": bool(typed) and not is_heading and may(request.user, "add", kind.name),
    })
