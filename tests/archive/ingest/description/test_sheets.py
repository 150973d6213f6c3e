"""Spreadsheets that cannot be read at all, and what is read from those that can."""
import datetime

import openpyxl
import pytest

from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.description.sheets import read_folder


def refusal(folder):
    with pytest.raises(DescriptionRefused) as caught:
        read_folder(folder)
    return [(one.sheet, one.row, one.column, one.message) for one in caught.value.problems]


def write(folder, content, name="documents.csv"):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(("content", "place", "message"), [
    ("id,title\nA,caf\u00e9\n".encode("latin-1"), ("documents", 0, ""), "byte 14 is not UTF-8"),
    ("", ("documents", 1, ""), "the sheet is empty"),
    ("id,id\nA,B\n", ("documents", 1, "id"), "stands twice or has no name"),
    ("id,,title\nA,B,C\n", ("documents", 1, "(no name)"), "stands twice or has no name"),
    ("id,title\nA,B,C\n", ("documents", 2, ""), "more cells than the 2 columns"),
    ("id,title\nA,\"B\nC\n", ("documents", 0, ""), "not a CSV file"),
    ("id,title\nA,B\x00C\n", ("documents", 2, "title"), "NUL"),
    ("id,title\nA," + "x" * 100_001 + "\n", ("documents", 2, "title"), "longer than 100000 characters"),
])
def test_a_sheet_that_cannot_be_read_is_named(tmp_path, content, place, message):
    found = refusal(write(tmp_path, content))
    assert [one[:3] for one in found] == [place]
    assert message in found[0][3]


def test_a_damaged_workbook_is_named(tmp_path):
    found = refusal(write(tmp_path, b"PK\x03\x04 not a workbook", "all.xlsx"))
    assert found[0][:3] == ("all.xlsx", 0, "")
    assert "not a readable XLSX workbook" in found[0][3]


def test_two_sheets_of_one_name_are_refused(tmp_path):
    write(tmp_path, "id\nA\n")
    book = openpyxl.Workbook()
    book.active.title = "Documents"
    book.active.append(["id"])
    book.save(tmp_path / "more.xlsx")
    assert "two sheets have this name" in refusal(tmp_path)[0][3]


def test_an_empty_or_missing_folder_is_refused(tmp_path):
    assert "no CSV or XLSX file" in refusal(tmp_path)[0][3]
    assert "no such folder" in refusal(tmp_path / "missing")[0][3]


def test_other_files_and_lock_files_are_left_alone(tmp_path):
    write(tmp_path, "id\nA\n")
    write(tmp_path, "notes", "readme.txt")
    write(tmp_path, b"\xff", "~$documents.xlsx")
    assert list(read_folder(tmp_path)) == ["documents"]


def test_rows_are_numbered_as_the_spreadsheet_does_and_empty_ones_skipped(tmp_path):
    rows = read_folder(write(tmp_path, "\ufeffid,title\nA,first\n,\nB,\" second \"\n"))["documents"]
    assert [(row.number, row["id"], row["title"]) for row in rows] == [(2, "A", "first"), (4, "B", "second")]


def test_workbook_cells_become_the_words_a_curator_sees(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "documents"
    book.active.append(["id", "a", "b", "c", "d"])
    book.active.append([7.0, datetime.datetime(2020, 8, 22), datetime.datetime(2020, 8, 22, 14, 30), 0.5, None])
    book.save(tmp_path / "all.xlsx")
    row = read_folder(tmp_path)["documents"][0]
    assert [row[name] for name in ["id", "a", "b", "c", "d"]] == ["7", "2020-08-22", "2020-08-22T14:30:00", "0.5", ""]
