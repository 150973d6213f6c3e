"""Which agents, subjects and places a name can mean: any recorded form of a name will do.

A heading always means its own record, even where it is also another's variant.
"""
from archive.models import Agent, AgentName, Place, PlaceName, Subject, SubjectLabel


def find_agent(name):
    """The Agent whose heading, or else whose only holder of a recorded name, is `name`."""
    return Agent.objects.filter(name=name).first() or Agent.objects.named(name).get()


def find_subject(label):
    return _find(Subject, "labels__text", label)


def find_place(label):
    return _find(Place, "names__text", label)


def _find(model, lookup, label):
    return model.objects.filter(label=label).first() or model.objects.filter(**{lookup: label}).distinct().get()


def agent_names(sheets, wanted):
    """{name: headings of the agents who have it} for the `wanted` names, from the sheets and the database."""
    headings = {row["name"] for row in sheets.get("agents", [])}
    headings |= set(Agent.objects.filter(name__in=wanted).values_list("name", flat=True))
    forms = [(row["name"], row["agent"]) for row in sheets.get("agent_names", [])]
    forms += AgentName.objects.filter(text__in=wanted).values_list("text", "agent__name")
    return _holders(wanted, headings, forms)


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
    return _holders(wanted, headings, [*forms, *recorded])


def _holders(wanted, headings, forms):
    holders = {name: set() for name in wanted}
    for form, heading in forms:
        if form in holders:
            holders[form].add(heading)
    return {name: {name} if name in headings else found for name, found in holders.items()}
