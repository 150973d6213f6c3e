"""What a cell may hold at the desk: as in a description folder, and a few things more.

`[empty]` empties a field; an apostrophe before `= + - @` is a spreadsheet program's mark
of a text. Formulas are refused, because their value is not in the sheet.
"""
import re
from dataclasses import replace

from django.utils.translation import gettext as _

from archive.edtf import parse_edtf
from archive.edtf.natural import read_date
from archive.ingest.description.cells import check_heading, check_row
from archive.ingest.description.columns import SHEETS
from archive.ingest.description.problems import CellProblem
from archive.ingest.importing.formulas import unescaped
from archive.models.checks import BLANK

EMPTY = "[empty]"
MOST_VALUES = 200
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
VERBATIM = {"exact", "prefix", "suffix", "opening", "closing"}  # a text may hold form feeds
KEYS = {"documents": "id", "agents": "name", "subjects": "label", "places": "label", "targets": "label"}
# What cannot be emptied, because a record cannot be without it, or because it says which record is meant.
STAYS = {
    "documents": {"id", "file", "sha256", "parent", "sequence", "start", "end", "opening", "closing", "title", "type",
                  "access", "persons_at_risk"},
    "agents": {"name", "kind", "types", "identifiers"}, "subjects": {"label", "labels"},
    "places": {"label", "names"}, "targets": {"label", "kind"},
}
# Here a document that is described already needs no title: an empty cell leaves the one that it has.
COLUMNS = {**SHEETS, "documents": {**SHEETS["documents"], "title": replace(SHEETS["documents"]["title"],
                                                                         is_required=False)}}
COLUMNS["targets"] = {**SHEETS["targets"], "kind": replace(SHEETS["targets"]["kind"], is_required=False)}


def known_sheets(sheets):
    """({documented sheet: [Row]}, [CellProblem] of all other sheets)."""
    problems = [CellProblem(name, 0, "", _("unknown sheet; known are %(names)s") % {"names": ", ".join(SHEETS)})
                for name in sheets if name not in SHEETS]
    return {name: sheets.get(name, []) for name in SHEETS}, problems


def check_desk_cells(sheets):
    """({sheet: [Row]} as they were meant, [CellProblem]).

    A bad cell is empty in the returned rows, so that every later check sees the
    rest of its row, and each cell is told once what is wrong with it.
    """
    meant, problems = {}, []
    for name, rows in sheets.items():
        problems += check_heading(name, rows)
        meant[name] = []
        for row in rows:
            wrong = list(_unreadable(row))
            row = _without(replace(row, cells={key: unescaped(cell) for key, cell in row.cells.items()}), wrong)
            wrong += _check(name, row, {one.column for one in wrong})
            meant[name].append(_without(row, wrong))
            problems += wrong
    return meant, problems


def without_marks(sheets):
    """The rows with empty cells for `[empty]`: what they name, rather than what they take away."""
    return {name: [replace(row, cells={key: "" if cell.strip() == EMPTY else cell for key, cell in row.cells.items()})
                   for row in rows] for name, rows in sheets.items()}


def _unreadable(row):
    for column, cell in row.cells.items():
        if cell.lstrip().startswith("="):
            yield row.problem(column, _(
                "begins with =: a formula is not computed here. Write its value; put ' before a text that begins so"))
        elif found := CONTROL.search(cell if column not in VERBATIM else cell.replace("\x0b", "").replace("\x0c", "")):
            yield row.problem(column, _("holds the control character U+%(code)04X: type the cell again") % {
                "code": ord(found[0])})


def _check(name, row, told):
    emptied = {column for column, cell in row.cells.items() if cell.strip() == EMPTY}
    for column in sorted(emptied & set(COLUMNS[name])):
        if name not in STAYS or column in STAYS[name]:
            yield row.problem(column, _("cannot be emptied: write what it should say, or leave the cell empty"))
    columns = {column: rule for column, rule in COLUMNS[name].items() if column not in told | emptied}
    for column, rule in columns.items():
        if row[column] and re.search(BLANK, row[column]):
            yield row.problem(column, _("holds only characters that cannot be seen: type the cell again"))
        elif rule.is_list and len(row.values(column)) > MOST_VALUES:
            yield row.problem(column, _("has %(n)d values; at most %(most)d are taken") % {
                "n": len(row.values(column)), "most": MOST_VALUES})
        else:
            yield from check_row(row, {column: rule}) if rule.check is not parse_edtf else _check_date(row, column)


def _check_date(row, column):
    """Says what to write for a date in words, and never chooses between two readings."""
    try:
        parse_edtf(row[column]) if row[column] else None
    except ValueError as error:
        reading = read_date(row[column])
        if reading.edtf:
            message = _("“%(text)s” is not EDTF: for %(words)s write %(edtf)s") % {
                "text": row[column], "words": reading.words, "edtf": reading.edtf}
        elif reading.alternatives:
            message = _("“%(text)s” can be read in several ways: write %(ways)s") % {
                "text": row[column],
                "ways": _(" or ").join(f"{one.edtf} ({one.words})" for one in reading.alternatives)}
        else:
            message = str(error)
        yield row.problem(column, message)


def _without(row, problems):
    bad = {one.column for one in problems}
    return replace(row, cells={name: cell for name, cell in row.cells.items() if name not in bad}) if bad else row
