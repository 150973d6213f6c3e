"""A change of a password or a second factor leaves a ledger event, in the same transaction."""
from functools import wraps

from allauth.mfa.models import Authenticator
from django.db import transaction

from archive.models import Curator
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event


def recorded(view):
    """Compare how its user can log in before and after `view`, and record what changed: kinds, never secrets."""
    @wraps(view)
    def watched(request, *args, **kwargs):
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = _ways_in(request.user)
            response = view(request, *args, **kwargs)
            _record(request.user, before, _ways_in(request.user))
        return response
    return watched


def _ways_in(user):
    """(password hash, {primary key of an Authenticator: its kind})."""
    password = Curator.objects.values_list("password", flat=True).get(pk=user.pk)
    return password, dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))


def _record(user, before, after):
    if before[0] != after[0]:
        record_event(EventType.POLICY_ASSIGNMENT, user, by=user, changed="password")
    added = sorted(after[1][pk] for pk in after[1].keys() - before[1].keys())
    removed = sorted(before[1][pk] for pk in before[1].keys() - after[1].keys())
    if added or removed:
        record_event(EventType.POLICY_ASSIGNMENT, user, by=user, changed="second factor", added=added,
                     removed=removed)
