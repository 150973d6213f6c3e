"""An agent's page: its names, what it says of itself, what others say, what it published."""
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render

from catalog.models import PublishedAgent, PublishedAgentRelation, PublishedDocument, PublishedStance
from catalog.pages.access import reader_page
from catalog.pages.positions import holder_in_words, label_in_words

SHOWN = 20
MOST_CODERS = 5


@reader_page
def agent(request, identifier):
    row = PublishedAgent.objects.filter(pk=str(identifier)).first()
    if row is None:
        raise Http404
    characterisations = row.record["characterisations"]
    return render(request, "catalog/agent.html", {
        "agent": row, "record": row.record, "shown": SHOWN,
        "self_descriptions": [one for one in characterisations if one["kind"] == "self"],
        "third_party": [one for one in characterisations if one["kind"] != "self"],
        "relations": PublishedAgentRelation.objects.filter(Q(agent=row) | Q(related=row))
        .select_related("agent", "related"),
        "published": documents_with(row, Q(contributions__role="publisher")),
        "created": documents_with(row, Q(contributions__role__in=("creator", "contributor"))),
        "held": grouped(stances().filter(holder_agent=row.pk), lambda stance: stance.target_label),
        "about": grouped(stances().filter(target_agent=row.pk), lambda stance: holder_in_words(stance.holder)),
    })


def documents_with(agent, role):
    """The first public documents in which the agent has a role."""
    found = PublishedDocument.objects.filter(role, contributions__agent=agent).distinct()
    return found.for_lists().newest_issued_first()[:SHOWN]


def grouped(labels, words):
    """The first labels with equal ones of several coders as one: [{"words", "document", "label", "coders"}]."""
    groups = {}
    for row in labels[:SHOWN * MOST_CODERS]:
        key = (words(row), row.document_id, row.position, row.status)
        group = groups.setdefault(key, {
            "words": key[0], "document": row.document, "coders": 0,
            "label": label_in_words({"position": row.position, "status": row.status}),
        })
        group["coders"] += 1
    return list(groups.values())[:SHOWN]


def stances():
    """Labels with the documents that carry them, without the documents' texts."""
    return PublishedStance.objects.select_related("document").defer(
        "document__text", "document__record", "document__description"
    )
