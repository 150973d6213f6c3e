"""The entrance: search, what is here, who is speaking in it, and how to read it.

Everything is counted by the index, at once for the whole archive; what is shown by
name comes in a handful of queries, however much there is.
"""
from django.shortcuts import render

from catalog.links import page_path
from catalog.list_links import ListLinks
from catalog.models import PublishedCollection
from catalog.pages.access import reader_page
from catalog.pages.entity import asked_calmly
from catalog.pages.facet_labels import labels_of
from catalog.pages.facet_years import histogram
from catalog.pages.headings import sides_counted
from catalog.pages.lines import lines_of
from catalog.pages.mix import mix_of, values_of_mix
from catalog.search.asked import Asked
from catalog.search.facet import NONE
from catalog.search.finding import count, first_identifiers
from catalog.search.mix import source_mix

RECENT, SUBJECTS, TARGETS, COLLECTIONS = 6, 14, 4, 6
NUMBERED = ("publisher", "subject", "place", "target", "language")
WHOLES = ("part", "whole")


@reader_page
def home(request):
    """Two questions to the index, at most six to the projection."""
    return render(request, "catalog/home.html", {
        "links": ListLinks(Asked()), "asked": Asked(), "here": asked_calmly(what_is_here),
        "recent": lines_of(asked_calmly(first_identifiers, Asked(chosen=(WHOLES,), sort="added"), RECENT) or ()),
        "all_recent": f"{page_path('documents')}?sort=added",
    })


def what_is_here():
    """The numbers, the mix, the years and the most used headings of everything; raise IndexMissing."""
    asked = Asked()
    counts, links = count(asked), ListLinks(asked)
    mix = source_mix(counts, asked)
    subjects = most_used(counts, "subject", SUBJECTS)
    targets = most_used(counts, "target", TARGETS)
    labels = labels_of(names_needed(mix, subjects, targets))
    return {
        "total": counts.total, "numbers": numbers_of(counts),
        "mix": mix_of(mix, asked, labels, links) if counts.total else None,
        "years": histogram(asked, counts.facets["year"], labels, links),
        "subjects": [{"label": labels.label("subject", one), "address": page_path("subject", one),
                      "number": f"{counts.facets['subject'][one]:,}"} for one in subjects],
        "targets": [{"label": labels.label("target", one), "address": page_path("target", one),
                     "sides": sides_counted(one, counts.facets["stance"])} for one in targets],
        "collections": collections_of(counts.facets["collection"]),
    }


def most_used(counts, name, size):
    return [value for value in list(counts.facets[name])[:size + 1] if value != NONE][:size]


def names_needed(mix, subjects, targets):
    values = {"subject": set(subjects), "target": set(targets)}
    for name, value in values_of_mix(mix):
        values.setdefault(name, set()).add(value)
    return values


def numbers_of(counts):
    """How many of each there are: documents that are whole, parts, and different values of some facets."""
    parts = counts.facets["part"]
    return {"whole": parts.get("whole", 0), "part": parts.get("part", 0),
            **{name: len(counts.facets[name].keys() - {NONE}) for name in NUMBERED}}


def collections_of(counted):
    """The largest collections with what the curators say of them; one query."""
    largest = [one for one in list(counted)[:COLLECTIONS + 1] if one != NONE][:COLLECTIONS]
    rows = PublishedCollection.objects.order_by().in_bulk(largest)
    return [{"title": rows[one].title, "description": rows[one].description, "number": counted[one],
             "is_fictional": rows[one].is_fictional, "address": page_path("collection", one)}
            for one in largest if one in rows]
