"""Who may do what. Roles are groups; an administrator has the rights of every role."""
from django.core.exceptions import PermissionDenied

from archive.workflow.states import Role

RANK = {Role.CATALOGUER: 1, Role.REVIEWER: 2, Role.ADMINISTRATOR: 3}


def roles_of(user):
    """The set of Role values of a user; empty for readers and for people who left."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if not hasattr(user, "_roles"):
        names = set(user.groups.values_list("name", flat=True)) & set(Role.values)
        user._roles = names | ({Role.ADMINISTRATOR} if user.is_superuser else set())
    return user._roles


def has_role(user, role):
    """Whether `user` has `role` or one above it."""
    return any(RANK[held] >= RANK[role] for held in roles_of(user))


def require_role(user, role):
    """Raise PermissionDenied unless `user` has `role` or one above it."""
    if not has_role(user, role):
        raise PermissionDenied(f"{user} is not a {role}")
