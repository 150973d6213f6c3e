"""The only way to change a document's state.

Each verb checks the policy of `states.py`, moves the row by a conditional UPDATE
(so that of two people deciding at once exactly one wins), writes the ledger
event in the same transaction, and announces the change after commit.
"""
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.discussion.comment import comment_on
from archive.discussion.notice import tell
from archive.models.access import AccessLevel, WithdrawalReason
from archive.models.checks import is_blank
from archive.models.document import Document
from archive.models.provenance import EventType, Revision
from archive.permissions import require_role
from archive.provenance.ledger import record_event
from archive.signals import document_published, document_withdrawn
from archive.workflow.approved import approval_before
from archive.workflow.labelling import refuse_while_labelled
from archive.workflow.moves import MOVES
from archive.workflow.refusal import TransitionRefused
from archive.workflow.required import refuse_incomplete
from archive.workflow.states import TRANSITIONS, State
from archive.workflow.whole import (
    refuse_hiding_part,
    refuse_wider_than_parts,
    refuse_wider_than_whole,
    refuse_withdrawing_part,
)

# Said of a publication: an embargo that the document has is over. (None leaves it as it is.)
SHOW_NOW = "now"
ANNOUNCED = ("publish", "embargo", "lift", "restrict", "unpublish", "withdraw", "restore")
# What decisions about a published document change, one after another, without a new version of it.
STANDING = ("access_level", "embargo_until", "published_revision_id")
NEEDED = {"until": gettext_lazy("until when"), "reason": gettext_lazy("why"), "comment": gettext_lazy("the comment"),
          "access": gettext_lazy("who may still read it")}


@transaction.atomic
def submit_document(document, by):
    """Send a draft to review. Raises TransitionRefused, PermissionDenied."""
    require_role(by, TRANSITIONS["submit"].role, document)
    refuse_while_labelled(document)
    _move(document, "submit", by, {"submitted_by": by, "review_comment": "", "published_by": None})


def recall_document(document, by):
    """Take back from review what `by` submitted, while nobody has decided; it is a draft again."""
    _move(document, "recall", by, {})


@transaction.atomic
def return_document(document, by, comment):
    """Send a document in review back to its cataloguer, saying what to mend; that stays an open comment."""
    _move(document, "return", by, {"review_comment": comment}, comment=comment)
    comment_on(document, by, comment)
    tell([document.submitted_by], "returned", document, by)


@transaction.atomic
def publish_document(document, by, access=None, embargo_until=None, embargo_reason=""):
    """Approve the present revision for readers.

    `access` is the reviewer's decision (AccessLevel); None takes the level that
    the cataloguer proposed. With `embargo_until` (a day to come) readers find it
    from that day on, so nothing shows between two decisions; SHOW_NOW lifts an embargo
    that it has, None says nothing about it. The approver is never the submitter.
    """
    require_role(by, TRANSITIONS["publish"].role, document)
    level = _level(document.proposed_access if access is None else access)
    embargo = _embargo_said(by, embargo_until, embargo_reason)
    until = embargo.get("embargo_until", document.embargo_until)
    refuse_while_labelled(document)
    refuse_wider_than_whole(document, by, level)
    refuse_hiding_part(document, by, level, until)
    refuse_wider_than_parts(document, by, level, until)
    refuse_incomplete(document, level)
    revision = _present_revision(document)
    _move(document, "publish", by, {
        "published_by": by, "published_at": timezone.now(), "access_level": level,
        "published_revision": revision, **embargo,
    }, access=level, revision_sha256=revision.sha256, until=embargo_until or "", reason=embargo_reason)
    tell([document.submitted_by], "published", document, by)


def _embargo_said(by, until, reason):
    """The columns of the embargo that a publication says; none if it says nothing of it."""
    if until is None:
        return {}
    return _no_embargo() if until == SHOW_NOW else _embargo(by, until, reason)


def _embargo(by, until, reason):
    """The columns of an embargo."""
    if not (until and reason):
        raise TransitionRefused(_("to embargo a document, say until when, and why"))
    refuse_passed(until)
    return {"embargo_until": until, "embargo_reason": reason, "embargo_reviewer": by}


def refuse_passed(until):
    """An embargo hides nothing unless the day `until`, on which readers find the document, is yet to come."""
    if until <= timezone.now().date():
        raise TransitionRefused(_("%(day)s is today or past, so nothing would be hidden: choose a later day") % {
            "day": until.isoformat()})


def _no_embargo():
    return {"embargo_until": None, "embargo_reason": "", "embargo_reviewer": None}


@transaction.atomic
def embargo_document(document, by, until, reason):
    """Hide a published document from readers until the day `until` (a date, later than today)."""
    require_role(by, TRANSITIONS["embargo"].role, document)
    _hold(document)
    embargo = _embargo(by, until, reason)
    level = AccessLevel(document.access_level)
    if document.state == State.PUBLISHED and level == AccessLevel.PUBLIC:
        refuse_hiding_part(document, by, level, until)
        if document.embargo_until and until < document.embargo_until:
            refuse_wider_than_parts(document, by, level, until)
    _move(document, "embargo", by, embargo, until=until, reason=reason)


