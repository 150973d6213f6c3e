"""The moves that are open to this person now: from the policy, the role and four eyes."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.curation.forms.decision import FORMS
from archive.permissions import has_role
from archive.workflow import parts, transitions
from archive.workflow.states import TRANSITIONS

VERBS = {
    "submit": transitions.submit_document,
    "return": transitions.return_document,
    "publish": transitions.publish_document,
    "embargo": transitions.embargo_document,
    "lift": transitions.lift_embargo,
    "reopen": transitions.reopen_document,
    "withdraw": transitions.withdraw_document,
    "restore": transitions.restore_document,
}
TITLES = {
    "submit": _("Send to review"),
    "publish": _("Publish"),
    "return": _("Return with a comment"),
    "embargo": _("Set an embargo"),
    "lift": _("Lift the embargo"),
    "reopen": _("Edit again"),
    "withdraw": _("Withdraw"),
    "restore": _("Take up again"),
}
EXPLANATIONS = {
    "lift": _("Readers find it at once."),
    "reopen": _("It becomes a draft again; readers keep what is published until the next review."),
    "restore": _("It becomes a draft again and needs a new review."),
    "withdraw": _("Readers find a tombstone in its place."),
}
PRIMARY = ("submit", "publish")


@dataclass(frozen=True)
class Decision:
    """One move that is open, with the form that asks what must be said."""

    name: str
    title: str
    explanation: str
    form: object
    is_primary: bool

    @property
    def address(self):
        """The URL name that takes it."""
        return f"curation:{self.name}"


def open_decisions(document, user, bound=None):
    """Decisions that `user` may take about `document` now, the usual ones first.

    `bound` is (name, form) of a move that was just refused: its entries are kept.
    """
    return [
        Decision(name, title, EXPLANATIONS.get(name, ""), _form(name, document, bound), name in PRIMARY)
        for name, title in TITLES.items() if _is_open(document, user, TRANSITIONS[name])
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


def _is_open(document, user, transition):
    if transition.name == "lift" and document.embargo_until is None:
        return False
    is_own = transition.is_four_eyes and document.submitted_by_id == user.pk
    return document.state in transition.sources and has_role(user, transition.role, document) and not is_own


def _form(name, document, bound):
    if bound and bound[0] == name:
        form = bound[1]
    else:
        form = FORMS[name](initial={"version": document.version, "access": document.proposed_access,
                                    "until": document.embargo_until, "reason": document.embargo_reason,
                                    "embargo_until": document.embargo_until,
                                    "embargo_reason": document.embargo_reason},
                           auto_id=f"{name}-%s")
    if name not in parts.VERBS or not document.parts.all():
        del form.fields["with_parts"]
    return form
