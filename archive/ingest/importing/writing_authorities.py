"""Writes the planned rows of agents, subjects, places and targets, in the caller's transaction."""
from archive.ingest.description.directory import find_agent, find_place, find_subject
from archive.ingest.importing.authority_rows import OWN, PARTS, new_identifiers, new_name, new_types
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.concept_rows import REFERRING, SHAPES, new_labels
from archive.models import (
    Agent,
    AgentCharacterisation,
    AgentIdentifier,
    AgentRelation,
    AgentType,
    PlaceName,
    SubjectLabel,
)
from archive.provenance.revise import claim_version, keep_revisions
from archive.workflow.announce import announce_name

ORDER = ("agents", "agent_names", "agent_relations", "characterisations", "subjects", "places", "targets")
FINDING = {"subject": find_subject, "place": find_place, "agent": find_agent}


def write_authorities(plan, by, reason):
    """Write every created or changed authority row; one revision of each record, announced if it was there before."""
    touched, made = {}, set()
    lines = [line for sheet in ORDER for line in plan.lines if line.row.kind == sheet and line.is_written]
    for line in lines:
        if line.row.kind == "agents" or line.row.kind in SHAPES:
            _write_record(line, plan, touched, made)
    for line in lines:
        _refer(line, plan, touched)
    for line in lines:
        if line.row.kind in PARTS:
            _write_part(line, plan, touched)
    for model in {type(record) for record in touched.values()}:
        keep_revisions([one for one in touched.values() if isinstance(one, model)], by, reason)
    for key, record in touched.items():
        if key not in made:
            announce_name(record)


def _touch(record, touched):
    """The record as this import writes it; one that was there before takes its next version once."""
    key = type(record).__name__, record.pk
    if key not in touched:
        claim_version(record)
        touched[key] = record
    return touched[key]


def _write_record(line, plan, touched, made):
    row, record = line.row, plan.authorities.of(line.row, plan.names)
    is_new = record is None
    if is_new:
        model = Agent if row.kind == "agents" else SHAPES[row.kind][0]
        record = model(**{"name" if model is Agent else "label": row["name"] or row["label"]})
    else:
        record = _touch(record, touched)
    _set_fields(record, row)
    record.save()
    if is_new:
        touched[type(record).__name__, record.pk] = record
        made.add((type(record).__name__, record.pk))
        (plan.authorities.agents if row.kind == "agents" else plan.authorities.concepts[row.kind])[str(record)] = record
    _add_rows(record, row, is_new)


def _set_fields(record, row):
    columns = OWN if row.kind == "agents" else SHAPES[row.kind][2]
    for column in columns:
        if row[column]:
            setattr(record, column, "" if row[column] == EMPTY else row[column])
    for column in ("latitude", "longitude") if row.kind == "places" else ():
        if row[column]:
            setattr(record, column, None if row[column] == EMPTY else float(row[column]))


def _add_rows(record, row, is_new):
    held = None if is_new else record
    if row.kind == "agents":
        AgentType.objects.bulk_create([AgentType(agent=record, type=one) for one in new_types(row, held)])
        AgentIdentifier.objects.bulk_create([AgentIdentifier(agent=record, scheme=scheme, value=value)
                                             for scheme, value in new_identifiers(row, held)])
    elif row.kind in ("subjects", "places"):
        model, owner = (SubjectLabel, "subject") if row.kind == "subjects" else (PlaceName, "place")
        model.objects.bulk_create([model(**{owner: record}, language=language, text=text)
                                   for language, text in new_labels(row, held)])


def _refer(line, plan, touched):
    """Set what is broader, or which agent a target is: it may stand anywhere in the sheets."""
    row = line.row
    if row.kind not in REFERRING or not row[REFERRING[row.kind][0]]:
        return
    column, kind = REFERRING[row.kind]
    record = _touch(plan.authorities.of(row, plan.names), touched)
    setattr(record, column, None if row[column] == EMPTY else FINDING[kind](plan.names.heading(kind, row[column])))
    record.save()


def _write_part(line, plan, touched):
    row = line.row
    agent = plan.authorities.of(row, plan.names)
    agent = _touch(find_agent(plan.names.heading("agent", row["agent"])) if agent is None else agent, touched)
    find, columns = PARTS[row.kind]
    held = find(row, Agent.objects.get(pk=agent.pk), plan.names)
    if held is None:
        held = _new_part(row, agent, plan.names)
    else:
        for column in columns:
            if row[column]:
                setattr(held, column, row[column])
    held.save()


def _new_part(row, agent, names):
    if row.kind == "agent_names":
        return new_name(row, agent)
    if row.kind == "agent_relations":
        return AgentRelation(agent=agent, kind=row["relation"], certainty=row["certainty"], source=row["source"],
                             period=row["period"], related=find_agent(names.heading("agent", row["related"])))
    return AgentCharacterisation(agent=agent, kind=row["kind"], statement=row["statement"], speaker=row["speaker"],
                                 date=row["date"], citation=row["citation"])
