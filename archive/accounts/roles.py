"""Roles, given and taken everywhere."""
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext as _

from archive.accounts.rights import changing_rights
from archive.models import Curator
from archive.permissions import require
from archive.workflow.states import Role


class RightsRefused(Exception):
    """This change of rights would leave the archive without what it needs; says what."""


def set_roles(curator, roles, by):
    """Give `curator` exactly these roles (values of Role), and end their sessions if that changes anything.

    Raises PermissionDenied, and RightsRefused where nobody would be left to administer.
    """
    require(by, "change", "curator", curator)
    unknown = set(roles) - set(Role.values)
    if unknown:
        raise RightsRefused(_("There is no role “%(role)s”.") % {"role": ", ".join(sorted(unknown))})
    if Role.ADMINISTRATOR not in roles and not curator.is_superuser:
        refuse_last_administrator(curator)
    with changing_rights(curator, by):
        curator.groups.set(Group.objects.filter(name__in=roles))


def refuse_last_administrator(curator):
    """Raise RightsRefused if `curator` is the only one who can administer."""
    holds_role = Q(groups__name=Role.ADMINISTRATOR) | Q(is_superuser=True)
    administrators = Curator.objects.filter(holds_role, is_active=True)
    if administrators.filter(pk=curator.pk).exists() and not administrators.exclude(pk=curator.pk).exists():
        raise RightsRefused(_("This is the only administrator: give the role to somebody else first."))
