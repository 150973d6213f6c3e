"""Memory of the ingest does not grow with the file: 2 GB take no more than a page of text."""
import hashlib
import os
import shutil

import pytest

from tests.slow.own_site import PROJECT, OwnSite

pytestmark = pytest.mark.slow
LARGE = 2 * 1024**3
NEEDED = 6 * 1024**3
ALLOWED_GROWTH = 64 * 1024**2


@pytest.fixture
def enough_space(tmp_path):
    free = shutil.disk_usage(tmp_path).free
    if free >= NEEDED:
        return
    reason = f"needs 6 GB of free disk below {tmp_path}, there are {free / 1024**3:.1f} GB"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def make_large(path):
    """A file of LARGE bytes: a generated mebibyte at every 64th place, holes between; return its SHA-256."""
    mebibyte = 1024**2
    block, hole, digest = os.urandom(mebibyte), bytes(mebibyte), hashlib.sha256()
    with path.open("wb") as stream:
        for number in range(LARGE // mebibyte):
            is_written = number % 64 == 0
            digest.update(block if is_written else hole)
            if is_written:
                stream.seek(number * mebibyte)
                stream.write(block)
        stream.truncate(LARGE)
    return digest.hexdigest()


def peak_memory(site, path):
    return int(site.python(PROJECT / "tests" / "slow" / "flat_memory_ingest.py", path))


def test_a_2_gb_file_takes_hardly_more_memory_than_a_tiny_one(tmp_path, template_site, enough_space):
    tiny, large = tmp_path / "tiny.txt", tmp_path / "large.bin"
    tiny.write_text("A few words.")
    sha256 = make_large(large)
    for_tiny = peak_memory(OwnSite(tmp_path / "tiny-site", template_site), tiny)
    site = OwnSite(tmp_path / "large-site", template_site)
    for_large = peak_memory(site, large)
    assert site.query("SELECT sha256, size FROM archive_original") == [(sha256, LARGE)]
    assert site.blob(sha256).stat().st_size == LARGE
    print(f"peak {for_tiny / 1024**2:.1f} MiB for a tiny file, {for_large / 1024**2:.1f} MiB for 2 GiB")
    large.unlink()
    site.blob(sha256).unlink()
    assert for_large - for_tiny < ALLOWED_GROWTH
