"""My account: how I log in, which rights I have, in which language and by which ways I am told what waits."""
from functools import wraps

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from archive.accounts.second_factor import is_second_factor_missing
from archive.accounts.wishes import set_wants_email
from archive.curation.guards import forbidden
from archive.permissions import roles_of
from archive.workflow.states import Role


@login_required
@never_cache
@require_safe
def my_account(request):
    """What this person can change about their own account."""
    ways = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    codes = next((way.wrap() for way in ways if way.type == Authenticator.Type.RECOVERY_CODES), None)
    return render(request, "account/my_account.html", {
        "totp": next((way for way in ways if way.type == Authenticator.Type.TOTP), None),
        "passkeys": [way for way in ways if way.type == Authenticator.Type.WEBAUTHN],
        "codes_left": None if codes is None else len(codes.get_unused_codes()),
        "is_missing": is_second_factor_missing(request.user),
        "roles": [role.label for role in Role if role in roles_of(request.user)],
        "grants": request.user.grants.select_related("collection"),
    })


@login_required
@require_POST
def wishes(request):
    """Take or leave the e-mail about what waits."""
    set_wants_email(request.user, "wants_email" in request.POST)
    messages.success(request, _("Saved."))
    return redirect("mfa_index")


def with_password(view):
    """Only for who has a password; another one is set by an administrator."""
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            return forbidden(request, _("This account has no password: an administrator can set one."))
        return view(request, *args, **kwargs)
    return guarded
