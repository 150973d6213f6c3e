"""The first check: every cell by itself."""
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from archive.ingest.description.columns import SHEETS
from archive.ingest.description.problems import CellProblem


def check_cells(sheets):
    """Yield a CellProblem for every unknown sheet or column and every cell that may not be so."""
    if "documents" not in sheets:
        yield CellProblem("documents", 0, "", _("the sheet is missing: the folder must describe documents"))
    for name, rows in sheets.items():
        if name not in SHEETS:
            yield CellProblem(name, 0, "", _("unknown sheet; known are %(names)s") % {
                "names": ", ".join(sorted(SHEETS))})
            continue
        yield from check_heading(name, rows)
        for row in rows:
            yield from check_row(row, SHEETS[name])


def check_heading(name, rows):
    """Yield a CellProblem for every column that the sheet may not have."""
    present = {column for row in rows for column in row.cells}
    for column in sorted(present - set(SHEETS[name])):
        yield CellProblem(name, 1, column, _("unknown column; known are %(names)s") % {
            "names": ", ".join(nearest_first(column, SHEETS[name]))})


def nearest_first(word, known):
    """The known names, those that are written most like `word` first: the beginning counts most."""
    def distance(name):
        begins_alike = word.startswith(name) or name.startswith(word)
        return not begins_alike, -SequenceMatcher(None, word, name).ratio(), name

    return sorted(known, key=distance)


def check_row(row, columns):
    """Yield a CellProblem for every cell of `columns` ({name: Column}) that may not be so."""
    for name, column in columns.items():
        text = row[name]
        if column.is_required and not text:
            yield row.problem(name, _("must not be empty"))
        if len(text) > column.max_length:
            yield row.problem(name, _("has %(n)d characters; at most %(most)d fit") % {
                "n": len(text), "most": column.max_length})
        for value in row.values(name) if column.is_list else filter(None, [text]):
            yield from _check_value(row, name, column, value)


def _check_value(row, name, column, value):
    if column.choices and value not in column.choices:
        yield row.problem(name, _("“%(value)s” is not one of %(known)s") % {
            "value": value, "known": ", ".join(column.choices)})
    if column.check:
        try:
            column.check(value)
        except ValueError as error:
            yield row.problem(name, _("“%(value)s”: %(problem)s") % {"value": value[:60], "problem": error})
