"""A real site, started as `make run` starts it, and a real browser to look at it."""
import fcntl
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.browser.people import log_in
from tests.requirements import require_chromium

START = settings.PROJECT_ROOT / "deploy" / "start.py"
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """The running site: its address, the demo password, and where it keeps its files."""

    base: str
    password: str
    var: Path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, worker_id):
    """The folder of a site with the demo collection, prepared by the first worker that needs it; sites are copies."""
    root = tmp_path_factory.getbasetemp()
    root = root if worker_id == "master" else root.parent  # where all workers of this run meet
    folder, is_done = root / "prepared", root / "prepared.done"
    with (root / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_done.exists():
            with running(folder, free_port()):
                pass
            is_done.touch()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory, prepared):
    var, port = tmp_path_factory.mktemp("site") / "var", free_port()
    shutil.copytree(prepared, var)
    with running(var, port) as password:
        yield Site(f"http://127.0.0.1:{port}", password, var)


@contextmanager
def running(var, port):
    """The site in this folder, served until the block ends; yields the demo password."""
    require_chromium()
    var.mkdir(exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "archive.settings", "VAR_ROOT": str(var), "MEDIA_ROOT": str(var / "media"),
        "ADDRESS": f"127.0.0.1:{port}", "BASE_URL": f"http://127.0.0.1:{port}",
    }
    log = var / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen([sys.executable, START], env=environment, stdout=output, stderr=output)
    try:
        yield wait_until_served(server, log, port)
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_until_served(server, log, port):
    """The demo password that the site prints once it is ready."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and server.poll() is None:
        found = re.search(r"Password\s+(\S+)", log.read_text(errors="replace"))
        if found:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return found[1]
            except OSError:
                pass
        time.sleep(0.1)
    raise AssertionError(f"the site did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def browser():
    path = require_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def everybody_leaves(browser):
    """Contexts that a test opened are closed after it; those of its whole module stay."""
    there = list(browser.contexts)
    yield
    for context in browser.contexts:
        if context not in there:
            context.close()


@contextmanager
def visiting(browser, site, width, height, page=None):
    """A fresh visitor, or `page`; the test fails if it logs an error (a blocked script or style, for example)."""
    if page is None:
        page = browser.new_context(base_url=site.base, viewport={"width": width, "height": height}).new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert [text for text in errors if "status of 4" not in text] == []


@pytest.fixture
def page(browser, site):
    with visiting(browser, site, 1280, 900) as page:
        yield page


@pytest.fixture
def phone(browser, site):
    with visiting(browser, site, 390, 800) as page:
        yield page


@pytest.fixture
def cataloguer(browser, site):
    """A cataloguer's page; the test fails if a script of it does."""
    page = log_in(browser, site, "cataloguer")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert errors == []


@pytest.fixture
def without_script(browser, site):
    context = browser.new_context(base_url=site.base, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def addresses(site):
    """{file name: address of its document's page}, from the running site's own catalog."""
    with closing(sqlite3.connect(site.var / "standpoint.sqlite3")) as database:
        return {name: f"/documents/{document}/" for document, name in
                database.execute("SELECT document_id, filename FROM catalog_publishedfile")}


def pytest_terminal_summary(terminalreporter):
    """Say at the end what tests counted and told by `record_property("told", words)`."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, ())]
    for words in [value for report in reports for name, value in report.user_properties if name == "told"]:
        terminalreporter.write_line(words)
