"""One reading room for all tests of a worker, and short ways to take files in."""
import pytest

from archive.ingest.described import batch_label, ingest_described, plan_ingest
from archive.ingest.reading import reading_room


@pytest.fixture(scope="session", autouse=True)
def warm_reading_room():
    with reading_room() as room:
        yield room


@pytest.fixture
def by(cast):
    return cast["cataloguer"]


@pytest.fixture
def received(tmp_path):
    """A folder below which tests put what is received."""
    folder = tmp_path / "received"
    folder.mkdir()
    return folder


@pytest.fixture
def ingest(by, received):
    """ingest(*paths, description=None): take in the paths, or all that was received; return the batch."""
    def ingest(*paths, description=None, collection=None):
        paths = list(paths) or [received]
        sources, sheets = plan_ingest(paths, description)
        return ingest_described(sources, sheets, by, label=batch_label(paths, description), collection=collection)

    return ingest


@pytest.fixture
def reads(monkeypatch):
    """The names of the files that are handed to the readers, as it happens."""
    from archive.ingest.extraction.sandbox import ExtractionSandbox

    names, extract_many = [], ExtractionSandbox.extract_many

    def noted(self, files):
        names.extend(filename for _path, filename in files)
        return extract_many(self, files)

    monkeypatch.setattr(ExtractionSandbox, "extract_many", noted)
    return names
