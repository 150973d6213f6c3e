"""Says what happened when a form came back without a valid token (Django's CSRF_FAILURE_VIEW)."""
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def csrf_failure(request, reason=""):
    """A page in plain words; `reason`, which is Django's for developers, stays in the log."""
    return render(request, "curation/expired.html", status=403)
