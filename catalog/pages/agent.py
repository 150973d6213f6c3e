"""An agent's page: its names, what it says of itself, what others say, what it published, where it was read to stand.

Positions belong to documents and to those who hold them in these; the agent itself
gets no label and no score.
"""
from django.db.models import Q
from django.shortcuts import render

from catalog.models import PublishedAgent, PublishedAgentRelation, PublishedStance
from catalog.pages.access import reader_page
from catalog.pages.entity import documents_of
from catalog.pages.moved import moved
from catalog.pages.sides import ABOUT, HELD, sides_of

USEFUL = ("genre", "language", "subject", "place", "stance", "collection")


@reader_page
def agent(request, identifier):
    """Three questions to the index; as many queries for much as for little."""
    row = PublishedAgent.objects.filter(pk=str(identifier)).first()
    if row is None:
        return moved("agent", identifier)
    characterisations = row.record["characterisations"]
    return render(request, "catalog/agent.html", {
        "agent": row, "record": row.record,
        "self_descriptions": [one for one in characterisations if one["kind"] == "self"],
        "third_party": [one for one in characterisations if one["kind"] != "self"],
        "relations": PublishedAgentRelation.objects.filter(Q(agent=row) | Q(related=row))
        .select_related("agent", "related"),
        "published": documents_of("publisher", row.pk, USEFUL),
        "created": documents_of("creator", row.pk, USEFUL),
        "naming": documents_of("agent", row.pk, USEFUL),
        "held": sides_of(PublishedStance.objects.filter(holder_agent=row.pk), HELD, row.pk),
        "about": sides_of(PublishedStance.objects.filter(target_agent=row.pk), ABOUT, row.pk),
        "targets": targets_that_are(row),
    })


def targets_that_are(agent):
    """[(identifier, label)] of the stance targets that mean this agent."""
    rows = PublishedStance.objects.filter(target_agent=agent.pk).order_by("target_label")
    return list(rows.values_list("target_identifier", "target_label").distinct()[:3])
