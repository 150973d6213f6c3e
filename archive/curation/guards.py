"""The one decorator that lets a request into the desk: login, role, method, in this order."""
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive.permissions import has_role, may
from archive.workflow.policy import rule_for
from archive.workflow.states import Role


def for_role(role, *methods):
    """Let in who has `role` or one above it, and only by `methods` (GET and HEAD unless told).

    Anonymous people are sent to log in; others get a page that says in words why
    not, and so does whoever the called verb refuses (PermissionDenied). A view
    that changes state names POST and has its CSRF token checked by Django.
    """
    return lambda view: _guarded(view, role, methods, lambda user: has_role(user, role))


def _guarded(view, role, methods, is_let_in):
    by_method = require_http_methods(methods or ("GET", "HEAD"))(view)

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if _holds_nul(request, kwargs):
            raise SuspiciousOperation("NUL, which no address of ours holds")
        if not is_let_in(request.user):
            return forbidden(request, _("This needs the role “%(role)s”.") % {"role": Role(role).label})
        try:
            return by_method(request, *args, **kwargs)
        except PermissionDenied as refused:
            return forbidden(request, str(refused))

    guarded.least_role = role
    return guarded


def _holds_nul(request, kwargs):
    """Whether the address contains NUL: PostgreSQL would break off at it."""
    texts = [text for _name, values in request.GET.lists() for text in values]
    return any("\0" in str(text) for text in (*kwargs.values(), *texts))


def allowed(kind, verb, *methods):
    """Let in whom the policy table lets do `verb` to some record of `kind`; to which one, the called verb asks.

    Otherwise as `for_role`, which is for what is no record.
    """
    rule = rule_for(kind, verb)
    if rule is None:
        raise LookupError(f"the policy lets nobody {verb} a {kind}")

    def decorate(view):
        guarded = _guarded(view, rule.role, methods, lambda user: may(user, verb, kind))
        guarded.rule = rule
        return guarded
    return decorate


def is_at_desk(request):
    """Whether somebody who may work here asked for an address of the desk."""
    user = getattr(request, "user", None)
    return request.path.startswith(reverse("curation:desk")) and bool(user and has_role(user, Role.CATALOGUER))


def not_here(request):
    """The desk's page for an address at which there is nothing, or nothing that this person may see."""
    return render(request, "curation/absent.html", status=404)


def forbidden(request, why):
    """The page for those who may not, with the reason in words."""
    return render(request, "curation/forbidden.html", {"why": why}, status=403)
