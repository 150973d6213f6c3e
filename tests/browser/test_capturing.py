"""Capturing by address as people meet it: switched on, asked for, done by another process, told without a reload."""
import os
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import log_in

pytestmark = pytest.mark.browser


@contextmanager
def worker_asleep(site):
    """Inside, the process that captures does nothing, so that a page shows what waits for it."""
    process = worker_of(site)
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def worker_of(site):
    """The process id of this site's own worker."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line, environment = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
            except OSError:
                continue
            if b"archive_capture" in line and f"VAR_ROOT={site.var}".encode() in environment.split(b"\0"):
                return int(entry.name)
    raise AssertionError("no process of this site captures")


def test_a_capture_is_switched_on_asked_for_and_told_by_itself(browser, site):
    page = log_in(browser, site, "administrator")
    page.goto("/curation/intake/")
    page.get_by_role("link", name="Policy").last.click()
    with page.expect_navigation():
        page.locator("form[action$='/switches/capture/'] button").click()
    page.goto("/curation/intake/")
    assert barriers_on(page) == []
    line = page.get_by_role("row", name="nobody.invalid")
    with worker_asleep(site):
        page.get_by_label("Capture a page by its address").fill("https://nobody.invalid/page")
        page.get_by_role("button", name="Capture", exact=True).click()
        page.wait_for_url("**/curation/captures/")
        expect(line).to_contain_text("waiting")
    expect(line).to_contain_text("was not found", timeout=60_000)
    expect(line).to_contain_text("failed")
    expect(page.locator("#status")).to_have_text("A capture has ended.")
    assert barriers_on(page) == []
    page.goto("/curation/queues/tasks/")
    page.get_by_role("link", name="nobody.invalid").click()
    line.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The page will be captured in a moment.")).to_be_visible()
