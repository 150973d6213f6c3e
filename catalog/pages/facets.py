"""The facets beside the results, as lists of links: what is here, how often, and what is chosen.

A value has a link that chooses it (or takes the choice back) and one that excludes it.
"""
from itertools import chain, islice

from django.utils.translation import gettext_lazy

from archive.models import StanceAnnotation as Stance
from catalog.links import page_path
from catalog.list_links import AS_SHOWN
from catalog.pages.positions import SHAPES
from catalog.search.facet import NONE
from catalog.spoken import gettext as _
from catalog.words import label_of

SHOWN = 8  # values before “all ...”
SHOWN_TARGETS = 4
ORDER = tuple(SHAPES)
TELLING_ALONE = ("publisher", "subject", "place", "language")  # even if all documents have the same

# In the order of the page; the year has a picture of its own, the target stands in the stance.
TITLES = {
    "publisher": gettext_lazy("Publisher"), "publisher_type": gettext_lazy("Type of publisher"),
    "stance": gettext_lazy("Stance"), "subject": gettext_lazy("Subject"), "place": gettext_lazy("Place"),
    "genre": gettext_lazy("Genre"), "type": gettext_lazy("Kind of material"), "language": gettext_lazy("Language"),
    "collection": gettext_lazy("Collection"), "file": gettext_lazy("Original"), "part": gettext_lazy("Whole or part"),
    "target": gettext_lazy("On which question"), "year": gettext_lazy("Year of issue"),
    "creator": gettext_lazy("Creator"), "agent": gettext_lazy("Names"), "whole": gettext_lazy("Part of"),
}
LISTED = ("publisher", "publisher_type", "stance", "subject", "place", "genre", "type", "language", "collection",
          "file", "part")


def values_shown(asked, counts):
    """{facet: values} that the lists show: the chosen and excluded ones, then the most frequent."""
    return {name: first_values(name, asked, counts.facets.get(name, {})) for name in LISTED}


def first_values(name, asked, counted):
    """Chosen and excluded values first, whatever their number; others up to SHOWN. Never looks at all of them."""
    marked = list(dict.fromkeys(asked.chosen_of(name) + asked.excluded_of(name)))
    if name == "stance":
        return marked + [value for value in stances_of_first_targets(counted, marked) if value not in marked]
    others = (value for value in counted if value not in marked)
    return marked + list(islice(others, max(SHOWN - len(marked), 0)))


def stances_of_first_targets(counted, marked):
    """Every position on the targets of the chosen values and on those of the most frequent ones; NONE comes last."""
    targets = {}
    for value in chain(marked, counted):
        targets[target_of(value)] = None
        if len(targets) > SHOWN_TARGETS:
            break
    stances = (f"{target}:{position}" for target in targets for position in SHAPES)
    return [value for value in (*stances, NONE) if value in counted]


def target_of(value):
    """The identifier of the target in “target:position”; "" in NONE."""
    return value.rpartition(":")[0]


def facet_lists(asked, counts, labels, links):
    """[{"name", "title", "values" or "targets", "more"}] of the facets that have anything to say."""
    lists = []
    for name, values in values_shown(asked, counts).items():
        counted = counts.facets.get(name, {})
        if not values or not is_telling(name, asked, counted):
            continue
        entries = [entry(name, value, counted, asked, labels, links) for value in values]
        lists.append({
            "name": name, "title": TITLES[name], "more": more_of(name, counted, values, links), "is_years": False,
            **(by_target(entries, labels) if name == "stance" else {"values": entries, "targets": ()}),
        })
    return lists


def is_telling(name, asked, counted):
    """Whether the facet divides the set at all, or names what all of it has, or is already used."""
    is_used = bool(asked.chosen_of(name) or asked.excluded_of(name))
    return is_used or len(counted) > 1 or (name in TELLING_ALONE and NONE not in counted)


def entry(name, value, counted, asked, labels, links):
    """One value with its count, whether it is chosen or excluded, and where its links lead."""
    is_chosen, is_excluded = (name, value) in asked.chosen, (name, value) in asked.excluded
    label, is_marked = labels.label(name, value), is_chosen or is_excluded
    return {
        "value": value, "label": label, "number": f"{counted.get(value, 0):,}", "shape": "", "position": "",
        "is_chosen": is_chosen, "is_excluded": is_excluded,
        "address": links.without(name, value) if is_marked else links.adding(name, value),
        "exclude": "" if is_marked else links.excluding(name, value),
        "exclude_words": "" if is_marked else labels.leaving_out(label),
    }


def more_of(name, counted, values, links):
    """The link to the whole list of a facet; None if all of it stands here."""
    if len(counted) <= sum(1 for value in values if value in counted):
        return None
    words = _("all %(n)s …") % {"n": f"{len(counted):,}"}
    return {"address": links.elsewhere(page_path("facet", name), *AS_SHOWN), "words": words}


def by_target(entries, labels):
    """{"targets": [{"label", "values"}], "values": what belongs to no target}; positions in a fixed order."""
    targets, apart = {}, []
    for one in entries:
        target, position = target_of(one["value"]), one["value"].rpartition(":")[2]
        if not target or position not in SHAPES:
            apart.append(one)
            continue
        words = {"label": label_of(Stance.Position, position), "shape": SHAPES[position], "position": position}
        targets.setdefault(target, []).append({**one, **words})
    for values in targets.values():
        values.sort(key=lambda one: ORDER.index(one["position"]))
    return {"values": apart, "targets": [
        {"label": labels.label("target", target), "values": values} for target, values in targets.items()]}
