"""The first check: every cell by itself."""
from archive.ingest.description.columns import SHEETS
from archive.ingest.description.problems import CellProblem


def check_cells(sheets):
    """Yield a CellProblem for every unknown sheet or column and every cell that may not be so."""
    if "documents" not in sheets:
        yield CellProblem("documents", 0, "", "the sheet is missing: the folder must describe documents")
    for name, rows in sheets.items():
        if name not in SHEETS:
            yield CellProblem(name, 0, "", f"unknown sheet; known are {', '.join(sorted(SHEETS))}")
            continue
        yield from _check_heading(name, rows)
        for row in rows:
            yield from _check_row(row, SHEETS[name])


def _check_heading(name, rows):
    present = {column for row in rows for column in row.cells}
    for column in sorted(present - set(SHEETS[name])):
        yield CellProblem(name, 1, column, f"unknown column; known are {', '.join(SHEETS[name])}")


def _check_row(row, columns):
    for name, column in columns.items():
        text = row[name]
        if column.is_required and not text:
            yield row.problem(name, "must not be empty")
        if len(text) > column.max_length:
            yield row.problem(name, f"has {len(text)} characters; at most {column.max_length} fit")
        for value in row.values(name) if column.is_list else filter(None, [text]):
            yield from _check_value(row, name, column, value)


def _check_value(row, name, column, value):
    if column.choices and value not in column.choices:
        yield row.problem(name, f"“{value}” is not one of {', '.join(column.choices)}")
    if column.check:
        try:
            column.check(value)
        except ValueError as error:
            yield row.problem(name, f"“{value[:60]}”: {error}")
