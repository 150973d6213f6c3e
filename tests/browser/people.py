"""People at their browsers: each logs in by hand once, and comes back later with the session they were given."""
import base64
import re
import sqlite3
from contextlib import closing

from django.conf import settings
from playwright.sync_api import expect

FILES = settings.PROJECT_ROOT / "fixtures" / "demo" / "files"
KINDS = {
    "motion.txt": FILES / "assembly" / "motion-31.txt", "sellers.html": FILES / "broadcasting" / "flood-sellers.html",
    "judgment.pdf": FILES / "court" / "judgment-2014.pdf", "order.png": FILES / "open-water" / "order-114.png",
    "bulletin.wav": FILES / "broadcasting" / "river-bulletin.wav",
}
DROP = """async (zone, files) => {
    const carried = new DataTransfer();
    for (const [name, data] of files) {
        carried.items.add(new File([Uint8Array.from(atob(data), (one) => one.charCodeAt(0))], name));
    }
    for (const kind of ["dragenter", "dragover", "drop"]) {
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}"""
CURSOR = """async (words) => {
  const text = document.querySelector("[data-text]");
  text.focus();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().collapse(node, at);
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);  // selectionchange comes later
    return;
  }
}"""
SUM = ".sum"
sessions = {}


def log_in(browser, site, name, width=1280, height=720):
    """A page on the desk of this curator, in a context of its own."""
    options = {"base_url": site.base, "viewport": {"width": width, "height": height}}
    kept = sessions.get((site.base, name))
    if kept is not None:
        page = browser.new_context(**options, storage_state=kept).new_page()
        page.goto("/curation/")
        if "/account/login/" not in page.url:
            return page
        page.context.close()  # somebody ended the session meanwhile
    page = browser.new_context(**options).new_page()
    enter_password(page, name, site.password)
    sessions[site.base, name] = page.context.storage_state()
    return page


def enter_password(page, name, password):
    page.goto("/curation/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/curation/")


def identifier_in(address):
    return re.search(r"/documents/([0-9a-f-]{36})/", address)[1]


def unlike(path, mark):
    """The bytes of a demo file and a little more at their end: another file, of the same type."""
    return path.read_bytes() + b"\n" + mark.encode()


def drop(page, files):
    """Drop [(name, bytes)] on the page of intake."""
    page.locator("[data-drop]").evaluate(DROP, [[name, base64.b64encode(data).decode()] for name, data in files])


def put_cursor(page, words):
    """Put the cursor where `words` begin in the document's text, as a click there does, without a mouse."""
    page.evaluate(CURSOR, words)


def until(page, script, given=None):
    """Wait until `script` says something true of the page.

    Playwright's own wait_for_function evaluates text inside the page, which the site's policy forbids.
    """
    for _turn in range(200):
        if page.evaluate(script, given):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not within ten seconds: {script}")


def all_settled(page, count):
    expect(page.locator("[data-lines] li.is-settled")).to_have_count(count, timeout=60_000)


def take_in(page, *paths):
    """Send files as this curator; the identifiers of their drafts, in the order of the paths."""
    page.goto("/curation/intake/")
    page.set_input_files("[data-files]", paths)
    all_settled(page, len(paths))
    lines = page.locator("[data-lines] li")
    return [identifier_in(lines.filter(has_text=path.name).locator("a.where").get_attribute("href")) for path in paths]


def asked(site, question, *values):
    """Rows from the running site's own database."""
    with closing(sqlite3.connect(site.var / "standpoint.sqlite3")) as database:
        return database.execute(question, values).fetchall()
