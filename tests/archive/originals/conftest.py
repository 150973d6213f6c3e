"""A store without limits, in a place of its own."""
import pytest

from archive.originals.limits import StoreLimits
from archive.originals.store import OriginalStore


@pytest.fixture
def store(tmp_path):
    return OriginalStore(tmp_path / "originals", limits=StoreLimits())
