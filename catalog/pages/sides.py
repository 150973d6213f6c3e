"""Positions side by side: for, against and neither are three columns, whoever holds them.

Nothing is added up across them and no agent gets a score: each entry names the
documents in which coders read the position, how many coders, and what became of it.
"""
from django.db.models import Count

from archive.models import StanceAnnotation as Stance
from catalog.languages import only_language
from catalog.links import page_path
from catalog.models import PublishedAgent
from catalog.pages.lines import attributes_of
from catalog.pages.positions import SHAPES, STATUS, holder_in_words
from catalog.spoken import gettext as _
from catalog.spoken import ngettext, pgettext
from catalog.words import label_of

MOST_ENTRIES = 12  # in one column
MOST_SHOWN = 3  # documents of one entry
MOST_ROWS = 1000  # labels looked at for all entries

HELD = ("target_identifier", "target_label")
ABOUT = ("holder", "holder_agent")


def sides_of(stances, whose, agent):
    """[{"position", "shape", "word", "entries", "left"}] of an agent's labels, in the order of SHAPES; two queries.

    `whose` says by what the labels are told apart: HELD (by target) or ABOUT (by holder).
    """
    stances = stances.order_by()
    counted = stances.values(*whose, "position").annotate(documents=Count("document", distinct=True))
    read, rows = readings(stances, whose), list(counted.order_by("-documents", *whose))
    names = names_of({row["holder_agent"] for row in rows}) if whose == ABOUT else {}
    columns = {position: [] for position in SHAPES}
    for row in rows:
        key = tuple(row[name] for name in (*whose, "position"))
        columns[row["position"]].append(entry_of(row, read.get(key, {}), whose, agent, names))
    if not any(columns.values()):
        return []
    return [{"position": position, "shape": SHAPES[position], "word": label_of(Stance.Position, position),
             "entries": entries[:MOST_ENTRIES], "left": left_in_words(len(entries) - MOST_ENTRIES)}
            for position, entries in columns.items()]


def readings(stances, whose):
    """{(who, position): {document: its title, address, and {status: coders}}} of the first labels, in no order.

    Without an order the database stops at MOST_ROWS, however many labels there are.
    """
    rows = stances.values(
        *whose, "position", "status", "coder", "document_id", "document__title", "document__language")
    found = {}
    for row in rows[:MOST_ROWS]:
        documents = found.setdefault(tuple(row[name] for name in (*whose, "position")), {})
        document = documents.setdefault(row["document_id"], {
            "title": row["document__title"], "attributes": attributes_of(only_language(row["document__language"])),
            "address": page_path("document", row["document_id"]) + "#positions", "coders": {}})
        document["coders"].setdefault(row["status"], set()).add(row["coder"])
    return found


def read_in_words(coders):
    """“accepted after review (2 coders), proposed, not yet reviewed (1 coder)”."""
    said = (_("%(status)s (%(coders)s)") % {
        "status": STATUS.get(status, status),
        "coders": ngettext("%(n)s coder", "%(n)s coders", len(some)) % {"n": len(some)},
    } for status, some in sorted(coders.items()))
    return pgettext("between words of a list", ", ").join(said)


def names_of(agents):
    """{identifier: name} of agents; one query."""
    return dict(PublishedAgent.objects.filter(pk__in=agents - {""}).order_by().values_list("pk", "name"))


def entry_of(row, documents, whose, agent, names):
    shown = list(documents.values())[:MOST_SHOWN]
    label, address, note = about_whom(row, whose, names)
    left = row["documents"] - len(shown)
    return {
        "label": label, "address": address, "note": note,
        "documents": [{**one, "read": read_in_words(one["coders"])} for one in shown],
        "more": ngettext("%(n)s more document", "%(n)s more documents", left) % {"n": f"{left:,}"} if left > 0 else "",
        "more_address": all_with(row, whose, agent),
    }


def about_whom(row, whose, names):
    """(name, address or "", note) of the target, or of the holder."""
    if whose == HELD:
        return row["target_label"], page_path("target", row["target_identifier"]), ""
    return holder_with_agent(row["holder"], row["holder_agent"], names)


def holder_with_agent(holder, agent, names):
    """(name, address or "", note): a “narrator” whose agent is known is called by the agent's name."""
    written = holder_in_words(holder)
    if agent not in names:
        return written, "", ""
    name = names[agent]
    return name, page_path("agent", agent), "" if written.casefold() == name.casefold() else written


def all_with(row, whose, agent):
    """The documents that name the agent and carry this position on the target, whoever holds it."""
    if whose == HELD:
        stance = f"{row['target_identifier']}:{row['position']}"
        return f"{page_path('documents')}?stance={stance}&agent={agent}"
    return f"{page_path('documents')}?agent={agent}"


def left_in_words(left):
    return ngettext("and %(n)s more", "and %(n)s more", left) % {"n": f"{left:,}"} if left > 0 else ""
