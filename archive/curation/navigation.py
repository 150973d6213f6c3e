"""What the header of every desk page shows: where one can go, and how much waits there."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.curation.queues import counts_for, number_in_words, queues_of
from archive.permissions import has_role
from archive.workflow.states import Role


@dataclass(frozen=True)
class Place:
    """One entry of the header: a URL name, its words, and the least role that has a use for it.

    `is_further`: it stands under “More”, so that the header keeps to one line.
    """

    address: str
    title: str
    role: str = Role.CATALOGUER
    is_further: bool = False


PLACES = (
    Place("curation:documents", _("Documents")),
    Place("curation:intake", _("Intake")),
    Place("curation:agreement", _("Labels")),
    Place("admin:index", _("Authorities")),
    Place("curation:overview", _("Overview")),
    Place("curation:changes", _("Changes"), is_further=True),
    Place("curation:codebook", _("Codebook"), is_further=True),
    Place("admin:archive_event_changelist", _("Ledger"), is_further=True),
    Place("curation:people", _("People"), Role.ADMINISTRATOR, is_further=True),
    Place("curation:policy", _("Policy"), is_further=True),
)


@dataclass(frozen=True)
class Waiting:
    """What waits for a person: the number of documents in words ("" for none), and [(Queue, number in words)]."""

    total: str
    queues: list


def waiting_of(user):
    """The Waiting of a person; queues that are empty are left out."""
    counts = counts_for(user)
    return Waiting(
        number_in_words(counts["waiting"]) if counts["waiting"] else "",
        [(queue, number_in_words(counts[queue.name])) for queue in queues_of(user) if counts[queue.name]],
    )


def desk(request):
    """Context processor: {"places": [Place, ...], "waiting": Waiting} for pages of the desk; else nothing.

    `waiting` is counted when a template first asks for it: one query a page.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "places": [place for place in PLACES if has_role(user, place.role)],
        "waiting": lambda: waiting_of(user),
    }
