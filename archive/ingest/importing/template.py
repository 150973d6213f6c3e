"""An empty workbook with every sheet and column, made from what the check knows, so that the two agree."""
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from archive.ingest.description.columns import SHEETS


def write_workbook(sheets):
    """The bytes of an XLSX with one worksheet for each of `sheets`, {name: (columns, [row of cells as text])}.

    Every cell is a text: a spreadsheet program computes none of them, and keeps
    2018-02 and 007 as they are.
    """
    book = Workbook(write_only=True)
    for name, (columns, rows) in sheets.items():
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        page.append([_cell(page, column, is_heading=True) for column in columns])
        for row in rows:
            page.append([_cell(page, text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def template_workbook():
    """The bytes of the empty workbook."""
    return write_workbook({name: (list(columns), []) for name, columns in SHEETS.items()})


def _cell(page, text, is_heading=False):
    cell = WriteOnlyCell(page, value=text or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
    if is_heading:
        cell.font = Font(bold=True)
    return cell
