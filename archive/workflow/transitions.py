"""The only way to change a document's state.

Each verb checks the policy of `states.py`, moves the row by a conditional UPDATE
(so that of two people deciding at once exactly one wins), writes the ledger
event in the same transaction, and announces the change after commit.
"""
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from archive.models.access import AccessLevel, WithdrawalReason
from archive.models.document import Document
from archive.models.provenance import EventType, Revision
from archive.permissions import require_role
from archive.provenance.ledger import record_event
from archive.signals import document_published, document_withdrawn
from archive.workflow.states import TRANSITIONS, State


class TransitionRefused(Exception):
    """The policy, or somebody who was faster, does not let the document move; says why."""


def submit_document(document, by):
    """Send a draft to review. Raises TransitionRefused, PermissionDenied."""
    _move(document, "submit", by, {"submitted_by": by, "review_comment": "", "published_by": None})


def return_document(document, by, comment):
    """Send a document in review back to its cataloguer, saying what to mend."""
    _move(document, "return", by, {"review_comment": comment}, comment=comment)


@transaction.atomic
def publish_document(document, by, access=None, embargo_until=None, embargo_reason=""):
    """Approve the present revision for readers.

    `access` is the reviewer's decision (AccessLevel); None takes the level that
    the cataloguer proposed. With `embargo_until` (a date) readers find it from
    that day on, so nothing shows between two decisions. The approver is never
    the submitter.
    """
    require_role(by, TRANSITIONS["publish"].role)
    level = _level(document.proposed_access if access is None else access)
    _refuse_wider_than_parent(document, level)
    _refuse_wider_than_parts(document, level)
    revision = _present_revision(document)
    embargo = _embargo(by, embargo_until, embargo_reason) if embargo_until is not None else {}
    _move(document, "publish", by, {
        "published_by": by, "published_at": timezone.now(), "access_level": level,
        "published_revision": revision, **embargo,
    }, access=level, revision_sha256=revision.sha256, until=embargo_until or "", reason=embargo_reason)


def _embargo(by, until, reason):
    """The columns of an embargo."""
    if not (until and reason):
        raise TransitionRefused("to embargo a document, say the until and the reason")
    return {"embargo_until": until, "embargo_reason": reason, "embargo_reviewer": by}


def embargo_document(document, by, until, reason):
    """Hide a published document from readers until the day `until` (a date)."""
    _move(document, "embargo", by, _embargo(by, until, reason), until=until, reason=reason)


def reopen_document(document, by):
    """Edit a published document: it is a draft again, readers keep the published revision."""
    _move(document, "reopen", by, {"published_by": None})


def withdraw_document(document, by, reason, note="", is_silent=False):
    """Take a document away from readers; a tombstone stays, silent ones show no title."""
    if reason not in WithdrawalReason.values:
        raise TransitionRefused(f"“{reason}” is not a reason: choose one of {', '.join(WithdrawalReason.values)}")
    _move(document, "withdraw", by, {
        "withdrawn_at": timezone.now(), "withdrawal_reason": reason, "withdrawal_note": note,
        "is_withdrawn_silently": is_silent,
    }, reason=reason, silent=is_silent)


def restore_document(document, by, comment):
    """Take a withdrawn document up again as a draft; it needs a new review to be public."""
    _move(document, "restore", by, {
        "review_comment": comment, "published_revision": None, "published_by": None, "published_at": None,
        "access_level": AccessLevel.RESTRICTED,
    }, comment=comment)


def _move(document, name, by, changes, **said):
    transition = TRANSITIONS[name]
    require_role(by, transition.role)
    for need in transition.needs:
        if not said.get(need):
            raise TransitionRefused(f"to {name} a document, say the {need}")
    if transition.is_four_eyes and document.submitted_by_id == by.pk:
        raise PermissionDenied("nobody approves what they submitted: ask another reviewer")
    with transaction.atomic():
        rows = Document.objects.filter(
            pk=document.pk, version=document.version, state__in=transition.sources
        )
        if transition.is_four_eyes:
            rows = rows.exclude(submitted_by=by)
        if not rows.update(state=transition.target, **changes):
            raise TransitionRefused(_why_not(document, transition))
        record_event(EventType.POLICY_ASSIGNMENT, document, by=by, transition=name,
                     state=transition.target, version=document.version,
                     **{key: str(value) for key, value in said.items()})
        document.refresh_from_db()
        _announce(document, transition)


def _why_not(document, transition):
    state, version = Document.objects.values_list("state", "version").get(pk=document.pk)
    if version != document.version:
        return f"the document was edited meanwhile (version {version}, you saw {document.version}): look at it again"
    return f"a document that is {state} cannot {transition.name}: it would have to be {' or '.join(transition.sources)}"


def _level(access):
    if access not in AccessLevel.values:
        raise TransitionRefused(f"“{access}” is not an access level: choose one of {', '.join(AccessLevel.values)}")
    return AccessLevel(access)


def _present_revision(document):
    revision = Revision.objects.filter(
        record_type="document", record_id=document.identifier, version=document.version
    ).first()
    if revision is None:
        raise TransitionRefused(f"version {document.version} has no revision to publish: save the document once more")
    return revision


def _refuse_wider_than_parent(document, level):
    """Judged by the whole as it is now; the lock keeps it so until the part has moved."""
    parent = Document.objects.select_for_update().filter(pk=document.parent_id).first()
    if parent is None:
        return
    if parent.state == State.WITHDRAWN:
        raise TransitionRefused(f"the whole, “{parent}”, is withdrawn: restore and publish it first")
    if level.rank < AccessLevel(parent.access_level).rank:
        raise TransitionRefused(
            f"a part is never more open than its whole: “{parent}” is {parent.access_level}; publish it first"
        )


def _refuse_wider_than_parts(document, level):
    """The text of a whole holds its parts' words, so the strictest part decides."""
    for part in document.parts.exclude(state=State.WITHDRAWN):
        strictest = max(AccessLevel(part.proposed_access), level, key=lambda one: one.rank)
        if strictest != level:
            raise TransitionRefused(
                f"the whole shows the words of its part “{part}”, for which {strictest} access is proposed: "
                f"publish the whole as {strictest}, or change the part's proposal"
            )


def _announce(document, transition):
    signal = document_withdrawn if transition.target == "withdrawn" else document_published
    if transition.name in ("publish", "embargo", "withdraw", "restore"):
        transaction.on_commit(lambda: signal.send(sender=Document, identifier=document.identifier))
