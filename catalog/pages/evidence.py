"""For, against and neither on one target, side by side, each with the passages that show it.

The index says which documents; the passages of those that are shown come in one query.
"""

from archive.models import StanceAnnotation as Stance
from catalog.languages import only_language
from catalog.links import page_path
from catalog.models import PublishedDocument
from catalog.pages.lines import attributes_of
from catalog.pages.passages import LONGEST, passage_id
from catalog.pages.positions import SHAPES, STATUS
from catalog.pages.sides import holder_with_agent, names_of
from catalog.search.asked import Asked
from catalog.search.finding import first_identifiers
from catalog.spoken import gettext as _
from catalog.spoken import ngettext
from catalog.words import issued_in_words, label_of

SHOWN = 6  # documents in one column
MOST_PASSAGES = 2  # of one holder in one document
COLUMNS = ("identifier", "title", "language", "issued", "issued_basis", "line", "record__stances",
           "collection__is_fictional")


def columns_of(target, counts):
    """[{"position", "shape", "word", "total", "address", "all", "entries"}] in the order of SHAPES; two queries.

    `counts` is {"target:position": documents} of the whole archive. Raise IndexMissing.
    """
    first = {position: first_identifiers(Asked(chosen=(("stance", f"{target}:{position}"),)), SHOWN)
             for position in SHAPES if counts.get(f"{target}:{position}")}
    wanted = {identifier for some in first.values() for identifier in some}
    rows = {row["identifier"]: row for row in
            PublishedDocument.objects.filter(pk__in=wanted).order_by().values(*COLUMNS)}
    names = names_of({label["holder_agent"] for row in rows.values() for label in row["record__stances"]
                      if label["target"]["identifier"] == target})
    return [column_of(target, position, [rows[one] for one in first.get(position, ()) if one in rows],
                      counts.get(f"{target}:{position}", 0), names) for position in SHAPES]


def column_of(target, position, rows, total, names):
    word = label_of(Stance.Position, position)
    return {
        "position": position, "shape": SHAPES[position], "word": word, "entries": [
            entry_of(row, target, position, names) for row in rows],
        "total": ngettext("%(n)s document", "%(n)s documents", total) % {"n": f"{total:,}"},
        "address": f"{page_path('documents')}?stance={target}:{position}" if total else "",
        "all": _("All with the position “%(position)s”: %(n)s") % {"position": word, "n": f"{total:,}"},
    }


def entry_of(row, target, position, names):
    """One document of a column, with those of its voices that were read so."""
    address = page_path("document", row["identifier"])
    labels = [one for one in row["record__stances"] if one["target"]["identifier"] == target]
    return {
        "title": row["title"], "attributes": attributes_of(only_language(row["language"])), "address": address,
        "is_fictional": row["collection__is_fictional"],
        "publishers": [{"name": one["name"], "address": page_path("agent", one["identifier"])}
                       for one in row["line"].get("publishers", ())],
        "date": issued_in_words(row["issued"], row["issued_basis"]),
        "holders": holders_of(labels, position, address, names),
    }


def holders_of(labels, position, address, names):
    """Equal labels of several coders as one: [{"holder", "note", "address", "coders", "passages", ...}]."""
    holders = {}
    for label in labels:
        key = (label["holder_kind"], label["holder_agent"] or label["holder"].casefold())
        holders.setdefault(key, []).append(label)
    return [holder_of(some, position, address, names) for some in holders.values()
            if any(label["position"] == position for label in some)]


def holder_of(labels, position, address, names):
    same = [label for label in labels if label["position"] == position]
    first = same[0]
    passages = {(one["start"], one["end"], one["exact"]): one for label in same for one in label["evidence"]}
    shown = list(passages.values())[:MOST_PASSAGES]
    left = len(passages) - len(shown)
    holder, agent_address, written = holder_with_agent(first["holder"], first["holder_agent"], names)
    kind = label_of(Stance.HolderKind, first["holder_kind"])
    notes = [one for one in dict.fromkeys((written, kind)) if one and one.casefold() != holder.casefold()]
    others = {label["position"] for label in labels} - {position}
    return {
        "holder": holder, "notes": notes, "address": agent_address,
        "coders": list({label["coder"]: {"name": label["coder"], "status": STATUS.get(label["status"], label["status"]),
                                           "codebook": label["codebook"]}
                        for label in same}.values()),
        "passages": [{**one, "address": place_of(one, address)} for one in shown],
        "more": ngettext("%(n)s more passage", "%(n)s more passages", left) % {"n": left} if left > 0 else "",
        "label_address": f"{address}#label-{first['identifier']}",
        "differs": [label_of(Stance.Position, one) for one in SHAPES if one in others],
    }


def place_of(passage, address):
    """Where the passage stands in the text that the document's page shows; "" if it is not in that text."""
    if passage["start"] is None or passage["end"] > LONGEST:
        return ""
    return f"{address}#{passage_id(passage['start'], passage['end'])}"
