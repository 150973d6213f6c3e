"""Reads the worksheets of an XLSX (ECMA-376) that may have been made to do harm.

Formulas are not computed: the row that holds one is told so. The parser never sees a
document type declaration, the only way by which XML can name a file or grow.
"""
import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from archive.ingest.description.problems import CellProblem, DescriptionRefused
from archive.ingest.description.sheets import cell_text

MOST_COLUMNS = 300
MOST_CELLS = 3_000_000  # each row counts as one more; spreadsheet programs know about a million rows
FORMULA = "="
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,20})"')
CHUNK = 1024**2


def workbook_lines(name, content):
    """[(sheet name, lines, problems)] of a workbook whose size was checked. Raises DescriptionRefused.

    A worksheet without any cell is left out.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_declarations(name, archive)
            book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
            found = [(sheet.title.lower(), _lines(sheet), list(_merged(sheet, archive))) for sheet in book.worksheets]
    except DescriptionRefused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file leads it to
        message = _("not a readable XLSX workbook (%(error)s): save it again") % {"error": type(error).__name__}
        raise DescriptionRefused([CellProblem(name, 0, "", message)]) from error
    return [one for one in found if any(map(any, one[1]))]


def refuse_vast(sheet, cells):
    """Raise DescriptionRefused for more cells than are read; a few bytes can stand for millions of them."""
    if cells > MOST_CELLS:
        message = _(
            "the sheet is too large: delete what stands beyond its last row and column, or send fewer rows at a time")
        raise DescriptionRefused([CellProblem(sheet, 0, "", message)])


def _lines(sheet):
    """Each row as far as it is filled: one stray cell at the end of a sheet makes a million empty rows."""
    sheet.reset_dimensions()
    lines, cells = [], 0
    for line in sheet.iter_rows(values_only=True):
        cells += len(line) + 1
        refuse_vast(sheet.title.lower(), cells)
        lines.append([_text(cell) for cell in line[:MOST_COLUMNS]])
    return lines


def _text(cell):
    if isinstance(cell, (ArrayFormula, DataTableFormula)):
        return FORMULA
    if isinstance(cell, str) and cell in ERROR_CODES:
        return f"{FORMULA}{cell}"
    return cell_text(cell)


def _merged(sheet, archive):
    """A problem for each merged area: only its first cell holds what the others seem to say."""
    path = getattr(sheet, "_worksheet_path", "").lstrip("/")
    for area in MERGED.findall(archive.read(path))[:20]:
        first = re.search(rb"[0-9]+", area)
        yield CellProblem(sheet.title.lower(), int(first[0]) if first else 0, "", _(
            "the cells %(area)s are merged: separate them and fill in each row") % {"area": area.decode()})


def _refuse_declarations(name, archive):
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")) and _declares(archive, member):
            raise DescriptionRefused([CellProblem(name, 0, "", _(
                "holds an XML document type declaration, which no spreadsheet program writes: save it again"))])


def _declares(archive, member):
    """Whether the part holds `<!DOCTYPE` or `<!ENTITY`, in whichever encoding of Unicode."""
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            seen = before + chunk.replace(b"\x00", b"")
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                return True
            before = seen[-16:]
    return False
