"""A received folder with the files of the material, and a way to describe it."""
import pytest

from archive.ingest.description.problems import DescriptionRefused
from archive.vocabularies import load_vocabularies
from tests.archive.ingest.description.material import write_csv, write_files


@pytest.fixture(autouse=True)
def vocabularies(db):
    load_vocabularies()


@pytest.fixture
def files(received):
    write_files(received)
    return received


@pytest.fixture
def describe(files, ingest, tmp_path):
    """describe(sheets, write=write_csv): take the files in with this description; return the batch."""
    def describe(sheets, write=write_csv):
        folder = tmp_path / "description"
        for old in folder.glob("*") if folder.is_dir() else ():
            old.unlink()
        return ingest(description=write(folder, sheets))

    return describe


@pytest.fixture
def problems(describe):
    """problems(sheets): the bad cells, as (sheet, row, column, message)."""
    def problems(sheets, write=write_csv):
        with pytest.raises(DescriptionRefused) as caught:
            describe(sheets, write)
        return [(one.sheet, one.row, one.column, one.message) for one in caught.value.problems]

    return problems
