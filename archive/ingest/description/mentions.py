"""The agents that a description in the excerpt form names, with the forms of their names.

`agents` cells list names separated by `;`, each with an optional remark in
brackets in which quoted forms are further names; every publisher and creator is
an agent too. What an agent is stays undecided: kind unresolved, names variants.
"""
import re

from archive.ingest.description.attribution import read_attributions
from archive.ingest.description.sheets import Row

SEPARATOR = re.compile(r""";(?=(?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*"|\([^()]*\))*\))*$)""")
MENTION = re.compile(r"^(?P<name>[^(\[]+?)\s*(?:\((?P<remark>.*)\))?$", re.DOTALL)
QUOTED = re.compile(r'"([^"]+)"|[“‘]([^”’]+)[”’]')


def read_mentions(parts, documents):
    """(rows of `agents`, rows of `agent_names`) without repetition, in the order they are met."""
    agents, names, known = [], [], set()
    for row, document in zip(parts, documents, strict=True):
        found = list(_listed(row))
        found += [(one.name, "publisher", ()) for one in read_attributions(document, "publisher")]
        found += [(one.name, "creator", ()) for one in read_attributions(document, "creator")]
        for name, column, variants in found:
            origin = dict.fromkeys(("name", "agent"), (row.sheet, row.number, column))
            if name not in known:
                agents.append(Row(row.sheet, row.number, {"name": name, "kind": "unresolved"}, origin))
                known.add(name)
            for variant in variants:
                if (name, variant) not in known and variant != name:
                    cells = {"agent": name, "name": variant, "kind": "variant"}
                    names.append(Row(row.sheet, row.number, cells, origin))
                    known.add((name, variant))
    return agents, names


def _listed(row):
    """(name, column, variants) of each entry of the agents cell; remarks like `[…, inferred]` are no names."""
    for entry in SEPARATOR.split(row["agents"]):
        match = MENTION.match(entry.strip())
        if match:
            remark = match["remark"] or ""
            variants = [first or second for first, second in QUOTED.findall(remark)]
            yield match["name"].strip(), "agents", [text.strip()[:300] for text in variants if text.strip()]
