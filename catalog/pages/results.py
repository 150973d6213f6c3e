"""A page of results as plain values: what was found, what narrows it, and every link of the page.

Made from the answer of the index and at most eight queries, however many documents
are shown. Pages of agents and headings show their documents with the same values.
"""
from django.conf import settings
from django.utils.translation import gettext_lazy

from catalog.links import page_path
from catalog.pages.chips import chips_of
from catalog.pages.facet_labels import labels_of
from catalog.pages.facet_years import histogram
from catalog.pages.facets import facet_lists, values_shown
from catalog.pages.mix import mix_of, values_of_mix
from catalog.pages.pager import pager_of
from catalog.pages.results_hits import hits_of
from catalog.search.asked import SIZES
from catalog.search.mix import source_mix
from catalog.spoken import gettext as _
from catalog.spoken import ngettext

SORTS = {
    "relevance": gettext_lazy("best match first"), "newest": gettext_lazy("newest date of issue first"),
    "oldest": gettext_lazy("oldest date of issue first"), "added": gettext_lazy("recently added first"),
    "title": gettext_lazy("by title"),
}
VIEWS = {"list": gettext_lazy("List"), "gallery": gettext_lazy("Gallery")}
AFTER_YEARS = 3  # lists above the picture of the years


def results_of(found, links, view="list"):
    """The context of a page of results; `view` is one of VIEWS."""
    asked, counts = found.asked, found.counts
    mix = source_mix(counts, asked)
    labels = labels_of(values_in_question(asked, counts, mix))
    pager = pager_of(asked, counts.total, links)
    return {
        "asked": asked, "links": links, "lines": hits_of(found), "first": (pager["number"] - 1) * asked.size + 1,
        "total": counts.total, "total_words": total_in_words(counts.total), "pager": pager,
        "chips": chips_of(asked, labels, links),
        "facets": facets_of(asked, counts, labels, links), "active": number_of_filters(asked),
        "mix": mix_of(mix, asked, labels, links) if counts.total else None,
        "sorts": choices_of_sort(asked), "sizes": [{"value": size, "is_chosen": size == asked.size} for size in SIZES],
        "view": view, "views": [{"label": str(label), "address": links.view(name), "is_chosen": name == view}
                                for name, label in VIEWS.items()],
        "feed": links.elsewhere(page_path("documents_feed")), "canonical": settings.BASE_URL + links.path,
        "page_title": title_in_words(asked),
        "is_narrowed": bool(asked.words or asked.has_filters),
    }


def values_in_question(asked, counts, mix):
    """{facet or filter: values} that need a name on this page."""
    values = {name: set(some) for name, some in values_shown(asked, counts).items()}
    for name, value in (*asked.chosen, *asked.excluded, *values_of_mix(mix)):
        values.setdefault(name, set()).add(value)
    return values


def facets_of(asked, counts, labels, links):
    """The lists, with the picture of the years among them."""
    lists = facet_lists(asked, counts, labels, links)
    years = histogram(asked, counts.facets.get("year", {}), labels, links)
    return [*lists[:AFTER_YEARS], *([years] if years else ()), *lists[AFTER_YEARS:]]


def number_of_filters(asked):
    return len(asked.chosen) + len(asked.excluded) + asked.has_years


def total_in_words(total):
    return ngettext("%(n)s document", "%(n)s documents", total) % {"n": f"{total:,}"}


def choices_of_sort(asked):
    """Relevance can be chosen only if there are words to be relevant to."""
    names = [name for name in SORTS if name != "relevance" or asked.words]
    chosen = asked.sort if asked.sort in names else names[0]
    return [{"value": name, "label": str(SORTS[name]), "is_chosen": name == chosen} for name in names]


def title_in_words(asked):
    return _("“%(words)s” in the documents") % {"words": asked.words} if asked.words else _("Documents")
