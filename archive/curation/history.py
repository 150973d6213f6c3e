"""What happened to a record: its revisions and its ledger events, with who did it in names."""
import json
from dataclasses import dataclass

from archive.curation.readable import as_html
from archive.models import Curator, Event, Revision

SHOWN = 50
PREFIX = "curator:"


@dataclass(frozen=True)
class Happening:
    """One ledger event as a line of the page."""

    event: Event
    who: str

    @property
    def detail(self):
        return as_html(json.loads(self.event.detail)) if self.event.detail != "{}" else ""


def revisions_of(document):
    """The last revisions, newest first, with who made them."""
    return Revision.objects.filter(
        record_type="document", record_id=document.identifier
    ).select_related("made_by").defer("snapshot").order_by("-version")[:SHOWN]


def happenings_of(document):
    """The last ledger events about the document, newest first."""
    events = list(Event.objects.filter(object_type="document", object_id=document.identifier)
                  .order_by("-sequence")[:SHOWN])
    identifiers = {event.agent.removeprefix(PREFIX) for event in events if event.agent.startswith(PREFIX)}
    names = {f"{PREFIX}{curator.identifier}": str(curator)
             for curator in Curator.objects.filter(identifier__in=identifiers)}
    return [Happening(event, names.get(event.agent, event.agent)) for event in events]
