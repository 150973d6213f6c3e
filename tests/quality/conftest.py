"""The same running site that the browser tests look at."""
from tests.browser.conftest import site

__all__ = ["site"]
