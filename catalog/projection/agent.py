"""The agents that public documents name: their rows, and the relations between them."""
from django.db.models import Q

from archive.models import Agent, AgentRelation
from catalog.models import PublishedAgent, PublishedAgentRelation

OWN_FIELDS = ("country", "seat", "existence")
BELONGING = {
    "names": ("text", "kind", "script", "language"),
    "external_identifiers": ("scheme", "value"),
    "characterisations": ("kind", "statement", "speaker", "date", "citation"),
}


def write_agents(identifiers):
    """Write the rows of these agents as their authority records say now, and their relations."""
    agents = Agent.objects.filter(identifier__in=identifiers).prefetch_related("types", *BELONGING)
    for agent in agents.order_by("pk"):
        PublishedAgent.objects.update_or_create(identifier=agent.identifier, defaults=_row(agent))
    write_relations(identifiers)


def write_relations(identifiers):
    """Write the relations that touch these agents, where both ends are public."""
    PublishedAgentRelation.objects.filter(Q(agent__in=identifiers) | Q(related__in=identifiers)).delete()
    rows = list(
        AgentRelation.objects.filter(Q(agent__identifier__in=identifiers) | Q(related__identifier__in=identifiers))
        .select_related("agent", "related").order_by("pk")
    )
    ends = {end.identifier for row in rows for end in (row.agent, row.related)}
    public = set(PublishedAgent.objects.filter(pk__in=ends).values_list("pk", flat=True))
    PublishedAgentRelation.objects.bulk_create([
        PublishedAgentRelation(
            agent_id=row.agent.identifier, related_id=row.related.identifier, kind=row.kind,
            period=row.period, certainty=row.certainty, source=row.source,
        )
        for row in rows if {row.agent.identifier, row.related.identifier} <= public
    ])


def remove_unnamed_agents(identifiers):
    """Remove those of these agents that no public document names any longer."""
    PublishedAgent.objects.filter(pk__in=identifiers, mentions__isnull=True).delete()


def agents_named_by(snapshot, stances):
    """Identifiers of every agent that a revision names: contributors, holders, speakers, targets."""
    named = {row["agent"]["identifier"] for row in snapshot["contributions"]}
    named |= {row["speaker_agent"]["identifier"] for row in snapshot["quotations"] if row["speaker_agent"]}
    named |= {row["holder_agent"] for row in stances} | {row["target"]["agent"] for row in stances}
    return named - {""}


def _row(agent):
    names = [row for row in agent.names.all() if row.kind != "pejorative"]
    hidden = [row.text for row in agent.names.all() if row.kind == "pejorative"]
    return {
        "name": agent.name,
        "kind": agent.kind,
        "types": [_fields(row, ("type", "period")) for row in _by_pk(agent.types.all())],
        "hidden_names": "\n".join(sorted(hidden)),
        "record": {
            **_fields(agent, OWN_FIELDS),
            "names": [_fields(row, BELONGING["names"]) for row in _by_pk(names)],
            "external_identifiers": [
                _fields(row, BELONGING["external_identifiers"]) for row in _by_pk(agent.external_identifiers.all())
            ],
            "characterisations": [
                _fields(row, BELONGING["characterisations"])
                for row in sorted(agent.characterisations.all(), key=lambda row: (row.kind != "self", row.pk))
            ],
        },
        "record_version": agent.version,
    }


def _by_pk(rows):
    return sorted(rows, key=lambda row: row.pk)


def _fields(row, names):
    return {name: getattr(row, name) for name in names}
