"""The page of a stance target: for, against and neither side by side, each with its evidence.

Above them stands how many documents each side has and how alike the coders read;
nothing says which side is right.
"""
from django.shortcuts import render

from catalog.models import PublishedAgent, PublishedHeading
from catalog.pages.access import reader_page
from catalog.pages.coder_agreement import agreement_in_words, agreement_on
from catalog.pages.entity import asked_calmly, documents_of
from catalog.pages.evidence import columns_of
from catalog.pages.heading import heading_or_404, names_of
from catalog.search.index import current


@reader_page
def target(request, identifier):
    """Four questions to the index, at most thirteen to the projection, however many labels there are."""
    heading = heading_or_404(identifier, PublishedHeading.Kind.TARGET)
    listed = documents_of("target", heading.pk)
    return render(request, "catalog/target.html", {
        "heading": heading, "scope_note": heading.record.get("scope_note", ""), "names": names_of(heading.pk),
        "agent": agent_of(heading), "listed": listed,
        "columns": asked_calmly(columns_of, heading.pk, listed["counts"].mix["stance"]) if listed else None,
        "agreement": asked_calmly(agreement_of, heading.pk) if listed else None,
    })


def agreement_of(target):
    """How alike coders read, in words, worked out once for each state of the index; raise IndexMissing."""
    return agreement_in_words(*agreement_on(target, current().generation))


def agent_of(heading):
    """The public agent that the target means, or None."""
    identifier = heading.record.get("agent")
    return PublishedAgent.objects.filter(pk=identifier).first() if identifier else None
