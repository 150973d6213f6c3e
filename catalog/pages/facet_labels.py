"""What the values of facets and filters are called: at most five queries for all values of a page, mostly none.

A value that no longer has a name (a document was withdrawn a moment ago) is called
by itself, so that its filter can still be taken away.
"""
from time import monotonic

from django.db.models import Q

from archive.models import AgentType
from archive.models import StanceAnnotation as Stance
from archive.models.document import DcmiType
from catalog.languages import language_name
from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument, PublishedHeading
from catalog.search.facet import NONE
from catalog.search.index import current
from catalog.spoken import gettext as _
from catalog.spoken import pgettext, said_term
from catalog.words import label_of

MOST_KNOWN = 20_000  # names kept, some 3 MB
KEPT = 60.0  # seconds
AGENTS, HEADINGS = ("publisher", "creator", "agent"), ("subject", "place", "target")


class Labels:
    """Names of the values in question; codes and genres are said in the active language. Made by `labels_of`."""

    def __init__(self, names):
        self._names, self._leave_out = names, _("leave out %(value)s")

    def label(self, facet, value):
        """The words for one value of a facet or filter."""
        if value == NONE:
            return none_in_words(facet)
        if facet == "stance":
            return self.stance(value)
        if facet == "genre":
            return said_term(*self._names.get((facet, value), (value, "")))
        coded = coded_in_words(facet, value)
        return coded if coded is not None else self._names.get((facet, value), value)

    def leaving_out(self, label):
        """What the link that excludes a value is called."""
        return self._leave_out % {"value": label}

    def stance(self, value):
        """“in favour: the strike”."""
        target, _colon, position = value.rpartition(":")
        return _("%(position)s: %(target)s") % {
            "position": label_of(Stance.Position, position), "target": self.label("target", target)}


class Known:
    """Names read before, until the index changes: whatever is renamed or withdrawn is indexed again within seconds.

    Should the index stop following, no name outlives KEPT.
    """

    def __init__(self):
        self.clear()

    def clear(self):
        self._held = None, 0.0, {}  # one tuple, replaced whole: threads share it

    def of(self, generation):
        """{(facet, value): name} as of this state of the index; of a genre both labels."""
        known, since, names = self._held
        if generation != known or monotonic() - since > KEPT or len(names) > MOST_KNOWN:
            names = {}
            self._held = generation, monotonic(), names
        return names


known = Known()


def labels_of(values):
    """The Labels of {facet or filter: values}; raise IndexMissing."""
    wanted = {name: {value for value in some if value != NONE} for name, some in values.items()}
    wanted["target"] = wanted.get("target", set()) | {
        value.rpartition(":")[0] for value in wanted.get("stance", ())}
    names = known.of(current().generation)
    missing = {name: {value for value in some if (name, value) not in names} for name, some in wanted.items()}
    for read in (agents, headings, collections, genres, wholes):
        names |= read(missing)
    return Labels(names)


def agents(wanted):
    return named(PublishedAgent, "name", AGENTS, wanted)


def headings(wanted):
    return named(PublishedHeading, "label", HEADINGS, wanted)


def collections(wanted):
    return named(PublishedCollection, "title", ("collection",), wanted)


def wholes(wanted):
    return named(PublishedDocument, "title", ("whole",), wanted)


def named(model, field, facets, wanted):
    """{(facet, identifier): name} from one query, or from none if nothing is asked."""
    keys = set().union(*(wanted.get(facet, ()) for facet in facets))
    names = dict(model.objects.filter(pk__in=keys).order_by().values_list("pk", field)) if keys else {}
    return {(facet, key): names[key] for facet in facets for key in wanted.get(facet, ()) if key in names}


def genres(wanted):
    """A genre is called as any document calls it: one document for each is found by its index."""
    codes = wanted.get("genre", ())
    if not codes:
        return {}
    any_document = Q()
    for code in codes:
        any_document |= Q(pk=PublishedDocument.objects.filter(genre=code).order_by().values("pk")[:1])
    rows = PublishedDocument.objects.filter(any_document).order_by()
    return {("genre", code): labels for code, *labels in rows.values_list("genre", "genre_label", "genre_label_fa")}


def coded_in_words(facet, value):
    """The word for a value that is a code, not an identifier; None for other facets."""
    match facet:
        case "publisher_type":
            return label_of(AgentType.Type, value)
        case "type":
            return label_of(DcmiType, value)
        case "language":
            return language_name(value)
        case "file":
            return _("has an original file")
        case "part":
            return pgettext("not whole", "part of a digest") if value == "part" else _("whole document")
        case "year":
            return value
    return None


def none_in_words(facet):
    """What it means that a document has no value here."""
    match facet:
        case "publisher":
            return _("publisher not stated")
        case "publisher_type":
            return _("no type recorded")
        case "stance":
            return _("no stance recorded")
        case "genre":
            return _("genre not stated")
        case "language":
            return _("language not stated")
        case "collection":
            return _("in no collection")
        case "file":
            return _("no file held")
        case "year":
            return _("date not stated")
    return _("not stated")
