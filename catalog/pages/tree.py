"""Headings in the order of an indented list: each below what it stands under."""


def in_tree(rows):
    """[(depth, row)] of rows with "identifier" and "broader" (an identifier or ""), which come in their order.

    What stands under something that is not among the rows stands at the edge; so does whatever
    stands under itself by a circle.
    """
    present = {row["identifier"] for row in rows}
    below = {}
    for row in rows:
        below.setdefault(row["broader"] if row["broader"] in present else "", []).append(row)
    placed, seen = [], set()
    _descend(below.get("", ()), below, placed, seen)
    _descend([row for row in rows if row["identifier"] not in seen], below, placed, seen)
    return placed


def _descend(roots, below, placed, seen):
    waiting = [(0, row) for row in reversed(roots)]
    while waiting:
        depth, row = waiting.pop()
        if row["identifier"] in seen:
            continue
        seen.add(row["identifier"])
        placed.append((depth, row))
        waiting += [(depth + 1, one) for one in reversed(below.get(row["identifier"], ()))]
