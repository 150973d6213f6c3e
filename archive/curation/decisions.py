"""The moves that are open to this person now: from the policy, the role and four eyes."""
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.curation.forms.decision import FORMS
from archive.models.access import AccessLevel
from archive.permissions import has_role
from archive.workflow import parts, transitions
from archive.workflow.approved import approval_before
from archive.workflow.states import TRANSITIONS

VERBS = {
    "submit": transitions.submit_document,
    "recall": transitions.recall_document,
    "return": transitions.return_document,
    "publish": transitions.publish_document,
    "embargo": transitions.embargo_document,
    "lift": transitions.lift_embargo,
    "restrict": transitions.restrict_document,
    "unpublish": transitions.unpublish_document,
    "reopen": transitions.reopen_document,
    "withdraw": transitions.withdraw_document,
    "restore": transitions.restore_document,
}
TITLES = {
    "publish": _("Publish"),
    "submit": _("Send to review"),
    "return": _("Return with a comment"),
    "recall": _("Take back from review"),
    "reopen": _("Edit again"),
    "restore": _("Take up again"),
    "embargo": _("Set an embargo"),
    "lift": _("Lift the embargo"),
    "restrict": _("Restrict"),
    "unpublish": _("Take back this revision"),
    "withdraw": _("Withdraw"),
}
# What each does, in one sentence, beside the button.
EXPLANATIONS = {
    "publish": _("Readers find this version at once, or from the day that you set."),
    "submit": _("It waits for a reviewer, and nobody edits it meanwhile."),
    "recall": _("It becomes a draft again; no reviewer decides about it before you send it again."),
    "return": _("It is a draft again; your comment stays open until somebody settles it."),
    "reopen": _("It becomes a draft again; readers keep what is published until the next review."),
    "restore": _("It becomes a draft again and needs a new review."),
    "embargo": _("Readers do not find it until that day; nothing is said to them."),
    "lift": _("Readers find it at once."),
    "restrict": _("Only the readers of that level keep it; to all others it is as if it had never been."),
    "unpublish": _("Readers have the version published before it again; the record becomes a draft."),
    "withdraw": _("Readers find a tombstone in its place, and the reason; it can be taken up again."),
}
DONE = {
    "publish": _("Published."), "submit": _("Sent to review."), "return": _("Returned."),
    "recall": _("It is a draft again."),
    "reopen": _("It is a draft again."), "restore": _("It is a draft again."), "embargo": _("The embargo is set."),
    "lift": _("The embargo is lifted."), "restrict": _("Restricted."),
    "unpublish": _("Readers have the version before it again."), "withdraw": _("Withdrawn."),
}
PRIMARY = ("publish", "submit")  # the first that is open is the one primary action of the page
TAKING_AWAY = ("restrict", "unpublish", "withdraw")


@dataclass(frozen=True)
class Decision:
    """One move that is open, with the form that asks what must be said."""

    name: str
    title: str
    explanation: str
    form: object
    is_primary: bool
    is_taking_away: bool

    @property
    def address(self):
        """The URL name that takes it."""
        return f"curation:{self.name}"


def open_decisions(document, user, bound=None):
    """Decisions that `user` may take about `document` now, the usual ones first.

    `bound` is (name, form) of a move that was just refused: its entries are kept.
    """
    names = [name for name in TITLES if is_open(name, document, user)]
    primary = next((name for name in PRIMARY if name in names), None)
    return [
        Decision(name, TITLES[name], EXPLANATIONS[name], _form(name, document, bound), name == primary,
                 name in TAKING_AWAY)
        for name in names
    ]


def waits_for_other_eyes(document, user):
    """Whether only four eyes keep this person from publishing: the page says so."""
    publish = TRANSITIONS["publish"]
    return (document.state in publish.sources and has_role(user, publish.role, document)
            and document.submitted_by_id == user.pk)


def decide(name, document, by, said, with_parts):
    """Make the move, with the parts if asked; return how many documents moved."""
    if with_parts and name in parts.VERBS and document.parts.exists():
        return parts.move_with_parts(document, by, name, **said)
    VERBS[name](document, by, **said)
    return 1


def form_for(name, document, data=None, **options):
    """The form of one move of `document`, bound to `data` if there is any."""
    if name == "restrict":
        options["present"] = document.access_level
    return FORMS[name](data, auto_id=f"{name}-%s", **options)


def is_open(name, document, user):
    """Whether `user` may make this move of `document` now."""
    transition = TRANSITIONS[name]
    if document.state not in transition.sources or not has_role(user, transition.role, document):
        return False
    is_submitter = document.submitted_by_id == user.pk
    if is_submitter if transition.is_four_eyes else transition.is_own and not is_submitter:
        return False
    return CONDITIONS[name](document) if name in CONDITIONS else True


CONDITIONS = {
    "lift": lambda document: document.embargo_until is not None,
    "restrict": lambda document: document.access_level != AccessLevel.DARK,
    "unpublish": lambda document: approval_before(document) is not None,
}


def _form(name, document, bound):
    if bound and bound[0] == name:
        form = bound[1]
    else:
        form = form_for(name, document, initial={
            "version": document.version, "access": document.proposed_access,
            **_embargo_of(document, name),
        })
    if name not in parts.VERBS or not document.parts.all():
        del form.fields["with_parts"]
    return form


def _embargo_of(document, name):
    """First values of an embargo that is, or was proposed; one that has ended is not proposed again."""
    until = document.embargo_until
    if until is None or until <= timezone.now().date():
        return {}
    reason = document.embargo_reason
    return {"until": until, "embargo_until": until, "embargo_reason": reason,
            "reason": reason if name == "embargo" else ""}
