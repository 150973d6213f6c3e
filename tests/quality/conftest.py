"""The same running site that the browser tests look at."""
from tests.browser.conftest import prepared, site

__all__ = ["prepared", "site"]
