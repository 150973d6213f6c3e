"""What a line of a list shows of a document besides its columns, ready to be shown: PublishedDocument.line.

    publishers, creators   [{"identifier", "name", "types"}]: agents in their order, as they are called
                           now; `types` are codes of AgentType, each once
    positions              [{"target", "target_label", "holder", "position", "spans"}]: one for each target,
                           holder and position among the current labels, whoever coded them; `spans`
                           is the number of different passages that show it
    thumbnail              {"sha256", "width", "height"} (pixels) of the first picture of its first file;
                           None without one, so always for a part that has no file of its own
    parent                 {"identifier", "title", "language"} of the whole; None for a whole. `language`
                           is the BCP 47 tag of its only language, or ""

The row of a document without `line` was written before there were lines; it counts as behind.
"""


def line_of(contributions, stances, thumbnails, parent):
    """The line of one document, of rows that need not be saved.

    `contributions` have their `agent`; `stances` are dicts as in the record; `thumbnails` are in
    order; `parent` is a PublishedDocument or None.
    """
    return {
        "publishers": [_agent(row.agent) for row in contributions if row.role == "publisher"],
        "creators": [_agent(row.agent) for row in contributions if row.role == "creator"],
        "positions": _positions(stances),
        "thumbnail": _picture(thumbnails[0]) if thumbnails else None,
        "parent": _parent(parent) if parent else None,
    }


def renamed_line(line, agents, labels):
    """The same line with these {identifier: PublishedAgent} and {identifier: label of a target} as they are now."""
    def named(row):
        return _agent(agents[row["identifier"]]) if row["identifier"] in agents else row

    return {
        **line,
        **{role: [named(row) for row in line[role]] for role in ("publishers", "creators")},
        "positions": [{**row, "target_label": labels.get(row["target"], row["target_label"])}
                      for row in line["positions"]],
    }


def _agent(agent):
    types = dict.fromkeys(row["type"] for row in agent.types)
    return {"identifier": agent.identifier, "name": agent.name, "types": list(types)}


def _positions(stances):
    groups = {}
    for stance in stances:
        key = (stance["target"]["identifier"], stance["target"]["label"], stance["holder"], stance["position"])
        groups.setdefault(key, set()).update(
            (passage["start"], passage["end"], passage["exact"]) for passage in stance["evidence"])
    return [
        {"target": target, "target_label": label, "holder": holder, "position": position, "spans": len(passages)}
        for (target, label, holder, position), passages in groups.items()
    ]


def _picture(thumbnail):
    return {name: getattr(thumbnail, name) for name in ("sha256", "width", "height")}


def _parent(parent):
    return {"identifier": parent.identifier, "title": parent.title, "language": parent.only_language}
