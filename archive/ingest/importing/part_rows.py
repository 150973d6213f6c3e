"""Where the parts that an import would make stand in their wholes, beside the parts that are there."""
from dataclasses import replace

from django.utils.translation import gettext as _

from archive.ingest.description.placing import place_parts
from archive.ingest.description.sheets import Row
from archive.models import Document
from archive.stance.anchor import fold

NO_ROW = 0


def place_new_parts(rows, documents, sequences, texts):
    """({id: (start, end)} of the parts that are new, [CellProblem]).

    `documents`: {id: Document} held; `texts`: {primary key of a whole: TextVersion}.
    """
    text = {row["parent"]: texts[documents[row["parent"]].pk].text for row in rows
            if row["parent"] in documents and documents[row["parent"]].pk in texts}
    new = [replace(row, cells={**row.cells, "sequence": str(sequences[row["id"]])}) for row in rows
           if row["parent"] in documents and row["id"] not in documents]
    if not new:
        return {}, _moved(rows, documents, text)
    held = _held_parts(rows, documents)
    beside = [_as_row(part, parent) for parent, parts in held.items() for part in parts]
    ranges, problems = place_parts([*new, *beside], text)
    problems = [one for one in problems if one.row != NO_ROW] + list(_overlaps(new, ranges, held))
    ranges = {row["id"]: ranges[row["id"]] for row in new if row["id"] in ranges}
    return ranges, problems + _moved(rows, documents, text)


def _held_parts(rows, documents):
    """{parent as the rows write it: [its parts that are held and have a range]}."""
    wholes = {documents[row["parent"]].pk: row["parent"] for row in rows if row["parent"] in documents}
    parts = {}
    for part in Document.objects.filter(parent__in=wholes, part_start__isnull=False).order_by("sequence"):
        parts.setdefault(wholes[part.parent_id], []).append(part)
    return parts


def _as_row(part, parent):
    return Row("documents", NO_ROW, {
        "id": part.identifier, "parent": parent, "sequence": str(part.sequence), "start": str(part.part_start),
        "end": str(part.part_end),
    }, kind="documents")


def _overlaps(new, ranges, held):
    for row in new:
        start, end = ranges.get(row["id"], (0, 0))
        for part in held.get(row["parent"], ()):
            if start < part.part_end and part.part_start < end:
                yield row.problem("start", _("characters %(start)d to %(end)d overlap part %(n)d, “%(title)s”, which "
                                             "is held as %(from)d to %(to)d: give start and end beside it") % {
                    "start": start, "end": end, "n": part.sequence, "title": part, "from": part.part_start,
                    "to": part.part_end})
                break


def _moved(rows, documents, text):
    """A CellProblem for each held part that a row would have elsewhere."""
    problems = []
    for row in rows:
        part = documents.get(row["id"])
        if part is not None and part.is_part and part.part_start is not None:
            folded = fold(text.get(row["parent"], ""))
            wrong = [column for column, is_wrong in (
                ("start", row.integer("start") not in (None, part.part_start)),
                ("end", row.integer("end") not in (None, part.part_end)),
                ("opening", not folded.startswith(fold(row.raw("opening")), part.part_start)),
                ("closing", not folded.endswith(fold(row.raw("closing")), part.part_start, part.part_end)),
            ) if is_wrong and row[column]]
            problems += [row.problem(column, _(
                "part %(n)d, “%(title)s”, is held as characters %(from)d to %(to)d: move it at the desk, or give a new "
                "part a number of its own in sequence") % {
                    "n": part.sequence, "title": part, "from": part.part_start, "to": part.part_end})
                for column in wrong]
    return problems
