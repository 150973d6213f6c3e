"""The files of the description material, taken in and not yet described, and sheets about them as a workbook."""
import pytest

from archive.ingest.importing.apply import apply_import
from archive.ingest.importing.opening import open_import, plan_kept
from archive.vocabularies import load_vocabularies
from tests.archive.ingest.description.material import FILES, good_sheets, workbook, write_files


def desk_sheets():
    """`good_sheets` without the letter: its two scans are two drafts, and the desk joins no files."""
    sheets = good_sheets()
    for name, rows in sheets.items():
        sheets[name] = [row for row in rows if row.get("id") != "L" and row.get("document") != "L"]
    del sheets["quotations"]
    return sheets


@pytest.fixture
def held(db, received, ingest):
    """The IngestBatch of intake of the files, each of them a draft."""
    load_vocabularies()
    write_files(received, {name: FILES[name] for name in ("digest.txt", "photo.png")})
    return ingest()


@pytest.fixture
def plan(held, by):
    """plan(sheets): (the import's batch, its Plan), with the names of the files of `held`."""
    def plan(sheets, by=by, files_of=held):
        opened = open_import([("sheets.xlsx", workbook(sheets))], by, files_of)
        return opened, plan_kept(opened, by)

    return plan


@pytest.fixture
def apply(plan, by):
    """apply(sheets): plan and apply at once; returns (the import's batch, its ChangeSet)."""
    def apply(sheets, leaving_out=False):
        opened, planned = plan(sheets)
        change_set = apply_import(opened, by, planned.token, leaving_out)
        opened.refresh_from_db()
        return opened, change_set

    return apply


def outcomes(plan):
    """{line name: outcome}."""
    return {line.name: str(line.outcome) for line in plan.lines}


def line(plan, name):
    return next(one for one in plan.lines if one.name == name)


def told(plan):
    """[(sheet, row, column, message)] of every problem."""
    return [(one.sheet, one.row, one.column, str(one.message)) for one in plan.all_problems()]
