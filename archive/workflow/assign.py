"""Asks a person to take care of a document; that is neither a decision nor a revision."""
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from archive.discussion.comment import comment_on
from archive.discussion.notice import tell
from archive.models.provenance import EventType
from archive.permissions import may, require
from archive.provenance.ledger import record_event
from archive.workflow.refusal import TransitionRefused
from archive.workflow.states import Role


@transaction.atomic
def assign_document(document, to, by, comment="", *, with_parts=False):
    """Assign a document to the Curator `to`, or to nobody (None); return how many documents were.

    Raises PermissionDenied, TransitionRefused if `to` has no role for the document or for a part, and
    ValidationError for a comment that is too long.
    """
    require(by, "assign", "document", document)
    if to is not None and not may_be_assigned(to, document):
        raise TransitionRefused(_("%(who)s has no role for “%(document)s”: choose somebody else") % {
            "who": to, "document": document})
    if comment.strip():
        comment_on(document, by, comment)
    assigned = 0
    if document.assigned_to_id != (to and to.pk):
        document.assigned_to = to
        document.save(update_fields=["assigned_to"])
        record_event(EventType.POLICY_ASSIGNMENT, document, by=by, action="assigned",
                     to=to.identifier if to else "", version=document.version)
        tell([to], "assigned", document, by)
        assigned = 1
    if with_parts:
        assigned += sum(assign_document(part, to, by, with_parts=True) for part in document.parts.order_by("sequence"))
    return assigned


@transaction.atomic
def assign_documents(documents, to, by):
    """Assign all of these documents with their parts, or none; raises as `assign_document`."""
    for document in documents:
        assign_document(document, to, by, with_parts=True)


def may_be_assigned(person, document):
    """Whether this person can do something about the document; a program cannot."""
    return person.is_active and not person.is_program and may(person, "describe", "document", document)


def people_for(*collections):
    """The Curators who have a role everywhere, or one for any of these collections (primary keys); by name."""
    everywhere = Q(groups__name__in=Role.values) | Q(is_superuser=True)
    granted = Q(grants__collection__in=[one for one in collections if one is not None])
    return (get_user_model().objects.filter(everywhere | granted, is_active=True, is_program=False)
            .distinct().order_by("first_name", "username"))
