"""Rows that lean on a refused row cannot stand without it: they are refused with it, and say on which."""
from collections import defaultdict

from django.utils.translation import gettext as _

from archive.ingest.description.references import DOCUMENT_SHEETS


def refuse_dependants(lines, names):
    """Refuse, step by step, every line that refers to something that only refused lines would make or describe."""
    makers = _makers(lines)
    leaning, labels = _leaning(lines, makers, names), _labels(lines)
    waiting = [line for line in lines.all if line.is_refused]
    while waiting:
        refused = waiting.pop()
        lost = [thing for thing in _things(refused.row) if _is_lost(thing, makers, names)]
        for line, column in [one for thing in lost for one in leaning[thing]]:
            if not line.is_refused:
                _refuse_with(refused, line, column)
                waiting.append(line)
        waiting += _rest_of_label(refused, labels)


def _refuse_with(refused, line, column):
    line.leans_on = refused.name
    line.refuse(line.row.problem(column, _("needs %(row)s, which is refused") % {"row": refused.name}))


def _makers(lines):
    makers = defaultdict(list)
    for line in lines.all:
        for thing in _things(line.row):
            makers[thing].append(line)
    return makers


def _leaning(lines, makers, names):
    """{thing: [(line, column)]} of the lines that refer to something that the rows make or describe."""
    leaning = defaultdict(list)
    for line in lines.all:
        for thing, column in _needs(line.row, names):
            if thing in makers:
                leaning[thing].append((line, column))
    return leaning


def _labels(lines):
    """{label: its lines}: a label can have several passages, a row for each."""
    labels = defaultdict(list)
    for line in lines.all:
        if line.row.kind == "stances" and line.row["label"]:
            labels[line.row["label"]].append(line)
    return labels


def _things(row):
    """What the row makes or describes, as (kind, name): others may refer to it."""
    if row.kind == "documents":
        yield "document", row["id"]
    elif row.kind in ("agents", "agent_names"):
        yield "agent", row["name"]
    elif row.kind in ("subjects", "places"):
        kind = row.kind[:-1]
        yield kind, row["label"]
        for text in row.values("labels" if kind == "subject" else "names"):
            yield kind, text.partition(":")[2].strip()
    elif row.kind == "targets":
        yield "target", row["label"]


def _needs(row, names):
    """((kind, name), column) of everything that the row refers to."""
    yield from names.needed_by(row)
    if row.kind in DOCUMENT_SHEETS:
        yield ("document", row["document"]), "document"
    if row.kind == "relations" and row["related"]:
        yield ("document", row["related"]), "related"
    if row.kind == "documents" and row["parent"]:
        yield ("document", row["parent"]), "parent"


def _is_lost(thing, makers, names):
    """Whether nothing is left that makes the thing: no sound row, and no record of the archive."""
    kind, name = thing
    if kind != "document" and names.held[kind].get(name):
        return False
    return all(line.is_refused for line in makers[thing])


def _rest_of_label(refused, labels):
    """A label is one, however many rows give its passages."""
    if refused.row.kind == "stances" and refused.row["label"]:
        for line in labels.pop(refused.row["label"], ()):
            if not line.is_refused:
                _refuse_with(refused, line, "label")
                yield line
