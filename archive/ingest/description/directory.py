"""Which agents, subjects and places a name can mean: any recorded form of a name will do.

A heading always means its own record, even where it is also another's variant; that
of a merged record means the one that it was merged into.
"""
from archive.models import Agent, AgentName, Place, PlaceName, Subject, SubjectLabel


def find_agent(name):
    """The Agent whose heading, or else whose only holder of a recorded name, is `name`; see `_living`."""
    return _living(Agent.objects.filter(name=name).first() or Agent.objects.named(name).get())


def find_subject(label):
    return _find(Subject, "labels__text", label)


def find_place(label):
    return _find(Place, "names__text", label)


def _find(model, lookup, label):
    return _living(
        model.objects.filter(label=label).first() or model.objects.filter(**{lookup: label}).distinct().get())


def _living(record):
    """The record that it was merged into, if it was: the old heading goes on to mean what it meant."""
    return record.merged_into or record


def agent_names(sheets, wanted):
    """{name: headings of the agents who have it} for the `wanted` names, from the sheets and the database."""
    headings = {row["name"] for row in sheets.get("agents", [])}
    headings |= set(Agent.objects.filter(name__in=wanted).values_list("name", flat=True))
    forms = [(row["name"], row["agent"]) for row in sheets.get("agent_names", [])]
    forms += AgentName.objects.filter(text__in=wanted).values_list("text", "agent__name")
    merged = Agent.objects.filter(name__in=wanted, merged_into__isnull=False).values_list("name", "merged_into__name")
    return _holders(wanted, headings, forms, dict(merged))


def subject_names(sheets, wanted):
    """As `agent_names`, for subjects."""
    forms = SubjectLabel.objects.filter(text__in=wanted).values_list("text", "subject__label")
    return _concept_names(sheets.get("subjects", []), "labels", Subject, wanted, forms)


def place_names(sheets, wanted):
    """As `agent_names`, for places."""
    forms = PlaceName.objects.filter(text__in=wanted).values_list("text", "place__label")
    return _concept_names(sheets.get("places", []), "names", Place, wanted, forms)


def _concept_names(rows, column, model, wanted, recorded):
    known = set(model.objects.values_list("label", flat=True))
    headings = known | {row["label"] for row in rows}
    forms = [(text.partition(":")[2].strip(), row["label"])
             for row in rows if row["label"] not in known for text in row.values(column)]
    merged = model.objects.filter(merged_into__isnull=False).values_list("label", "merged_into__label")
    return _holders(wanted, headings, [*forms, *recorded], dict(merged))


def _holders(wanted, headings, forms, merged):
    """`merged` is {old heading: the heading of the record that it became}."""
    holders = {name: set() for name in wanted}
    for form, heading in forms:
        if form in holders:
            holders[form].add(heading)
    return {name: {merged[name]} if name in merged else {name} if name in headings else found
            for name, found in holders.items()}
