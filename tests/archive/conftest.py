"""A browser for each of the cast."""
import pytest
from django.test import Client


@pytest.fixture
def clients(cast):
    """{name: Client}, logged in but for the reader."""
    browsers = {name: Client() for name in cast}
    for name, browser in browsers.items():
        if name != "reader":
            browser.force_login(cast[name])
    return browsers
