"""Who may do what. Roles are groups, valid everywhere; a grant is a role for one collection only.

An administrator has the rights of every role. What each verb needs is said in
`workflow/policy.py`; here is only how a person's roles are found.
"""
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from archive.workflow.policy import rule_for
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


def sees(user, document):
    """Whether `Document.objects.visible_to(user)` gives this document; asks no more than who `user` is."""
    return bool(roles_of(user)) or document.collection_id in grants_of(user)


def title_for(user, document):
    """The document's title; of one that `user` may not see, only that it lies elsewhere."""
    return document.title if sees(user, document) else _("a document in another collection")


def may(user, verb, kind, record=None):
    """Whether the policy lets `user` do `verb` to `record`, a row of `kind`; without one, to any at all.

    What the policy says in words besides the role ("only one's own") the verbs see to.
    """
    rule = rule_for(kind, verb)
    if rule is None:
        return False
    if not rule.counts_grants:
        return has_role_everywhere(user, rule.role)
    return has_role(user, rule.role, document_of(record))


def require(user, verb, kind, record=None):
    """Raise PermissionDenied, in words, unless `may(user, verb, kind, record)`."""
    if not may(user, verb, kind, record):
        raise PermissionDenied(refusal(kind, verb))


def refusal(kind, verb):
    """Why somebody may not, in words: the role that they lack."""
    rule = rule_for(kind, verb)
    if rule is None:
        return _("Nobody may do this.")
    return _("This needs the role “%(role)s”.") % {"role": Role(rule.role).label}


def document_of(record):
    """What lies in a collection of `record`: itself, or the document that it belongs to; None for none.

    A Collection stands for its own documents.
    """
    if record is None or hasattr(record, "collection_id"):
        return record
    if record._meta.model_name == "collection":
        return SimpleNamespace(collection_id=record.pk)
    return getattr(record, "document", None) or record


def _granted(user, document):
    grants = grants_of(user)
    if document is None:
        return set(grants.values())
    collection = getattr(document, "collection_id", None)
    return {grants[collection]} if collection in grants else set()
