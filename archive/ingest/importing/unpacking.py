"""Opens what came by upload: CSV files, a workbook, or one ZIP of them, each within limits.

Nothing is written to disk and no name of an archive is used as a path. Sizes are
taken from the directory of the ZIP, beyond which `zipfile` reads nothing.
"""
import lzma
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from archive.ingest.description.problems import CellProblem, DescriptionRefused
from archive.ingest.description.sheets import csv_lines, read_rows
from archive.ingest.importing.workbook import MOST_COLUMNS, refuse_vast, workbook_lines

MOST_BYTES = 20 * 1024**2
MOST_UNPACKED = 100 * 1024**2
MOST_FILES = 100
MOST_ROWS = 2_000
ENDINGS = (".csv", ".xlsx")
# What `zipfile` and its decoders raise of a damaged archive; IndexError of a member without a name.
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError, IndexError)
SEVERAL_COLUMNS = re.compile(r"^[^,]*[;\t][^,]*$")


def read_uploaded(files):
    """({sheet name: [Row]}, [CellProblem]) of `files`, a list of (name, bytes).

    Raises DescriptionRefused for a file that is not opened at all. A sheet that
    cannot be read is a problem of row 0 or 1; what else can be read is returned,
    but nothing of what has too many rows.
    """
    sheets, problems = {}, []
    for name, content in unpacked(files):
        try:
            problems += _read_into(sheets, name, content)
        except DescriptionRefused as refusal:
            problems += refusal.problems
    excess = list(_too_many(sheets))
    return ({} if excess else sheets), problems + excess


def _read_into(sheets, name, content):
    """Add the rows of one spreadsheet to `sheets`; return its CellProblems. Raises DescriptionRefused."""
    problems = []
    for sheet, lines, wrong in _lines(name, content):
        problems += wrong
        if sheet in sheets:
            problems.append(CellProblem(sheet, 0, "", _("two sheets have this name; see %(file)s") % {"file": name}))
            continue
        sheets[sheet], wrong = read_rows(sheet, lines)
        problems += wrong + list(_one_column(sheet, lines))
    return problems


def unpacked(files):
    """[(name, bytes)] of the spreadsheets in `files`, those of a ZIP among them. Raises DescriptionRefused."""
    if sum(len(content) for _name, content in files) > MOST_BYTES:
        raise _refused("", _("the files have more than %(n)d MB together: send fewer rows at a time")
                       % {"n": MOST_BYTES // 1024**2})
    found = []
    for name, content in files:
        ending = PurePosixPath(name).suffix.lower()
        if ending == ".zip":
            found += _members(name, content)
        elif ending in ENDINGS:
            found.append((name, content))
        else:
            raise _refused(name, _("is not a CSV, XLSX or ZIP file: save the sheet as one of these"))
    if not found:
        raise _refused("", _("there is no CSV or XLSX file: choose at least one"))
    return found


def _members(name, content):
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            refuse_bomb(name, members)
            for member in members:
                _refuse_member(name, member)
            members = [one for one in members if not _is_clutter(one.filename)]
            return [(PurePosixPath(one.filename).name, archive.read(one)) for one in members]
    except UNREADABLE as error:
        raise _refused(name, _("is not a readable ZIP file: make it again")) from error


def refuse_bomb(name, members):
    """Raise DescriptionRefused for an archive of too many members, or too many bytes once unpacked."""
    if len(members) > MOST_FILES:
        raise _refused(name, _("holds %(n)d files; at most %(most)d are opened") % {
            "n": len(members), "most": MOST_FILES})
    if sum(one.file_size for one in members) > MOST_UNPACKED:
        raise _refused(name, _("would unpack to more than %(n)d MB: send fewer rows at a time")
                       % {"n": MOST_UNPACKED // 1024**2})


def _refuse_member(name, member):
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise _refused(name, _("names “%(member)s”, which leads out of it: put the sheets in by their names alone")
                       % {"member": member.filename[:100]})
    if path.suffix.lower() not in ENDINGS and not _is_clutter(member.filename):
        raise _refused(name, _("holds “%(member)s”, which is neither CSV nor XLSX: take it out")
                       % {"member": member.filename[:100]})


def _is_clutter(path):
    """What file managers put into archives unasked."""
    parts = PurePosixPath(path).parts
    return parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$"))


def _lines(name, content):
    """[(sheet name, lines, problems)] of one spreadsheet."""
    if PurePosixPath(name).suffix.lower() == ".csv":
        stem = PurePosixPath(name).stem.lower()
        refuse_vast(stem, sum(map(content.count, (b"\n", b"\r", b","))))
        return [(stem, [line[:MOST_COLUMNS] for line in csv_lines(stem, content)], [])]
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            refuse_bomb(name, archive.infolist())
    except UNREADABLE as error:
        raise _refused(name, _("is not a readable XLSX workbook: save it again")) from error
    return workbook_lines(name, content)


def _one_column(sheet, lines):
    """A sheet whose columns are not separated by commas has one column with all names in it."""
    cells = [cell for cell in lines[0] if cell.strip()] if lines else []
    if len(cells) == 1 and SEVERAL_COLUMNS.match(cells[0]):
        yield CellProblem(sheet, 1, "", _("the columns are separated by semicolons or tabs: save the sheet as CSV "
                                          "with commas, or as XLSX"))


def _too_many(sheets):
    count = sum(map(len, sheets.values()))
    if count > MOST_ROWS:
        yield CellProblem("", 0, "", _("there are %(n)d rows; at most %(most)d are taken at a time: split the sheets")
                          % {"n": count, "most": MOST_ROWS})


def _refused(name, message):
    return DescriptionRefused([CellProblem(name, 0, "", message)])
