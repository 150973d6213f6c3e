"""One sandbox for all tests of a worker, and a way to hand it bytes."""

import pytest

from archive.ingest.extraction import ExtractionSandbox


@pytest.fixture(scope="session")
def sandbox():
    with ExtractionSandbox() as sandbox:
        yield sandbox


@pytest.fixture
def extract(sandbox, tmp_path):
    def extract(content: bytes, filename: str = "file"):
        path = tmp_path / "stored"
        path.write_bytes(content)
        return sandbox.extract(path, filename=filename)

    return extract
