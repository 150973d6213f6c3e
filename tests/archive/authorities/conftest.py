"""A browser for each of the cast, as the desk's own tests have."""
from tests.archive.curation.conftest import clients

__all__ = ["clients"]
