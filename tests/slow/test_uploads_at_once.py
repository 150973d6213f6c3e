"""Fifty identical uploads at once, from two processes of 25 threads: one blob, one document, no error."""
import pytest

from tests.slow.own_site import PROJECT

pytestmark = pytest.mark.slow
SCRIPT = PROJECT / "tests" / "slow" / "upload_at_once.py"


def test_fifty_identical_uploads_at_once(own_site):
    own_site.python(SCRIPT, 0)  # makes the program's account
    running = [own_site.start(SCRIPT, 25) for _process in range(2)]
    outcomes = []
    for process in running:
        output, errors = process.communicate()
        assert process.returncode == 0, errors[-4000:]
        outcomes += output.split("\n")
    assert sorted(outcomes) == ["finished created"] + ["finished unchanged"] * 49
    assert own_site.query("SELECT count(*) FROM archive_original") == [(1,)]
    assert own_site.query("SELECT count(*) FROM archive_document") == [(1,)]
    assert own_site.query("SELECT count(*) FROM archive_event WHERE type IN ('ingestion', 'transfer')") == [(50,)]
    blobs = [path for path in (own_site.media / "originals").rglob("*") if path.is_file() and len(path.name) == 64]
    assert len(blobs) == 1
    assert "events, " in own_site.manage("archive_verify_ledger")  # it fails if a row is not as written
