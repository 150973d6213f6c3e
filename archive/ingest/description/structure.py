"""The second check: documents have files or wholes, parts have their place, nothing stands twice."""
from collections import Counter

from django.utils.translation import gettext as _

from archive.ingest.description.placing import part_sequences

UNIQUE = {"documents": "id", "agents": "name", "subjects": "label", "places": "label", "targets": "label"}
ONLY_OF_PARTS = ("sequence", "start", "end", "opening", "closing")


def files_of(row, names):
    """The received files that the `file` cell of a row names, in order.

    `names`: all received names. The cell is one name (which may hold `;`), or
    several separated by `;`.
    """
    return [row["file"]] if row["file"] in names else row.values("file")


def check_structure(sheets, sources):
    """Yield a CellProblem for every row that stands twice or hangs in the air. `sources`: {name: Source}."""
    for sheet, column in UNIQUE.items():
        yield from check_unique(sheets.get(sheet, []), column)
    documents = sheets["documents"]
    by_id = {row["id"]: row for row in documents}
    for row in documents:
        yield from _check_part(row, by_id) if row["parent"] else _check_whole(row, sources)
    yield from _check_files_once(documents, sources)
    yield from check_sequences(documents)


def check_unique(rows, column):
    """Yield a CellProblem for every row that says in `column` what another says."""
    counts = Counter(row[column] for row in rows)
    for row in rows:
        if counts[row[column]] > 1:
            yield row.problem(column, _("the %(column)s “%(value)s” stands in %(n)d rows") % {
                "column": column, "value": row[column], "n": counts[row[column]]})


def _check_part(row, by_id):
    if row["file"]:
        yield row.problem("file", _("a part has no file of its own: leave file or parent empty"))
    if row["parent"] not in by_id:
        yield row.problem("parent", _("no document has the id “%(id)s”") % {"id": row["parent"]})
    elif by_id[row["parent"]]["parent"]:
        yield row.problem("parent", _("a part cannot have parts: name the whole"))


def _check_whole(row, sources):
    files = files_of(row, sources)
    if not files:
        yield row.problem("file", _("name the file, or the parent if this is a part"))
    for name in files:
        if name not in sources:
            yield row.problem("file", f"“{name}” is not among the {len(sources)} received files")
    for column in ONLY_OF_PARTS:
        if row[column]:
            yield row.problem(column, _("only a part has this: name its parent, or leave it empty"))


def _check_files_once(documents, sources):
    counts = Counter(name for row in documents for name in files_of(row, sources))
    for row in documents:
        for name in dict.fromkeys(files_of(row, sources)):
            if counts[name] > 1:
                yield row.problem("file", f"the file “{name}” stands {counts[name]} times in this column")


def check_sequences(documents):
    """Yield a CellProblem for every part that has the same place in its whole as another."""
    sequences = part_sequences(documents)
    counts = Counter((row["parent"], sequences[row["id"]]) for row in documents if row["parent"])
    for row in documents:
        if row["parent"] and counts[row["parent"], sequences[row["id"]]] > 1:
            yield row.problem("sequence", _("several parts of “%(whole)s” have the place %(n)s: number all of them, or "
                                            "none") % {"whole": row["parent"], "n": sequences[row["id"]]})
