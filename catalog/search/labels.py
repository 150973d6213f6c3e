"""Names of agents and labels of headings, folded once for all documents that name them."""
from collections import defaultdict

from catalog.models import PublishedAgent, PublishedHeading, PublishedUse
from catalog.search.folding import fold

GONE = "", ()  # an agent or heading that was removed since: its documents are about to be read again
MOST = 50_000  # what is kept at a time: memory stays bounded however many agents there are


class Labels:
    """Filled batch by batch; asked without any query."""

    def __init__(self):
        self._agents = {}  # identifier: (folded name, types)
        self._headings = {}  # identifier: (kind, folded label)
        self._folded = {}

    def folded(self, text):
        """`fold`, remembered."""
        if text not in self._folded:
            if len(self._folded) >= MOST:
                self._folded.clear()
            self._folded[text] = fold(text)
        return self._folded[text]

    def know_agents(self, identifiers):
        """Read those agents that are not known yet, in one query."""
        unknown = _room_for(self._agents, identifiers)
        rows = PublishedAgent.objects.filter(pk__in=unknown).order_by().values_list("pk", "name", "types")
        for pk, name, types in rows:
            self._agents[pk] = fold(name), [one["type"] for one in types]

    def names_of(self, people):
        """Folded names and forms as printed of [(agent, as printed)], each once."""
        words = {}
        for agent, as_printed in people:
            words[self._agents.get(agent, GONE)[0]] = None
            words[self.folded(as_printed)] = None
        words.pop("", None)
        return list(words)

    def types_of(self, agents):
        """The different types of these agents, in order."""
        return list(dict.fromkeys(kind for agent in agents for kind in self._agents.get(agent, GONE)[1]))

    def uses_of(self, documents):
        """{document: (subjects, places)}: the identifiers of the headings that each uses."""
        uses = PublishedUse.objects.filter(document__in=documents).order_by("pk").values_list(
            "document_id", "heading_id")
        rows = list(uses)
        unknown = _room_for(self._headings, {heading for _document, heading in rows})
        for pk, kind, label in PublishedHeading.objects.filter(pk__in=unknown).order_by().values_list(
                "pk", "kind", "label"):
            self._headings[pk] = kind, fold(label)
        found = defaultdict(lambda: ([], []))
        for document, heading in rows:
            kind = self._headings.get(heading, GONE)[0]
            if kind in (PublishedHeading.Kind.SUBJECT, PublishedHeading.Kind.PLACE):
                found[document][kind == PublishedHeading.Kind.PLACE].append(heading)
        return found

    def headings(self, identifiers):
        """Folded labels."""
        return [self._headings[heading][1] for heading in identifiers]


def _room_for(known, identifiers):
    """Those that are not in `known`; when it is full it is emptied first."""
    if len(known) > MOST:
        known.clear()
    return [one for one in identifiers if one not in known]
