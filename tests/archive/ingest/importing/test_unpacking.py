"""Files that were made to do harm, or cannot be read: refused with the reason, and nothing is kept."""
import io
import zipfile

import openpyxl
import pytest

from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.importing import unpacking
from archive.ingest.importing import workbook as reading
from archive.ingest.importing.unpacking import read_uploaded
from archive.ingest.importing.workbook import workbook_lines
from tests.archive.ingest.description.material import workbook


def packed(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(*files):
    with pytest.raises(DescriptionRefused) as caught:
        read_uploaded(list(files))
    return str(caught.value.problems[0])


def problems(*files):
    return [str(one) for one in read_uploaded(list(files))[1]]


def altered(content, name, change):
    """The workbook with one of its parts changed by `change(bytes)`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({one: change(archive.read(one)) if one == name else archive.read(one)
                       for one in archive.namelist()})


def newer(content):
    """The archive, said to need a later version of the format than there is (APPNOTE 4.4.3)."""
    at = content.index(b"PK\x01\x02") + 6
    return content[:at] + b"\xc8" + content[at + 1:]


SHEETS = {"documents": [{"id": "A", "title": "First"}]}
CSV = b"id,title\nA,First\n"


def test_sheets_come_as_csv_as_a_workbook_or_as_a_zip_of_them():
    both = {"documents.csv": CSV, "more/agents.xlsx": workbook({"agents": [{"name": "X"}]}),
            "__MACOSX/._documents.csv": b"\x00"}
    for files in ([("documents.csv", CSV)], [("a.xlsx", workbook(SHEETS))], [("a.zip", packed(both))]):
        sheets, wrong = read_uploaded(files)
        assert (wrong, sheets["documents"][0]["title"]) == ([], "First")
    assert sheets["agents"][0]["name"] == "X"


@pytest.mark.parametrize("name", ["../documents.csv", "/etc/documents.csv", "a/../../documents.csv",
                                  "..\\documents.csv", "C:\\documents.csv"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name):
    assert "leads out of it" in refusal(("a.zip", packed({name: CSV})))


def test_bombs_are_refused_before_they_unpack(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1000)
    assert "would unpack to more than" in refusal(("a.zip", packed({"documents.csv": b"x" * 2000})))
    assert "would unpack to more than" in problems(("a.xlsx", workbook(SHEETS)))[0]
    many = packed({f"{n}.csv": CSV for n in range(101)})
    assert "holds 101 files; at most 100" in refusal(("a.zip", many))


def test_other_files_damaged_files_and_no_files_are_refused():
    assert "neither CSV nor XLSX" in refusal(("a.zip", packed({"a.exe": b"MZ"})))
    assert "neither CSV nor XLSX" in refusal(("a.zip", packed({"inner.zip": packed({"documents.csv": CSV})})))
    assert "not a readable ZIP" in refusal(("a.zip", packed({"documents.csv": CSV})[:-10]))
    assert "is not a CSV, XLSX or ZIP file" in refusal(("a.ods", b"x"))
    assert "no CSV or XLSX file" in refusal(("a.zip", packed({})))
    assert "not a readable XLSX" in problems(("a.xlsx", b"PK nothing"))[0]
    assert "not a readable XLSX" in problems(("a.xlsx", newer(workbook(SHEETS))))[0]
    for damaged in (newer(packed({"documents.csv": CSV})), packed({".": CSV}),
                    packed({"documents.csv": CSV * 9}, zipfile.ZIP_LZMA).replace(b"]\x00\x00", b"\xff" * 3)):
        assert "not a readable ZIP" in refusal(("a.zip", damaged))
    assert "more than 20 MB" in refusal(("documents.csv", b"x" * (20 * 1024**2 + 1)))


def test_a_csv_in_another_encoding_is_told_by_the_byte():
    assert problems(("documents.csv", "id,title\nA,café\n".encode("latin-1"))) == [
        "documents: byte 14 is not UTF-8: save the sheet as CSV in UTF-8"]


def test_columns_separated_by_semicolons_are_told():
    assert "separated by semicolons or tabs" in problems(("documents.csv", b"id;title\nA;First\n"))[0]


def test_a_blank_heading_and_merged_cells_are_told():
    assert "the column stands twice or has no name" in problems(("documents.csv", b"id,,title\nA,B,C\n"))[0]
    book = openpyxl.Workbook()
    book.active.title = "documents"
    for row in (["id", "title"], ["A", "First"], ["B", "Second"]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    assert "the cells B2:B3 are merged" in problems(("a.xlsx", out.getvalue()))[0]


def test_formulas_and_errors_of_a_workbook_reach_the_check_as_such():
    book = openpyxl.Workbook()
    book.active.title = "documents"
    book.active.append(["id", "title", "notes"])
    book.active.append(["A", "=1+1", "#N/A"])
    out = io.BytesIO()
    book.save(out)
    row = read_uploaded([("a.xlsx", out.getvalue())])[0]["documents"][0]
    assert (row["title"], row["notes"]) == ("=1+1", "=#N/A")


@pytest.mark.parametrize("declaration", [
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
])
def test_a_workbook_with_a_document_type_is_never_parsed(declaration):
    def declare(content):
        start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:start] + declaration + content[start:]

    hostile = altered(workbook(SHEETS), "xl/worksheets/sheet1.xml", declare)
    assert "document type declaration" in problems(("a.xlsx", hostile))[0]


def test_too_many_rows_are_told_with_the_limit(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_ROWS", 2)
    sheets, wrong = read_uploaded([("documents.csv", b"id,title\nA,a\nB,b\nC,c\n")])
    assert "there are 3 rows; at most 2" in str(wrong[0])
    assert sheets == {}  # nobody waits for a preview of what is not taken


def test_one_stray_cell_at_the_end_of_a_sheet_makes_no_million_rows_of_cells():
    book = openpyxl.load_workbook(io.BytesIO(workbook(SHEETS)))
    book["documents"]["A100000"].font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    (_sheet, lines, _wrong), = workbook_lines("a.xlsx", out.getvalue())
    assert (len(lines), sum(map(len, lines))) == (100_000, 5)
    assert [row["title"] for row in read_uploaded([("a.xlsx", out.getvalue())])[0]["documents"]] == ["First"]


def test_sheets_of_more_cells_than_are_read_are_refused_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CELLS", 20)
    far = altered(workbook(SHEETS), "xl/worksheets/sheet1.xml",
                  lambda content: content.replace(b"</sheetData>", b'<row r="999999999"/></sheetData>'))
    for file in (("a.xlsx", far), ("documents.csv", CSV + b"\n" * 20), ("documents.csv", b"," * 21)):
        sheets, wrong = read_uploaded([file])
        assert (sheets, "the sheet is too large" in str(wrong[0])) == ({}, True)


def test_an_unused_worksheet_is_left_alone():
    book = openpyxl.load_workbook(io.BytesIO(workbook(SHEETS)))
    book.create_sheet("Sheet1")
    out = io.BytesIO()
    book.save(out)
    sheets, wrong = read_uploaded([("a.xlsx", out.getvalue())])
    assert (list(sheets), wrong) == (["documents"], [])
