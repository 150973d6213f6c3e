"""The agents that public documents name: their rows, and the relations between them."""
from django.db.models import Q

from archive.models import Agent, AgentRelation
from catalog.models import PublishedAgent, PublishedAgentRelation
from catalog.projection.name import names_of, write_names

UPDATED = ("name", "kind", "types", "record", "record_version")
RELATION = ("agent_id", "related_id", "kind", "period", "certainty", "source")
OWN_FIELDS = ("country", "seat", "existence")
BELONGING = {
    "names": ("text", "kind", "script", "language"),
    "external_identifiers": ("scheme", "value"),
    "characterisations": ("kind", "statement", "speaker", "date", "citation"),
}


def write_agents(identifiers, renamed):
    """Write the rows of these agents as their authority records say now, their names and relations.

    Returns {identifier: PublishedAgent}; notes in `renamed` what changed. What is right stays as it is:
    relations belong to the version of the record, so they are read only where a row is new or changed.
    """
    agents = Agent.objects.filter(identifier__in=identifiers).order_by("pk").prefetch_related("types", *BELONGING)
    rows, names = {}, {}
    for agent in agents:
        rows[agent.identifier] = PublishedAgent(identifier=agent.identifier, **_row(agent))
        names[agent.identifier] = names_of("agent", agent.identifier, agent.name, _by_pk(agent.names.all()))
    before = PublishedAgent.objects.order_by().in_bulk(list(rows))
    different = [row for one, row in rows.items() if one not in before or _values(row) != _values(before[one])]
    renamed.agents |= {one for one, row in before.items() if (row.name, row.types) != (rows[one].name, rows[one].types)}
    renamed.touched |= {row.identifier for row in different} | write_names(names)
    if different:
        PublishedAgent.objects.bulk_create(
            different, update_conflicts=True, unique_fields=["identifier"], update_fields=UPDATED)
        write_relations([row.identifier for row in different])
    return rows


def write_relations(identifiers):
    """Let the relations that touch these agents, where both ends are public, be those of the authority records."""
    rows = list(
        AgentRelation.objects.filter(Q(agent__identifier__in=identifiers) | Q(related__identifier__in=identifiers))
        .select_related("agent", "related").order_by("pk")
    )
    ends = {end.identifier for row in rows for end in (row.agent, row.related)}
    public = set(PublishedAgent.objects.order_by().filter(pk__in=ends).values_list("pk", flat=True))
    wanted = [
        PublishedAgentRelation(
            agent_id=row.agent.identifier, related_id=row.related.identifier,
            **_fields(row, ("kind", "period", "certainty", "source")),
        )
        for row in rows if {row.agent.identifier, row.related.identifier} <= public
    ]
    touching = PublishedAgentRelation.objects.filter(Q(agent__in=identifiers) | Q(related__in=identifiers))
    if sorted(touching.order_by().values_list(*RELATION)) != sorted(_values(row, RELATION) for row in wanted):
        touching.delete()
        PublishedAgentRelation.objects.bulk_create(wanted)


def remove_unnamed_agents(identifiers):
    """Remove those of these agents that no public document names any longer; return how many rows went."""
    return PublishedAgent.objects.filter(pk__in=identifiers, mentions__isnull=True).delete()[0]


def agents_named_by(snapshot, stances):
    """Identifiers of every agent that a revision names: contributors, holders, speakers, targets."""
    named = {row["agent"]["identifier"] for row in snapshot["contributions"]}
    named |= {row["speaker_agent"]["identifier"] for row in snapshot["quotations"] if row["speaker_agent"]}
    named |= {row["holder_agent"] for row in stances} | {row["target"]["agent"] for row in stances}
    return named - {""}


def _values(row, columns=UPDATED):
    return tuple(getattr(row, name) for name in columns)


def _row(agent):
    names = [row for row in agent.names.all() if row.kind != "pejorative"]
    return {
        "name": agent.name,
        "kind": agent.kind,
        "types": [_fields(row, ("type", "period")) for row in _by_pk(agent.types.all())],
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
