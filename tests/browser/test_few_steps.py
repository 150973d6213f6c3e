"""How many steps it takes from a captured page of a known publisher to “send to review”, counted by taking them."""
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import asked, identifier_in, log_in

pytestmark = pytest.mark.browser

MOST_STEPS = 12
PUBLISHER = "The Vessin Gauge"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>The lock at Orrin was shut for a week | {PUBLISHER}</title>
<meta property="og:title" content="The lock at Orrin was shut for a week">
<meta property="og:site_name" content="{PUBLISHER}">
<meta property="article:published_time" content="2014-06-02T08:00:00Z">
</head><body><h1>The lock at Orrin was shut for a week</h1><p>2 June 2014</p>
<p>The keeper says that the gate was mended on Friday.</p></body></html>"""


class Counted:
    """A person at a page: everything that they do is one step in `taken`."""

    def __init__(self, page):
        self.page, self.taken = page, []

    def choose_file(self, path):
        self._step(f"drop {path.name}")
        self.page.set_input_files("[data-files]", path)

    def click(self, target, what):
        self._step(f"click {what}")
        target.click()

    def press(self, key, why):
        self._step(f"press {key}: {why}")
        self.page.keyboard.press(key)

    def type(self, text):
        self._step(f"type “{text}”")
        self.page.keyboard.type(text)

    def _step(self, words):
        self.taken.append(words)


class InSight:
    """The document beside the form: looked at before every step, on one and the same page."""

    def __init__(self, page):
        self.page, self.loads = page, []
        self.path = self._path()
        page.on("framenavigated", lambda frame: self.loads.append(frame.url) if frame == page.main_frame else None)

    def _path(self):
        return re.sub(r"^https?://[^/]+", "", self.page.url).partition("?")[0]

    def check(self):
        leaf = self.page.locator("[data-leaf]")
        expect(leaf).to_be_in_viewport(ratio=0.5)
        expect(leaf).to_contain_text("the gate was mended on Friday")
        assert self._path() == self.path
        assert self.loads == []


@pytest.fixture
def desk(browser, site):
    page = log_in(browser, site, "cataloguer")
    # The publisher is known: it has its record before the page arrives.
    page.goto("/curation/authorities/agents/new/")
    page.fill("[name=heading]", PUBLISHER)
    page.select_option("[name=kind]", "body")
    page.locator("main button.primary").click()
    page.get_by_text(PUBLISHER).first.wait_for()
    page.goto("/curation/intake/")
    return page


def test_from_a_dropped_page_to_review_in_few_steps(desk, site, tmp_path, record_property):
    path = tmp_path / "orrin-lock.html"
    path.write_text(f"{PAGE}<!-- {tmp_path.name} -->")
    person = Counted(desk)
    person.choose_file(path)
    first = desk.get_by_role("link", name="Describe the first draft")
    first.wait_for()
    person.click(first, "“Describe the first draft”")
    desk.wait_for_url("**/describe/**")
    expect(desk.locator("[data-opens-help]")).to_be_visible()
    identifier = identifier_in(desk.url)
    assert [desk.input_value(f"[name={name}]") for name in ("publisher-0-agent", "issued", "genre")] == ["", "", ""]

    in_sight = InSight(desk)
    person.press("Control+Alt+Enter", "accept all suggestions")
    in_sight.check()
    assert desk.evaluate("document.activeElement.name") == "persons_at_risk"
    person.press("n", "persons at risk: no")
    in_sight.check()
    person.click(desk.get_by_label("Rights", exact=True), "into “rights”")
    person.type("Not known; quoted for study.")
    in_sight.check()
    person.click(desk.get_by_label("Description", exact=True), "into “description”")
    person.type("A news report about repairs to a lock.")
    in_sight.check()
    expect(desk.locator("[data-kept-line]")).to_contain_text("not saved", timeout=20_000)
    in_sight.check()
    person.press("Control+Enter", "save and send to review")
    desk.wait_for_url(f"**/curation/documents/{identifier}/")

    tell(person.taken, record_property)
    assert len(person.taken) <= MOST_STEPS
    assert asked(site, f"""select title, issued, language, state, persons_at_risk, rights, g.code
        from archive_document d join archive_genre g on g.id = d.genre_id where d.identifier = '{identifier}'""") == [(
        "The lock at Orrin was shut for a week", "2014-06-02", '["en"]', "in_review", "no",
        "Not known; quoted for study.", "web-page")]
    assert asked(site, f"""select a.name, c.role from archive_contribution c join archive_agent a on a.id = c.agent_id
        join archive_document d on d.id = c.document_id where d.identifier = '{identifier}'""") == [
        (PUBLISHER, "publisher")]
    missing = desk.locator(".checklist .missing").all_inner_texts()
    assert missing == []
    assert barriers_on(desk) == []


def tell(taken, record_property):
    """Print what was counted, and have it said at the end of the whole run as well (conftest.py)."""
    words = [f"{len(taken)} steps from a dropped page to review, at most {MOST_STEPS}:",
             *(f"  {number}. {step}" for number, step in enumerate(taken, start=1))]
    record_property("told", "\n".join(words))
