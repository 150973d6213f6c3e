"""All values of one facet, with counts and a box that narrows the list; it works without script."""
from django.http import Http404
from django.shortcuts import render

from catalog.characters import showable
from catalog.filters import DocumentFilter
from catalog.links import page_path
from catalog.list_links import ListLinks
from catalog.models import PublishedName
from catalog.pages.access import reader_page
from catalog.pages.chips import chips_of
from catalog.pages.facet_labels import labels_of
from catalog.pages.facets import LISTED, TITLES, by_target, entry, target_of
from catalog.pages.results_unready import needs_index
from catalog.search.finding import facet_values
from catalog.search.folding import fold
from catalog.spoken import gettext as _
from catalog.spoken import ngettext

MOST = 1000  # values on a page; the box finds the others
LONGEST = 100  # characters of what is looked for in the labels
Kind = PublishedName.OwnerKind
OWNERS = {"publisher": Kind.AGENT, "subject": Kind.SUBJECT, "place": Kind.PLACE, "stance": Kind.TARGET}


@reader_page
@needs_index
def facet(request, name):
    """At most six queries, whatever the number of values."""
    if name not in LISTED:
        raise Http404
    filters = DocumentFilter(request.GET)
    asked = filters.asked()
    links, counted = ListLinks(asked, view=filters.view), facet_values(asked, name)
    wanted = showable(request.GET.get("find", "")[:LONGEST]).strip()
    found = values_with(name, counted, wanted)
    values = {}
    for filter_name, value in (*asked.chosen, *asked.excluded, *((name, value) for value in found[:MOST])):
        values.setdefault(filter_name, set()).add(value)
    labels = labels_of(values)
    entries = [entry(name, value, counted, asked, labels, links) for value in found[:MOST]]
    return render(request, "catalog/facet.html", {
        "title": TITLES[name], "explanation": number_in_words(len(found), wanted), "wanted": wanted, "links": links,
        "action": page_path("facet", name), "problems": filters.problems, "back": links.here,
        "chips": chips_of(asked, labels, links), "cut": cut_in_words(len(found)), **lists_of(name, entries, labels),
    })


def values_with(name, counted, wanted):
    """The values whose label, or any other form of whose name, contains these letters; most frequent first."""
    letters = fold(wanted)
    if not letters:
        return list(counted)
    if name in OWNERS:
        names = PublishedName.objects.filter(owner_kind=OWNERS[name], folded__contains=letters)
        owners = set(names.order_by().values_list("owner", flat=True))
        return [value for value in counted if (target_of(value) if name == "stance" else value) in owners]
    labels = labels_of({name: counted})
    return [value for value in counted if letters in fold(labels.label(name, value))]


def lists_of(name, entries, labels):
    """Positions stand below their target; everything else is one list."""
    found = by_target(entries, labels) if name == "stance" else {"targets": (), "values": entries}
    return {"targets": found["targets"], "entries": found["values"]}


def number_in_words(number, wanted):
    values = ngettext("%(n)s value", "%(n)s values", number) % {"n": f"{number:,}"}
    return _("%(values)s with “%(letters)s”") % {"values": values, "letters": wanted} if wanted else values


def cut_in_words(number):
    return _("The first %(n)s are shown; look for the others by their letters.") % {
        "n": f"{MOST:,}"} if number > MOST else ""
