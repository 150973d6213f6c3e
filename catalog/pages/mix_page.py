"""The mix of a set in full: publishers' types by position, and both over time.

Everything is counted in exactly the set that the address asks for, and every number
leads to its documents.
"""
from django.shortcuts import render

from catalog.filters import DocumentFilter
from catalog.list_links import ListLinks
from catalog.pages.access import reader_page
from catalog.pages.chips import chips_of
from catalog.pages.facet_labels import labels_of
from catalog.pages.mix import mix_of, position, values_of_mix, voice
from catalog.pages.mix_years import over_time
from catalog.pages.results import total_in_words
from catalog.pages.results_unready import needs_index
from catalog.search.facet import NONE
from catalog.search.finding import count, crossed
from catalog.search.mix import POSITIONS, source_mix

MOST_PUBLISHERS = 50


@reader_page
@needs_index
def mix(request):
    """At most seven queries: one for names in the words, the others for labels."""
    filters = DocumentFilter(request.GET)
    asked = filters.asked()
    links, counts = ListLinks(asked, view=filters.view), count(asked)
    found = source_mix(counts, asked)
    publishers = list(counts.mix["publisher"])[:MOST_PUBLISHERS]
    labels = labels_of(values_to_name(asked, found, publishers))
    return render(request, "catalog/mix.html", {
        "asked": asked, "links": links, "problems": filters.problems, "total": counts.total,
        "total_words": total_in_words(counts.total),
        "back": links.here, "chips": chips_of(asked, labels, links),
        "mix": mix_of(found, asked, labels, links) if counts.total else None,
        "tables": tables_of(asked, counts, found, publishers, labels, links),
        "times": times_of(asked, found, labels, links) if counts.total else (),
    })


def values_to_name(asked, found, publishers):
    values = {"publisher": set(publishers)}
    for name, value in (*asked.chosen, *asked.excluded, *values_of_mix(found)):
        values.setdefault(name, set()).add(value)
    return values


def tables_of(asked, counts, found, publishers, labels, links):
    """Types, then publishers, each by position on the main target."""
    types = list(counts.mix["publisher_type"])
    return [one for one in (
        table_of("publisher_type", types, asked, counts, found, labels, links),
        table_of("publisher", publishers, asked, counts, found, labels, links)) if one["rows"]]


def table_of(name, values, asked, counts, found, labels, links):
    """{"name", "columns", "rows": [{"label", "number", "address", "cells"}], "left"}."""
    stances = [*((f"{found.target}:{code}" for code in POSITIONS) if found.target else ()), NONE]
    cells = crossed(asked, name, "stance", values, stances) if counts.total else {}
    counted = counts.mix[name]
    return {
        "name": name, "columns": [position(code) for code in POSITIONS] if found.target else [],
        "left": len(counted) - len(values),
        "rows": [{
            **(voice(value) if name == "publisher_type" else {"colour": "", "pattern": ""}),
            "label": labels.label(name, value), "number": f"{counted[value]:,}",
            "address": links.narrowed_to(name, value),
            "cells": [f"{cells.get(value, {}).get(stance, 0):,}" for stance in stances],
        } for value in values],
    }


def times_of(asked, found, labels, links):
    """The set over time by type of publisher, and for each position on the main target."""
    by_type = crossed(asked, "year", "publisher_type")
    types = [*(part.value for part in found.types), *([NONE] if found.untyped else ())]
    times = [over_time("publisher_type", [(code, voice(code)) for code in types], by_type, links)]
    if found.target and found.on_target:
        by_stance = crossed(asked, "year", "stance")
        drawn = [(f"{found.target}:{code}", position(code)) for code in POSITIONS]
        times.append(over_time("stance", drawn, by_stance, links))
    return [one for one in times if one]
