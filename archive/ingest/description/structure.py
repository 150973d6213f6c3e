"""The second check: documents have files or wholes, parts have their place, nothing stands twice."""
from collections import Counter

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
        yield from _check_unique(sheets.get(sheet, []), column)
    documents = sheets["documents"]
    by_id = {row["id"]: row for row in documents}
    for row in documents:
        yield from _check_part(row, by_id) if row["parent"] else _check_whole(row, sources)
    yield from _check_files_once(documents, sources)
    yield from _check_sequences(documents)


def _check_unique(rows, column):
    counts = Counter(row[column] for row in rows)
    for row in rows:
        if counts[row[column]] > 1:
            yield row.problem(column, f"the {column} “{row[column]}” stands in {counts[row[column]]} rows")


def _check_part(row, by_id):
    if row["file"]:
        yield row.problem("file", "a part has no file of its own: leave file or parent empty")
    if row["parent"] not in by_id:
        yield row.problem("parent", f"no document has the id “{row['parent']}”")
    elif by_id[row["parent"]]["parent"]:
        yield row.problem("parent", "a part cannot have parts: name the whole")


def _check_whole(row, sources):
    files = files_of(row, sources)
    if not files:
        yield row.problem("file", "name the file, or the parent if this is a part")
    for name in files:
        if name not in sources:
            yield row.problem("file", f"“{name}” is not among the {len(sources)} received files")
    for column in ONLY_OF_PARTS:
        if row[column]:
            yield row.problem(column, "only a part has this: name its parent, or leave it empty")


def _check_files_once(documents, sources):
    counts = Counter(name for row in documents for name in files_of(row, sources))
    for row in documents:
        for name in dict.fromkeys(files_of(row, sources)):
            if counts[name] > 1:
                yield row.problem("file", f"the file “{name}” stands {counts[name]} times in this column")


def _check_sequences(documents):
    sequences = part_sequences(documents)
    counts = Counter((row["parent"], sequences[row["id"]]) for row in documents if row["parent"])
    for row in documents:
        if row["parent"] and counts[row["parent"], sequences[row["id"]]] > 1:
            yield row.problem("sequence", f"several parts of “{row['parent']}” have the place "
                                          f"{sequences[row['id']]}: number all of them, or none")
