"""One document walks through all of it, by hand: received, described, labelled, reviewed, read, withdrawn."""
import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import identifier_in, log_in

pytestmark = pytest.mark.browser

TEXT = """The reservoir at Hollin Beck

The council says that the water was safe on every day of the spring.
A resident answers that nobody tested it before the tenth of May.
"""


@pytest.fixture
def received(tmp_path):
    path = tmp_path / "hollin-beck.txt"
    path.write_text(TEXT)
    return path


def test_a_file_becomes_a_public_page_and_then_a_tombstone(browser, site, received, tmp_path):
    cataloguer = log_in(browser, site, "cataloguer")
    cataloguer.goto("/curation/intake/")
    cataloguer.set_input_files("[data-files]", received)
    cataloguer.locator("[data-lines] li.is-settled").wait_for()
    assert "hollin-beck.txt" in cataloguer.locator("main").inner_text()
    cataloguer.locator("main a[href*='/curation/documents/']").first.click()
    identifier = identifier_in(cataloguer.url)

    reader = browser.new_context(base_url=site.base).new_page()
    assert reader.goto(f"/documents/{identifier}/").status == 404

    cataloguer.goto(f"/curation/documents/{identifier}/describe/")
    cataloguer.fill("[name$=title]", "The reservoir at Hollin Beck")
    cataloguer.select_option("[name=persons_at_risk]", "no")
    cataloguer.fill("[name$=description]", "A council and a resident on the safety of drinking water.")
    cataloguer.fill("[name$=issued]", "2019-05~")
    cataloguer.select_option("#describe [name=genre]", label="news report")
    cataloguer.fill("#describe textarea[name=language]", "en")
    cataloguer.get_by_role("button", name="Save", exact=True).click()
    cataloguer.get_by_text("Saved as version 2.").first.wait_for()

    cataloguer.goto(f"/curation/documents/{identifier}/label/")
    for key in ("w", "Control+Home", "Shift+ArrowDown", "Enter"):
        cataloguer.keyboard.press(key)
    cataloguer.check("[name=holder_kind][value=quoted]")
    cataloguer.fill("[name=holder]", "a resident")
    cataloguer.keyboard.press("Escape")
    cataloguer.keyboard.press("t")
    cataloguer.keyboard.type("Sollume")
    cataloguer.keyboard.press("Enter")
    cataloguer.check("[name=position][value=against]")
    cataloguer.locator("[data-sheet]:not([hidden]) button.primary").click()
    cataloguer.locator(".marks > li.own", has_text="a resident").wait_for()

    cataloguer.goto(f"/curation/documents/{identifier}/")
    with cataloguer.expect_navigation():
        cataloguer.locator(f"form[action$='{identifier}/submit/'] button").click()
    assert reader.goto(f"/documents/{identifier}/").status == 404

    reviewer = log_in(browser, site, "reviewer")
    reviewer.goto(f"/curation/documents/{identifier}/")
    publishing = reviewer.locator(f"form[action$='{identifier}/publish/']")
    publishing.locator("select[name$=access]").select_option("public")
    with reviewer.expect_navigation():
        publishing.locator("button").click()

    assert reader.goto(f"/documents/{identifier}/").status == 200
    shown = reader.locator("main").inner_text()
    assert "The reservoir at Hollin Beck" in shown
    assert "about May 2019" in shown
    assert "a resident" in shown
    assert hashlib.sha256(received.read_bytes()).hexdigest() in re.sub(r"\s", "", shown)
    with reader.expect_download() as waiting:
        reader.locator("a[href*='/files/']").first.click()
    waiting.value.save_as(tmp_path / "taken-home")
    assert (tmp_path / "taken-home").read_bytes() == received.read_bytes()

    reviewer.goto(f"/curation/documents/{identifier}/")
    withdrawing = reviewer.locator(f"form[action$='{identifier}/withdraw/']")
    for summary in reviewer.locator(f"details:has(form[action$='{identifier}/withdraw/']) > summary").all():
        summary.click()  # what takes away from readers stands behind two of them
    withdrawing.locator("select[name$=reason]").select_option("rights")
    with reviewer.expect_navigation():
        withdrawing.locator("button").click()
    assert reader.goto(f"/documents/{identifier}/").status == 410
    assert "The reservoir at Hollin Beck" in reader.locator("main").inner_text()
    assert barriers_on(reader) == []


def test_the_cataloguer_is_offered_no_button_to_publish(browser, site):
    cataloguer = log_in(browser, site, "cataloguer")
    cataloguer.locator("main a[href*='/curation/queues/']").first.wait_for()
    cataloguer.goto("/curation/queues/review/")
    links = cataloguer.locator("main a[href*='/curation/documents/']")
    if links.count():
        links.first.click()
        assert cataloguer.locator("form[action$='/publish/']").count() == 0


def test_the_desk_asks_who_is_there(page):
    page.goto("/curation/")
    expect(page.locator("input[name=password]")).to_be_visible()
