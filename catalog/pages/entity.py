"""The documents of one thing: of an agent, a subject, a place, a collection or a stance target.

A page of its own shows the first of them with everything that could narrow them; every
link there leads to the list of documents, with the thing as a filter, where the narrowing
goes on. While there is no index to ask, the page says so and shows the rest.
"""
import logging
from dataclasses import replace

from catalog.list_links import ListLinks
from catalog.pages.results import results_of
from catalog.search.asked import Asked
from catalog.search.finding import find
from catalog.search.index import IndexMissing

logger = logging.getLogger(__name__)
SHOWN = 10
# What narrows the documents of one thing usefully; its own facet is left out as well.
USEFUL = ("publisher", "publisher_type", "stance", "subject", "place", "genre", "language", "collection")
PASSED_ON = ("lines", "total", "total_words", "mix", "links")


def documents_of(name, value, useful=USEFUL):
    """What entity/documents.html shows of the documents with this value of a facet or filter.

    None without an index. One question to the index, at most seven to the projection.
    """
    return asked_calmly(_documents_of, name, value, useful)


def _documents_of(name, value, useful):
    asked = Asked(chosen=((name, value),))
    found, links = find(asked), ListLinks(asked)
    results = results_of(replace(found, identifiers=found.identifiers[:SHOWN]), links)
    facets = [facet for facet in results["facets"] if not facet["is_years"] and facet["name"] in useful
              and facet["name"] != name]
    return {
        **{one: results[one] for one in PASSED_ON}, "facets": facets, "counts": found.counts, "address": links.here,
        "years": next((facet for facet in results["facets"] if facet["is_years"]), None),
    }


def asked_calmly(question, *arguments):
    """What the index answers; None while there is none."""
    try:
        return question(*arguments)
    except IndexMissing as reason:
        logger.error("a page is shown without its documents: %s", reason)
        return None
