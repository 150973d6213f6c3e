"""The one decorator that lets a request into the desk: login, role, method, in this order."""
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive.permissions import has_role


def for_role(role, *methods):
    """Let in who has `role` or one above it, and only by `methods` (GET and HEAD unless told).

    Anonymous people are sent to log in; others get a page that says in words why
    not, and so does whoever the called verb refuses (PermissionDenied). A view
    that changes state names POST and has its CSRF token checked by Django.
    """
    def decorate(view):
        allowed = require_http_methods(methods or ("GET", "HEAD"))(view)

        @wraps(view)
        @never_cache
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, role):
                return forbidden(request, _("This needs the role “%(role)s”.") % {"role": role.label})
            try:
                return allowed(request, *args, **kwargs)
            except PermissionDenied as refusal:
                return forbidden(request, str(refusal))

        guarded.least_role = role
        return guarded
    return decorate


def forbidden(request, why):
    """The page for those who may not, with the reason in words."""
    return render(request, "curation/forbidden.html", {"why": why}, status=403)
