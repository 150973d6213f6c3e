"""Roles, given and taken for the documents of one collection."""
from django.utils.translation import gettext as _

from archive.accounts.rights import changing_rights
from archive.accounts.roles import RightsRefused
from archive.models import CollectionGrant
from archive.permissions import require

ROLES = dict(CollectionGrant._meta.get_field("role").choices)


def give_grant(curator, collection, role, by):
    """Give `curator` the role for `collection`, in place of the one they have for it; return the CollectionGrant.

    Raises PermissionDenied, and RightsRefused for a role that cannot be given so.
    """
    require(by, "give", "grant")
    if role not in ROLES:
        raise RightsRefused(_("“%(role)s” cannot be granted for a collection: choose cataloguer or reviewer.")
                            % {"role": role})
    with changing_rights(curator, by):
        grant, _is_new = CollectionGrant.objects.update_or_create(
            curator=curator, collection=collection, defaults={"role": role, "given_by": by})
    return grant


def take_grant(curator, collection, by):
    """Take `curator`'s role for `collection`; without one nothing happens. Raises PermissionDenied."""
    require(by, "take", "grant")
    with changing_rights(curator, by):
        CollectionGrant.objects.filter(curator=curator, collection=collection).delete()
