"""The mix of voices above a set of documents: strips whose parts are links, and the same in plain words.

It says who speaks and how much, never whether that is good. Colour is never alone:
types of publishers have a pattern too, positions a shape, and everything its word.
"""
from markupsafe import Markup

from archive.models import AgentType
from archive.models import StanceAnnotation as Stance
from catalog.links import page_path
from catalog.list_links import AS_SHOWN
from catalog.pages.positions import SHAPES
from catalog.search.facet import NONE
from catalog.search.mix import Part
from catalog.spoken import gettext as _
from catalog.spoken import ngettext, pgettext
from catalog.words import label_of

Type = AgentType.Type
# Related voices share a colour; a pattern tells them apart. {type: (colour, pattern)}
VOICES = {
    Type.STATE_BODY: ("state", ""), Type.STATE_MEDIA: ("state", "slant"), Type.COURT: ("state", "dots"),
    Type.PARLIAMENT: ("state", "level"), Type.NEWS_OUTLET: ("press", ""), Type.NEWS_AGENCY: ("press", "slant"),
    Type.OPPOSITION: ("movement", ""), Type.PARTY: ("movement", "slant"), Type.COALITION: ("movement", "dots"),
    Type.NGO: ("civic", ""), Type.INTERGOVERNMENTAL: ("civic", "slant"), Type.ACADEMIC: ("academic", ""),
    Type.INDIVIDUAL: ("person", ""), Type.UNKNOWN: ("none", ""), NONE: ("none", ""),
}
BDI = Markup("<bdi>%s</bdi>")
NAMED_IN_SENTENCE = 3
NAMED_IN_LEGEND = 6


def values_of_mix(mix):
    """(facet, value) of everything in a Mix that has to be named."""
    publisher = [("publisher", mix.largest.value)] if mix.largest else []
    return [*publisher, ("target", mix.target)] if mix.target else publisher


def mix_of(mix, asked, labels, links):
    """What mix/bar.html shows of a Mix that is not empty."""
    return {"sentences": sentences_of(mix, labels), "address": links.elsewhere(page_path("mix"), *AS_SHOWN),
            "named": NAMED_IN_LEGEND, "strips": [strip for strip in (strip_of_types(mix, asked, links),
                                           strip_of_positions(mix, asked, labels, links)) if strip]}


def strip_of_types(mix, asked, links):
    """The types of publishers; documents without a known one come last."""
    parts = [*mix.types, *([Part(NONE, mix.untyped, mix.untyped / mix.total)] if mix.untyped else ())]
    return {
        "title": _("Types of publishers"), "note": "", "heading": _("Type"),
        "parts": side_by_side([{
            **voice(part.value), "documents": part.documents, "share": percent(part.share), "shape": "",
            "is_chosen": ("publisher_type", part.value) in asked.chosen,
            "address": links.narrowed_to("publisher_type", part.value),
        } for part in parts]),
    }


def voice(code):
    """How a type of publisher is drawn and called."""
    colour, pattern = VOICES.get(code, VOICES[NONE])
    label = _("no type recorded") if code == NONE else label_of(Type, code)
    return {"label": label, "colour": colour, "pattern": pattern}


def strip_of_positions(mix, asked, labels, links):
    """The positions on the main target; None if no document takes any."""
    if not mix.target or not mix.on_target:
        return None
    return {
        "title": _("Positions on"), "note": labels.label("target", mix.target), "heading": _("Position"),
        "parts": side_by_side([{
            **position(part.value), "documents": part.documents, "share": f"{part.documents:,}",
            "is_chosen": ("stance", f"{mix.target}:{part.value}") in asked.chosen,
            "address": links.narrowed_to("stance", f"{mix.target}:{part.value}"),
        } for part in mix.positions if part.documents]),
    }


def position(code):
    """How a position is drawn and called."""
    return {"label": label_of(Stance.Position, code), "colour": code, "pattern": "", "shape": SHAPES[code]}


def side_by_side(parts):
    """Parts with their places in per cent of the strip; a document in two parts lies in both."""
    total, place = sum(part["documents"] for part in parts), 0
    for part in parts:
        width = 100 * part["documents"] / total
        part |= {"x": f"{place:.3f}", "y": 0, "width": f"{width:.3f}", "number": f"{part['documents']:,}"}
        place += width
    return parts


def sentences_of(mix, labels):
    """The same in plain words, as HTML, in which names keep their own direction."""
    return [one for one in (sentence_of_publishers(mix), sentence_of_largest(mix, labels),
                            sentence_of_positions(mix, labels)) if one]


def sentence_of_publishers(mix):
    documents = ngettext("%(n)s document", "%(n)s documents", mix.total) % {"n": f"{mix.total:,}"}
    if not mix.publishers:
        return _("%(documents)s; no publisher is stated.") % {"documents": documents}
    publishers = ngettext("%(n)s publisher", "%(n)s publishers", mix.publishers) % {"n": f"{mix.publishers:,}"}
    named = [_("%(share)s %(type)s") % {"share": percent(part.share), "type": label_of(Type, part.value)}
             for part in mix.types[:NAMED_IN_SENTENCE]]
    if not named:
        return _("%(documents)s from %(publishers)s of no known type.") % {
            "documents": documents, "publishers": publishers}
    return _("%(documents)s from %(publishers)s: %(types)s.") % {
        "documents": documents, "publishers": publishers,
        "types": pgettext("between words of a list", ", ").join(named)}


def sentence_of_largest(mix, labels):
    if not mix.largest or mix.publishers < 2:
        return ""
    return Markup(_("The largest voice, %(name)s, published %(share)s.")) % {
        "name": BDI % labels.label("publisher", mix.largest.value), "share": percent(mix.largest.share)}


def sentence_of_positions(mix, labels):
    """How the documents that take a stand divide, and how many take none."""
    if mix.without_stance == mix.total:
        return _("No stance is recorded in any of them.")
    without = ngettext("%(n)s document carries no stance.", "%(n)s documents carry no stance.",
                       mix.without_stance) % {"n": f"{mix.without_stance:,}"} if mix.without_stance else ""
    if not mix.on_target:
        return without
    named = [_("%(n)s %(position)s") % {"n": f"{part.documents:,}", "position": label_of(Stance.Position, part.value)}
             for part in mix.positions if part.documents]
    return Markup(_("On “%(target)s”: %(positions)s. %(without)s")) % {
        "target": BDI % labels.label("target", mix.target), "without": without,
        "positions": pgettext("between words of a list", ", ").join(named)}


def percent(share):
    """A share from 0 to 1 in whole per cent; what is not nothing is never 0."""
    if 0 < share < 0.005:
        return _("<1 %")
    return _("%(number)s %%") % {"number": f"{share * 100:.0f}"}
