"""What narrows the results, as chips that can be taken away one by one."""

from catalog.pages.facets import TITLES
from catalog.search.query import parse, written
from catalog.spoken import gettext as _


def chips_of(asked, labels, links):
    """[{"title", "label", "is_excluded", "address" without it}]: words first, then filters, then years."""
    return [*chips_of_words(asked.words, links),
            *(chip(name, value, labels, links, is_excluded=False) for name, value in asked.chosen),
            *(chip(name, value, labels, links, is_excluded=True) for name, value in asked.excluded),
            *chip_of_years(asked, links)]


def chips_of_words(words, links):
    """One chip for each word, phrase, or group of alternatives."""
    clauses, _notes = parse(words)
    return [{"title": "", "label": written((clause,)), "is_excluded": False,
             "address": links.with_words(written(clauses[:place] + clauses[place + 1:]))}
            for place, clause in enumerate(clauses)]


def chip(name, value, labels, links, *, is_excluded):
    return {"title": TITLES.get(name, name), "label": labels.label(name, value), "is_excluded": is_excluded,
            "address": links.without(name, value)}


def chip_of_years(asked, links):
    if not asked.has_years:
        return []
    label = years_in_words(asked.first_year, asked.last_year)
    return [{"title": TITLES["year"], "label": label, "is_excluded": False,
             "address": links.between(None, None)}]


def years_in_words(first, last):
    if first is None:
        return _("until %(year)s") % {"year": last}
    if last is None:
        return _("from %(year)s") % {"year": first}
    return str(first) if first == last else f"{first}–{last}"
