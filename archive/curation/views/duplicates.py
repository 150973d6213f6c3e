"""Records that may be one: a list of pairs to merge, or to tell apart for good."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from archive.authorities.distinct import NotTwo, tell_apart
from archive.authorities.duplicates import described, likely_duplicates
from archive.authorities.kinds import KINDS, kind_named
from archive.curation.guards import allowed
from archive.permissions import may

PER_PAGE = 25
LONGEST_REASON = 500


@allowed("agent", "see")
def duplicates(request):
    """Likely pairs of ?kind= (agents unless said), those that are used most first."""
    kind = kind_named(request.GET.get("kind", "agents"))
    page = Paginator(likely_duplicates(kind, request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "curation/duplicates.html", {
        "kind": kind, "kinds": list(KINDS.values()), "page": page, "pairs": described(kind, page.object_list),
        "may_merge": may(request.user, "merge", kind.name), "may_tell": may(request.user, "distinguish", kind.name),
    })


@allowed("agent", "distinguish", "POST")
def distinguish(request, key):
    """Remember that two records are different; the list goes on where it was."""
    kind = kind_named(key)
    one, other = (kind.model.objects.filter(identifier=request.POST.get(name, "")).first() for name in ("one", "other"))
    try:
        tell_apart(kind, one, other, request.user, " ".join(request.POST.get("reason", "").split())[:LONGEST_REASON])
    except NotTwo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(one)s” and “%(other)s” are different: this is remembered.")
                         % {"one": one, "other": other})
    query = {"kind": kind.key, **({"page": request.POST["page"]} if request.POST.get("page", "").isdigit() else {})}
    return HttpResponseRedirect(f"{reverse('curation:duplicates')}?{urlencode(query)}")
