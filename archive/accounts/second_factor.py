"""Who has a second factor, and who is led to set one up before anything else.

With SECOND_FACTOR "required" a curator without one reaches the pages of their
account and the public site; desk and administration lead to the set-up.
"""
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from archive.models.provenance import EventType
from archive.permissions import require
from archive.provenance.ledger import record_event

REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only replace one of these
CLOSED = ("curation", "admin")  # and what `curation/guards.py` guards elsewhere, as the preview of readers' page is


def has_second_factor(user):
    return Authenticator.objects.filter(user=user, type__in=REAL).exists()


def is_second_factor_missing(user):
    """Whether this person must set up a second factor before anything else."""
    return settings.SECOND_FACTOR == "required" and user.is_authenticated and not has_second_factor(user)


@transaction.atomic
def remove_second_factors(curator, by):
    """Take all second factors of somebody who lost their devices; they log in by password and set up new ones."""
    require(by, "change", "curator", curator)
    removed = Authenticator.objects.filter(user=curator)
    kinds = sorted(removed.values_list("type", flat=True))
    removed.delete()
    if kinds:
        curator.access_version += 1
        curator.save(update_fields=["access_version"])
        record_event(EventType.POLICY_ASSIGNMENT, curator, by=by, changed="second factor", removed=kinds)


class SecondFactorMiddleware:
    """Leads who lacks a required second factor from desk and administration to their account."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_closed = set(request.resolver_match.app_names) & set(CLOSED) or hasattr(view, "least_role")
        if not is_closed or not is_second_factor_missing(request.user):
            return None
        messages.warning(request, _("Set up a second factor first: the desk opens once it is done."))
        return redirect("mfa_index")