@transaction.atomic
def lift_embargo(document, by):
    """Show a published document now, whatever day its embargo said."""
    require_role(by, TRANSITIONS["lift"].role, document)
    _hold(document)
    if document.state == State.PUBLISHED:
        if document.embargo_until is None:
            raise TransitionRefused(_("there is no embargo to lift"))
        refuse_wider_than_parts(document, by, AccessLevel(document.access_level), None)
    _move(document, "lift", by, _no_embargo(), until=document.embargo_until or "")


@transaction.atomic
def restrict_document(document, by, access, reason):
    """Leave a published document to fewer readers: `access` is a stricter AccessLevel than it has.

    Opening it more widely is a publication, which needs other eyes.
    """
    require_role(by, TRANSITIONS["restrict"].role, document)
    _hold(document)
    level = _level(access)
    if document.state == State.PUBLISHED:
        if level.rank <= AccessLevel(document.access_level).rank:
            raise TransitionRefused(
                _("it is %(level)s already: choose a stricter level, or edit it again and publish it to open it "
                  "more widely") % {"level": document.get_access_level_display()})
        refuse_hiding_part(document, by, level, document.embargo_until)
    _move(document, "restrict", by, {"access_level": level}, access=level, reason=reason)


@transaction.atomic
def unpublish_document(document, by, comment):
    """Take back the revision that readers have: they have the one before it; the working copy is a draft.

    The revision before never comes with more readers, or sooner, than the one taken back.
    Raises TransitionRefused if there is none since the document was first published, or last withdrawn.
    """
    require_role(by, TRANSITIONS["unpublish"].role, document)
    _hold(document)
    before = approval_before(document) if document.state == State.PUBLISHED else None
    if document.state == State.PUBLISHED and before is None:
        raise TransitionRefused(_("readers have had no other revision to go back to: withdraw it instead"))
    changes, said = {}, {}
    if before is not None:
        level = max(AccessLevel(document.access_level), before.access, key=lambda one: one.rank)
        if level != document.access_level:
            refuse_hiding_part(document, by, level, document.embargo_until)
        changes = {"published_revision": before.revision, "published_at": before.at, "access_level": level}
        said = {"access": level, "revision_sha256": before.revision.sha256,
                "revision_version": before.revision.version, "until": document.embargo_until or ""}
    _move(document, "unpublish", by, {**changes, "published_by": None, "review_comment": comment},
          comment=comment, **said)


def reopen_document(document, by):
    """Edit a published document: it is a draft again, readers keep the published revision."""
    _move(document, "reopen", by, {"published_by": None})


@transaction.atomic
def withdraw_document(document, by, reason, note="", is_silent=False):
    """Take a document away from readers; a tombstone stays, silent ones show no title."""
    require_role(by, TRANSITIONS["withdraw"].role, document)
    if reason not in WithdrawalReason.values:
        raise TransitionRefused(_("“%(reason)s” is not a reason: choose one of %(known)s") % {
            "reason": reason, "known": ", ".join(WithdrawalReason.values)})
    refuse_withdrawing_part(document, by, reason, is_silent)
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


def _hold(document):
    """Lock the row, and read anew what another decision may have changed: such a decision makes no new version."""
    held = Document.objects.select_for_update().filter(pk=document.pk).values(*STANDING).first()
    for name, value in (held or {}).items():
        setattr(document, name, value)


def _move(document, name, by, changes, **said):
    transition = TRANSITIONS[name]
    require_role(by, transition.role, document)
    for need in transition.needs:
        if is_blank(str(said.get(need) or "")):
            raise TransitionRefused(_("to %(move)s a document, say %(what)s") % {
                "move": MOVES[name], "what": NEEDED[need]})
    if transition.is_four_eyes and document.submitted_by_id == by.pk:
        raise PermissionDenied(_("nobody approves what they submitted: ask another reviewer"))
    if transition.is_own and document.state in transition.sources and document.submitted_by_id != by.pk:
        raise PermissionDenied(_("only who submitted it takes it back: a reviewer returns it"))
    with transaction.atomic():
        rows = Document.objects.filter(
            pk=document.pk, version=document.version, state__in=transition.sources
        )
        if transition.is_four_eyes:
            rows = rows.exclude(submitted_by=by)
        if transition.is_own:
            rows = rows.filter(submitted_by=by)
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
        return _("the document was edited meanwhile (version %(now)s, you saw %(seen)s): look at it again") % {
            "now": version, "seen": document.version}
    sources = _(" or ").join(str(State(source).label) for source in transition.sources)
    return _("a document that is %(state)s cannot %(move)s: it would have to be %(states)s") % {
        "state": State(state).label, "move": MOVES[transition.name], "states": sources}


def _level(access):
    if access not in AccessLevel.values:
        raise TransitionRefused(_("“%(access)s” is not an access level: choose one of %(known)s") % {
            "access": access, "known": ", ".join(AccessLevel.values)})
    return AccessLevel(access)


def _present_revision(document):
    revision = Revision.objects.filter(
        record_type="document", record_id=document.identifier, version=document.version
    ).first()
    if revision is None:
        raise TransitionRefused(_("version %(n)s has no revision to publish: save the document once more") % {
            "n": document.version})
    return revision


def _announce(document, transition):
    signal = document_withdrawn if transition.target == "withdrawn" else document_published
    if transition.name in ANNOUNCED:
        transaction.on_commit(lambda: signal.send(sender=Document, identifier=document.identifier))
