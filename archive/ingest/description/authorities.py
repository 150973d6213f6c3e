"""Writes the described agents, subjects, places and targets that do not exist yet.

A record that exists is kept as it is: the curators' own work is never
overwritten by a spreadsheet. Only further names are added to it.
"""
from archive.ingest.description.directory import find_agent, find_place, find_subject
from archive.models import (
    Agent,
    AgentCharacterisation,
    AgentIdentifier,
    AgentName,
    AgentRelation,
    AgentType,
    Place,
    PlaceName,
    StanceTarget,
    Subject,
    SubjectLabel,
)
from archive.provenance.revise import claim_version, keep_revisions

KEPT = "exists already and was kept as it is"


def write_authorities(sheets, by, tally):
    """Create what the sheets name and the database lacks; keep one revision of each touched record."""
    touched = {}
    _write_agents(sheets, tally, touched)
    _write_concepts(sheets.get("subjects", []), SubjectLabel, "subject", tally, touched)
    _write_concepts(sheets.get("places", []), PlaceName, "place", tally, touched)
    _write_targets(sheets.get("targets", []), tally, touched)
    for model in (Agent, Subject, Place, StanceTarget):
        records = [record for record in touched.values() if isinstance(record, model)]
        if records:
            keep_revisions(records, by, "described by an import")


def _touch(record, touched):
    """Remember that `record` changes in this import; an older record takes its next version once."""
    if record.identifier not in touched:
        claim_version(record)
        touched[record.identifier] = record


def _write_agents(sheets, tally, touched):
    for row in sheets.get("agents", []):
        agent, is_new = Agent.objects.get_or_create(name=row["name"], defaults={
            "kind": row["kind"] or Agent.Kind.UNRESOLVED, "country": row["country"], "seat": row["seat"],
            "existence": row["existence"], "note": row["note"],
        })
        if not is_new:
            tally.unchanged(row, KEPT)
            continue
        touched[agent.identifier] = agent
        AgentType.objects.bulk_create([AgentType(agent=agent, type=type_) for type_ in _once(row.values("types"))])
        AgentIdentifier.objects.bulk_create([
            AgentIdentifier(agent=agent, scheme=scheme, value=value)
            for scheme, value in _once(map(_pair, row.values("identifiers")))
        ])
        tally.created(row)
    for sheet, write in (("agent_names", _agent_name), ("agent_relations", _agent_relation),
                         ("characterisations", _characterisation)):
        for row in sheets.get(sheet, []):
            _write_belonging(row, write, tally, touched)


def _pair(text):
    """(what stands before the first colon, what stands behind it)."""
    before, _colon, behind = text.partition(":")
    return before.strip(), behind.strip()


def _once(values):
    return list(dict.fromkeys(values))


def _write_belonging(row, write, tally, touched):
    agent = find_agent(row["agent"])
    model, key, defaults = write(row)
    if model.objects.filter(agent=agent, **key).exists():
        tally.unchanged(row, KEPT)
        return
    _touch(agent, touched)
    model.objects.create(agent=agent, **key, **defaults)
    tally.created(row)


def _agent_name(row):
    key = {"text": row["name"], "kind": row["kind"] or AgentName.Kind.VARIANT}
    return AgentName, key, {"script": row["script"], "language": row["language"]}


def _agent_relation(row):
    key = {"kind": row["relation"], "related": find_agent(row["related"]), "period": row["period"]}
    return AgentRelation, key, {"certainty": row["certainty"], "source": row["source"]}


def _characterisation(row):
    key = {"kind": row["kind"], "statement": row["statement"], "speaker": row["speaker"]}
    return AgentCharacterisation, key, {"date": row["date"], "citation": row["citation"]}


def _write_concepts(rows, label_model, owner, tally, touched):
    """Subjects or places; the broader one may stand anywhere in the sheet, or exist already."""
    model, find = (Subject, find_subject) if owner == "subject" else (Place, find_place)
    created = []
    for row in rows:
        fields = {"scope_note": row["scope_note"]} if model is Subject else {
            name: float(row[name]) for name in ("latitude", "longitude") if row[name]}
        record, is_new = model.objects.get_or_create(label=row["label"], defaults=fields)
        if not is_new:
            tally.unchanged(row, KEPT)
            continue
        touched[record.identifier] = record
        created.append((record, row))
        label_model.objects.bulk_create([
            label_model(**{owner: record}, language=language, text=text)
            for language, text in _once(map(_pair, row.values("labels") + row.values("names")))
        ])
        tally.created(row)
    for record, row in created:
        if row["broader"]:
            record.broader = find(row["broader"])
            record.save()


def _write_targets(rows, tally, touched):
    for row in rows:
        target, is_new = StanceTarget.objects.get_or_create(label=row["label"], defaults={
            "kind": row["kind"], "agent": find_agent(row["agent"]) if row["agent"] else None,
            "scope_note": row["scope_note"],
        })
        if is_new:
            touched[target.identifier] = target
            tally.created(row)
        else:
            tally.unchanged(row, KEPT)
