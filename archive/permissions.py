"""Who may do what. Roles are groups, valid everywhere; a grant is a role for one collection only.

An administrator has the rights of every role. What each verb needs is said in
`workflow/policy.py`; here is only how a person's roles are found.
"""
from django.core.exceptions import PermissionDenied

from archive.workflow.states import Role

RANK = {Role.CATALOGUER: 1, Role.REVIEWER: 2, Role.ADMINISTRATOR: 3}


def roles_of(user):
    """The set of Role values that a user has everywhere; empty for readers and for people who left."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if not hasattr(user, "_roles"):
        names = set(user.groups.values_list("name", flat=True)) & set(Role.values)
        user._roles = names | ({Role.ADMINISTRATOR} if user.is_superuser else set())
    return user._roles


def grants_of(user):
    """{primary key of a Collection: Role} of a user's grants; empty for readers and for people who left."""
    if not user.is_authenticated or not user.is_active:
        return {}
    if not hasattr(user, "_grants"):
        user._grants = dict(user.grants.values_list("collection_id", "role"))
    return user._grants


def has_role(user, role, document=None):
    """Whether `user` has `role` or one above it: for `document` (its collection's grant counts), or
    without one anywhere at all.
    """
    held = set(roles_of(user)) | _granted(user, document)
    return any(RANK[one] >= RANK[role] for one in held)


def has_role_everywhere(user, role):
    """Whether `user` has `role` or one above it for every document and authority record."""
    return any(RANK[held] >= RANK[role] for held in roles_of(user))


def require_role(user, role, document=None):
    """Raise PermissionDenied unless `has_role(user, role, document)`."""
    if not has_role(user, role, document):
        raise PermissionDenied(f"{user} is not a {role}")


def _granted(user, document):
    grants = grants_of(user)
    if document is None:
        return set(grants.values())
    return {grants[document.collection_id]} if document.collection_id in grants else set()
