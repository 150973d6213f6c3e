"""What happened to a record: its revisions and its ledger events, with who did it in names."""
import json
from dataclasses import dataclass

from django.db.models import Q

from archive.curation.event_words import details_of, what_happened
from archive.models import Curator, Event, Revision
from archive.provenance.ledger import agent_name
from archive.stance.rounds import LABEL_REASONS, hidden_labels, tells_of_labels

SHOWN = 50
PREFIX = "curator:"


@dataclass(frozen=True)
class Happening:
    """One ledger event as a line of the page."""

    event: Event
    who: str

    @property
    def what(self):
        return what_happened(self.event)

    @property
    def words(self):
        """The detail in one line, without hashes and technical names."""
        return details_of(self.event, only_told=True)

    @property
    def detail(self):
        return details_of(self.event)


def kept_of(document, user):
    """The document's revisions that this person may see, newest first.

    Whoever labels it blindly does not see those that others made by labelling it.
    """
    rows = Revision.objects.filter(
        record_type="document", record_id=document.identifier).select_related("made_by").order_by("-version")
    if not hidden_labels(user, document):
        return rows
    labelling = Q()
    for reason in LABEL_REASONS:
        labelling |= Q(reason__startswith=reason)
    return rows.exclude(labelling & ~Q(made_by=user.pk))


def revisions_of(document, user):
    """The last of them, without what they hold."""
    return kept_of(document, user).defer("snapshot")[:SHOWN]


def happenings_of(document, user):
    """The last ledger events about the document and its labelling rounds, newest first.

    Whoever labels it blindly does not see those by which others would tell of their labels.
    """
    rounds = document.labelling_rounds.values_list("identifier", flat=True)
    events = list(Event.objects.filter(
        object_type__in=("document", "labellinground"), object_id__in=[document.identifier, *rounds],
    ).order_by("-sequence")[:SHOWN])
    if hidden_labels(user, document):
        events = [event for event in events if event.agent == agent_name(user) or not _tells_of_labels(event)]
    identifiers = {event.agent.removeprefix(PREFIX) for event in events if event.agent.startswith(PREFIX)}
    names = {f"{PREFIX}{curator.identifier}": str(curator)
             for curator in Curator.objects.filter(identifier__in=identifiers)}
    return [Happening(event, names.get(event.agent, event.agent)) for event in events]


def _tells_of_labels(event):
    said = json.loads(event.detail)
    return tells_of_labels(said.get("reason") or "") or tells_of_labels(said.get("action") or "")
