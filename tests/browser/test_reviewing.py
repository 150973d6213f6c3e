"""A reviewer weighs what somebody else described: preview, comment, return, publication, taking back, withdrawal."""
import re

import pytest

from tests.browser.barriers import barriers_on
from tests.browser.people import log_in, take_in

pytestmark = pytest.mark.browser

TEXT = """The ferry at Selwin Landing

The harbour master wrote that no ferry left after dusk on the ninth of March.
A ticket seller answered that two ferries had left before eight.
"""


def describe(page, identifier, title):
    page.goto(f"/curation/documents/{identifier}/describe/")
    page.fill("#describe [name=title]", title)
    page.select_option("[name=persons_at_risk]", "no")
    page.select_option("[name=genre]", index=1)
    page.fill("#describe textarea[name=language]", "en")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text(re.compile("Saved as version")).first.wait_for()


def act(page, identifier, name, **entries):
    """Take one decision on the document's page, opening whatever it stands behind."""
    page.goto(f"/curation/documents/{identifier}/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    form = page.locator(f"form[action$='{identifier}/{name}/']")
    for field, value in entries.items():
        entry = form.locator(f"[name={field}]")
        if value is True:
            entry.check()
        elif entry.evaluate("(one) => one.tagName") == "SELECT":
            entry.select_option(value)
        else:
            entry.fill(value)
    with page.expect_navigation():
        form.locator("button").click()
    assert page.locator(".messages .error").count() == 0, page.locator(".messages").inner_text()


def is_found(reader, words, title):
    """Whether a search finds it once the index has followed; each look is a whole request."""
    for _look in range(100):
        reader.goto(f"/documents/?q={words.replace(' ', '+')}")
        if reader.get_by_role("link", name=title).count():
            return True
    return False


def main_of(page_or_frame):
    """The main element without where files are handed out and the minute of publication."""
    html = page_or_frame.locator("main").evaluate("(main) => main.outerHTML")
    html = re.sub(r"/curation(/documents/[0-9a-f-]{36}/(?:files|thumbnails)/[0-9a-f]{64})/", r"\1", html)
    html = re.sub(r"(/documents/[0-9a-f-]{36}/files/[0-9a-f]{64})/[^\"'#?\s<]+", r"\1", html)
    html = re.sub(r' (?:target="_blank"|rel="noopener")', "", html)
    html = re.sub(r"nonce=\"[^\"]*\"", "", html)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.+Z]+|\d\d:\d\d(:\d\d)? UTC", "(moment)", html)


def test_a_record_is_reviewed_by_another_person_from_preview_to_withdrawal(browser, site, tmp_path):
    path = tmp_path / "selwin-ferry.txt"
    path.write_text(TEXT)
    cataloguer = log_in(browser, site, "cataloguer")
    (identifier,) = take_in(cataloguer, path)
    describe(cataloguer, identifier, "The ferry at Selwin Landing")
    act(cataloguer, identifier, "submit")
    reader = browser.new_context(base_url=site.base, viewport={"width": 1280, "height": 900}).new_page()

    reviewer = log_in(browser, site, "reviewer")
    reviewer.goto("/curation/queues/deciding/")
    reviewer.keyboard.press("j")
    assert reviewer.evaluate("document.activeElement.closest('[data-rows]') !== null")
    reviewer.keyboard.press("/")
    assert reviewer.evaluate("document.activeElement.type") == "search"
    reviewer.goto(f"/curation/documents/{identifier}/")
    assert "The genre is chosen." in reviewer.locator(".checklist").inner_text()
    assert barriers_on(reviewer) == []

    reviewer.locator("iframe").scroll_into_view_if_needed()
    frame = reviewer.frame_locator("iframe")
    frame.locator("main").wait_for()
    assert "readers do not see this yet" in frame.locator(".preview-banner").inner_text()
    assert reader.goto(f"/documents/{identifier}/").status == 404

    act(reviewer, identifier, "comments", field="title", text="Is this how it is printed?")
    act(reviewer, identifier, "return", comment="See the comment on the title.")
    cataloguer.goto("/curation/")
    assert "The ferry at Selwin Landing" in cataloguer.locator("main").inner_text()
    cataloguer.goto(f"/curation/documents/{identifier}/")
    assert "Is this how it is printed?" in cataloguer.locator(".comments").inner_text()
    describe(cataloguer, identifier, "The ferry at Selwin Landing, 9 March")
    cataloguer.goto(f"/curation/documents/{identifier}/")
    with cataloguer.expect_navigation():
        cataloguer.locator(".comments button[name=settle]").first.click()
    act(cataloguer, identifier, "submit")

    reviewer.goto(f"/curation/documents/{identifier}/preview/")
    seen = main_of(reviewer)
    act(reviewer, identifier, "publish", access="public")
    assert reader.goto(f"/documents/{identifier}/").status == 200
    assert main_of(reader) == seen
    assert is_found(reader, "Selwin ferry", "The ferry at Selwin Landing, 9 March")

    act(reviewer, identifier, "reopen")
    describe(cataloguer, identifier, "A title that should not have gone out")
    act(cataloguer, identifier, "submit")
    reviewer.goto(f"/curation/documents/{identifier}/")
    changed = reviewer.locator("table.differences").inner_text()
    assert "Selwin" in changed
    assert "gone out" in changed
    act(reviewer, identifier, "publish", access="public")
    reader.goto(f"/documents/{identifier}/")
    assert "A title that should not have gone out" in reader.locator("h1").inner_text()
    act(reviewer, identifier, "unpublish", comment="It names a witness.")
    reader.goto(f"/documents/{identifier}/")
    assert reader.locator("h1").inner_text() == "The ferry at Selwin Landing, 9 March"

    act(reviewer, identifier, "withdraw", reason="safety", is_silent=True)
    assert reader.goto(f"/documents/{identifier}/").status == 410
    assert "Selwin" not in reader.locator("body").inner_text()
