"""Rows of agents and of the sheets that belong to them: what is there already, what would be new or other.

A name, function or identifier is only ever added; nothing that curators recorded of
an authority is taken away by a spreadsheet, but for a field that says `[empty]`.
"""
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.lines import CHANGED, CREATED, UNCHANGED
from archive.models import Agent, AgentName

OWN = ("kind", "country", "seat", "existence", "note")
BELONGING = ("names", "types", "external_identifiers", "relations__related", "characterisations")


def held_agents(sheets, names):
    """{heading: Agent} of the agents that the rows are about, with what belongs to them."""
    headings = {row["name"] for row in sheets["agents"]}
    for sheet in ("agent_names", "agent_relations", "characterisations"):
        headings |= {names.heading("agent", row["agent"]) for row in sheets[sheet] if row["agent"]}
    return {agent.name: agent for agent in Agent.objects.filter(name__in=headings)
            .select_related("merged_into").prefetch_related(*BELONGING)}


def field_changes(row, record, columns):
    """[(column, old, new)] of the filled cells that `record` does not say."""
    changes = []
    for column in columns:
        if row[column]:
            old, new = getattr(record, column), "" if row[column] == EMPTY else row[column]
            if old != new:
                changes.append((column, old, new))
    return changes


def pair(text):
    """(what stands before the first colon, what stands behind it)."""
    before, _colon, behind = text.partition(":")
    return before.strip(), behind.strip()


def new_types(row, agent):
    have = {one.type for one in agent.types.all()} if agent else set()
    return [one for one in dict.fromkeys(row.values("types")) if one not in have]


def new_identifiers(row, agent):
    have = {(one.scheme, one.value) for one in agent.external_identifiers.all()} if agent else set()
    return [one for one in dict.fromkeys(map(pair, row.values("identifiers"))) if one not in have]


def compare_agent(row, agent):
    """(outcome, changes) of a row of the sheet agents; `agent` is None if there is none of that name."""
    if agent is None:
        return CREATED, filled(row, row.cells)
    changes = field_changes(row, agent, OWN)
    added = new_types(row, agent)
    changes += [("types", "; ".join(one.type for one in agent.types.all()), "+ " + "; ".join(added))] if added else []
    added = [f"{scheme}: {value}" for scheme, value in new_identifiers(row, agent)]
    have = "; ".join(map(str, agent.external_identifiers.all()))
    changes += [("identifiers", have, "+ " + "; ".join(added))] if added else []
    return (CHANGED if changes else UNCHANGED), changes


def filled(row, columns):
    """The changes of a row that makes something new: every cell that says something."""
    return [(column, "", row[column]) for column in columns if row[column] and row[column] != EMPTY]


def held_name(row, agent):
    """The AgentName that the row means: of that kind, or of any if the row does not say one."""
    return next((one for one in agent.names.all()
                 if one.text == row["name"] and row["kind"] in ("", one.kind)), None)


def held_relation(row, agent, names):
    related = names.heading("agent", row["related"])
    return next((one for one in agent.relations.all()
                 if (one.kind, one.related.name, one.period) == (row["relation"], related, row["period"])), None)


def held_characterisation(row, agent, _names=None):
    return next((one for one in agent.characterisations.all()
                 if (one.kind, one.statement, one.speaker) == (row["kind"], row["statement"], row["speaker"])), None)


# {sheet: (how the held row is found, the columns that a row can change)}
PARTS = {
    "agent_names": (lambda row, agent, _names: held_name(row, agent), ("script", "language")),
    "agent_relations": (held_relation, ("certainty", "source")),
    "characterisations": (held_characterisation, ("date", "citation")),
}


def compare_part(row, agent, names):
    """(outcome, changes) of a row that belongs to an agent."""
    find, columns = PARTS[row.kind]
    held = find(row, agent, names) if agent else None
    if held is None:
        return CREATED, filled(row, row.cells)
    changes = field_changes(row, held, columns)
    return (CHANGED if changes else UNCHANGED), changes


def new_name(row, agent):
    """An unsaved AgentName."""
    return AgentName(agent=agent, text=row["name"], kind=row["kind"] or AgentName.Kind.VARIANT,
                     script=row["script"], language=row["language"])
