"""Capturing by address as people meet it: switched on, asked for, done by another process, told without a reload."""
import pytest
from playwright.sync_api import expect

from tests.browser.test_signing_in import no_violations

pytestmark = pytest.mark.browser


def log_in(page, site, name):
    page.goto("/curation/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/curation/")


def test_a_capture_is_switched_on_asked_for_and_told_by_itself(page, site):
    log_in(page, site, "administrator")
    page.goto("/curation/intake/")
    page.get_by_role("link", name="Policy").last.click()
    page.locator("form[action$='/switches/capture/'] button").click()
    page.goto("/curation/intake/")
    no_violations(page)
    page.get_by_label("Capture a page by its address").fill("https://nobody.invalid/page")
    page.get_by_role("button", name="Capture", exact=True).click()
    page.wait_for_url("**/curation/captures/")
    line = page.get_by_role("row", name="nobody.invalid")
    expect(line).to_contain_text("was not found", timeout=60_000)
    expect(line).to_contain_text("failed")
    expect(page.locator("#status")).to_have_text("A capture has ended.")
    no_violations(page)
    page.goto("/curation/queues/tasks/")
    page.get_by_role("link", name="nobody.invalid").click()
    line.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The page will be captured in a moment.")).to_be_visible()
