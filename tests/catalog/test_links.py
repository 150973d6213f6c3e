"""Addresses found once are those that Django would find."""
from uuid import uuid4

import pytest
from django.urls import reverse, set_script_prefix

from catalog.links import page_path


@pytest.mark.parametrize(("name", "arguments"), [
    ("home", ()), ("documents", ()), ("document", (uuid4(),)), ("agent", (str(uuid4()),)),
    ("thumbnail", (uuid4(), "ab" * 32)), ("file", (uuid4(), "ab" * 32, "سند 1%.pdf")),
])
def test_addresses_are_those_of_the_site_below_any_prefix(name, arguments):
    for prefix in ("/", "/below/", "/"):
        set_script_prefix(prefix)
        assert page_path(name, *arguments) == reverse(f"catalog:{name}", args=arguments)


def test_an_address_takes_nothing_that_would_lead_elsewhere():
    assert page_path("document", "../x?y") == "/documents/..%2Fx%3Fy/"
