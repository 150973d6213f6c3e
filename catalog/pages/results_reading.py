"""How a question was understood, in words, and what helps where nothing was found."""
from dataclasses import replace

from catalog.list_links import ListLinks
from catalog.pages.facets import TITLES
from catalog.pages.results import total_in_words
from catalog.search import notes
from catalog.search.asked import Asked
from catalog.search.expansion import also_searched
from catalog.search.filtering import without
from catalog.search.finding import count, first_identifiers
from catalog.search.index import current
from catalog.search.spelling import did_you_mean
from catalog.spoken import gettext as _

MOST_TRIED = 5  # filters that are taken away on trial when nothing is found


def reading_of(found, links, problems):
    """What results/reading.html shows: other forms that were searched, and what was read otherwise than written."""
    asked, reading = found.asked, found.reading
    also = also_searched(reading.expansions)
    return {
        "also": [forms for _name, forms in also], "is_exact": bool(asked.words) and not asked.is_expanded,
        "exactly": links.exactly(), "expanded": links.exactly(False),
        "exactly_words": _("search only for “%(name)s”") % {"name": also[0][0]} if len(also) == 1
        else _("search only as written"),
        "notes": [*problems, *notes.in_words(reading.notes)],
    }


def ways_out_of(found, links):
    """For an empty page: which filter to take away, with what would be found then; else nothing."""
    if found.counts.total:
        return {"dropped": (), "spelling": None}
    tried = list(narrower(found.asked, links))[:MOST_TRIED]
    totals = [(name, address, count(asked).total) for name, asked, address in tried]
    return {
        "dropped": [{"address": address, "words": _("%(documents)s without the filter “%(filter)s”") % {
            "documents": total_in_words(total), "filter": name}} for name, address, total in totals if total],
        "spelling": spelling_of(found, links),
    }


def narrower(asked, links):
    """(title, the request without it, its address) of each facet that narrows."""
    for name in dict.fromkeys(name for name, _value in (*asked.chosen, *asked.excluded)):
        yield TITLES[name], without(asked, name), links.without_facet(name)
    if asked.has_years:
        yield TITLES["year"], replace(asked, first_year=None, last_year=None), links.between(None, None)


def spelling_of(found, links):
    """Words that look alike and find something: with the same filters if that is so, else without any."""
    words = did_you_mean(found.reading.clauses, current().searcher) if found.asked.words else None
    if not words:
        return None
    is_found = bool(first_identifiers(replace(found.asked, words=words), 1))
    return {"words": words, "address": links.with_words(words) if is_found else ListLinks(Asked(words=words)).here}
