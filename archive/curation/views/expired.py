"""Says what happened when a form came back without a valid token (Django's CSRF_FAILURE_VIEW)."""
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


@never_cache
def csrf_failure(request, reason=""):
    """A page in plain words; `reason`, which is Django's for developers, stays in the log.

    A script whose person is logged out (their cookies are gone, say) has the same words as after any log-out.
    """
    if request.headers.get("Accept", "").startswith("application/json") and not request.user.is_authenticated:
        words = _("You are no longer logged in. What you entered is still here: log in in another window, "
                  "then try again.")
        return JsonResponse({"error": words}, status=403)
    return render(request, "curation/expired.html", status=403)
