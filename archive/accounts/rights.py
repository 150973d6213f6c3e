"""What a person's rights are; whoever changes them ends that person's sessions and leaves an event without names."""
from contextlib import contextmanager

from django.db import transaction

from archive.models import Curator
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event


def rights_of(curator):
    """What the ledger keeps of a person's rights, read from the database: roles, grants, whether they may log in.

    A program's labels are never accepted by themselves, and it decides nothing: that it is one belongs here.
    """
    saved = Curator.objects.get(pk=curator.pk)
    rights = {"roles": sorted(saved.groups.values_list("name", flat=True)), "active": saved.is_active}
    grants = dict(saved.grants.values_list("collection__code", "role"))
    marks = {"superuser": saved.is_superuser, "program": saved.is_program}
    held = {name: True for name, is_so in marks.items() if is_so}
    return {**rights, **({"grants": grants} if grants else {}), **held}


@contextmanager
def changing_rights(curator, by):
    """What is changed of `curator`'s rights inside is one transaction with its event and the end of their sessions."""
    with transaction.atomic():
        before = rights_of(curator)
        yield before
        settle_rights(curator, before, by)


def settle_rights(curator, before, by):
    """Record a change of rights since `before` (as `rights_of` gave it, None for a new person) and end the sessions.

    Must run inside the transaction that made the change; does nothing where nothing changed.
    """
    after = rights_of(curator)
    if after == before:
        return
    curator.access_version = Curator.objects.values_list("access_version", flat=True).get(pk=curator.pk) + 1
    curator.save(update_fields=["access_version"])
    forget_rights(curator)
    record_event(EventType.POLICY_ASSIGNMENT, curator, by=by, before=before, after=after)


def forget_rights(curator):
    """Drop what `permissions.py` remembers on this object of its roles and grants."""
    for name in ("_roles", "_grants"):
        curator.__dict__.pop(name, None)
