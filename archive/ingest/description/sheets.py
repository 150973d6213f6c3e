"""Reads the spreadsheets of a folder: CSV (RFC 4180, UTF-8) or XLSX (ECMA-376)."""
import csv
import datetime
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from archive.ingest.description.problems import CellProblem, DescriptionRefused

MAX_BYTES = 64 * 1024**2
MAX_CELL = 100_000


@dataclass(frozen=True)
class Row:
    """One row of a sheet. A cell is read without the space around it; a missing cell is empty.

    `origins` says where a cell really stands when the row was put together from
    other sheets: {column: (sheet, row, column)}. `kind` is the documented sheet that
    the row belongs to, which differs from `sheet` in the excerpt form.
    """

    sheet: str
    number: int
    cells: dict
    origins: dict = field(default_factory=dict)
    kind: str = ""

    def __getitem__(self, column):
        return self.raw(column).strip()

    def raw(self, column):
        """The cell as it stands, for words that must match a text to the character."""
        return self.cells.get(column, "")

    def values(self, column):
        """The items of a `;` list."""
        return [item.strip() for item in self[column].split(";") if item.strip()]

    def integer(self, column):
        """The cell as int; None when empty."""
        return int(self[column]) if self[column] else None

    def problem(self, column, message):
        """A CellProblem at this row's cell."""
        return CellProblem(*self.origins.get(column, (self.sheet, self.number, column)), message)

    @property
    def name(self):
        """What a report calls the row."""
        place = _("%(sheet)s row %(n)d") % {"sheet": self.sheet, "n": self.number}
        return place if self.kind == self.sheet else _("%(kind)s from %(place)s") % {"kind": self.kind, "place": place}


def read_folder(folder):
    """{sheet name: [Row]} of every spreadsheet in `folder`.

    An XLSX workbook gives one sheet for each of its worksheets. Raises
    DescriptionRefused for a folder or file that cannot be read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DescriptionRefused([CellProblem(str(folder), 0, "", _("there is no such folder"))])
    sheets, problems = {}, []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".csv", ".xlsx") or path.name.startswith(("~$", ".")):
            continue
        try:
            for name, lines in _read_file(path):
                if name in sheets:
                    raise DescriptionRefused([CellProblem(name, 0, "", _("two sheets have this name; see %(file)s") % {
                        "file": path.name})])
                sheets[name], wrong = read_rows(name, lines)
                problems += wrong
        except DescriptionRefused as refusal:
            problems += refusal.problems
    if not sheets and not problems:
        problems = [CellProblem(folder.name, 0, "", _("the folder holds no CSV or XLSX file"))]
    if problems:
        raise DescriptionRefused(problems)
    return sheets


def _read_file(path):
    if path.stat().st_size > MAX_BYTES:
        raise DescriptionRefused([CellProblem(path.name, 0, "", _("larger than %(n)d bytes: split the batch") % {
            "n": MAX_BYTES})])
    return _read_workbook(path) if path.suffix.lower() == ".xlsx" else [(path.stem.lower(), _read_csv(path))]


def _read_csv(path):
    return csv_lines(path.stem, path.read_bytes())


def csv_lines(name, content):
    """The lines of a CSV sheet called `name`, each a list of cells. Raises DescriptionRefused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("byte %(n)d is not UTF-8: save the sheet as CSV in UTF-8") % {"n": error.start}
        raise DescriptionRefused([CellProblem(name, 0, "", message)]) from error
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        message = _("not a CSV file: %(error)s") % {"error": error}
        raise DescriptionRefused([CellProblem(name, 0, "", message)]) from error


def _read_workbook(path):
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return [(sheet.title.lower(), [[cell_text(cell) for cell in line]
                                       for line in sheet.iter_rows(values_only=True)]) for sheet in book]
    except Exception as error:  # openpyxl raises whatever a damaged file leads it to
        message = _("not a readable XLSX workbook (%(error)s): save it again") % {"error": type(error).__name__}
        raise DescriptionRefused([CellProblem(path.name, 0, "", message)]) from error


def cell_text(cell):
    """What a curator sees in the cell of a workbook; empty for None."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def read_rows(sheet, lines):
    """([Row], [CellProblem]) of the lines of one sheet; the first names the columns."""
    if not lines:
        return [], [CellProblem(sheet, 1, "", _("the sheet is empty: row 1 must name the columns"))]
    heading = [cell.strip() for cell in lines[0]]
    while heading and not heading[-1]:
        heading.pop()
    repeated = {name for name in heading if heading.count(name) > 1}
    problems = [CellProblem(sheet, 1, name or _("(no name)"), _("the column stands twice or has no name"))
                for name in sorted(repeated | ({""} & set(heading)))]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        problems += _line_problems(sheet, number, heading, line)
        rows.append(Row(sheet, number, dict(zip(heading, line, strict=False)), kind=sheet))
    return rows, problems


def _line_problems(sheet, number, heading, line):
    if any(cell.strip() for cell in line[len(heading):]):
        yield CellProblem(sheet, number, "", _("the row has more cells than the %(n)d columns of row 1") % {
            "n": len(heading)})
    for name, cell in zip(heading, line, strict=False):
        if len(cell) > MAX_CELL:
            yield CellProblem(sheet, number, name, _("longer than %(n)d characters") % {"n": MAX_CELL})
        if "\x00" in cell:
            yield CellProblem(sheet, number, name, _("holds a NUL character: remove it"))
