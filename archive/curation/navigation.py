"""What the header of every desk page shows: where one can go, and how much waits there."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.curation.queues import waiting_for
from archive.permissions import has_role
from archive.workflow.states import Role


@dataclass(frozen=True)
class Place:
    """One entry of the header: a URL name, its words, and the least role that has a use for it."""

    address: str
    title: str
    role: str = Role.CATALOGUER


PLACES = (
    Place("curation:desk", _("Waiting")),
    Place("curation:intake", _("Intake")),
    Place("admin:index", _("Authorities")),
    Place("admin:archive_event_changelist", _("Ledger")),
)


def desk(request):
    """Context processor: {"places": [Place, ...], "waiting": a number} for pages of the desk; else nothing.

    `waiting` is counted when a template first asks for it: one query a page.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "places": [place for place in PLACES if has_role(user, place.role)],
        "waiting": lambda: waiting_for(user),
    }
