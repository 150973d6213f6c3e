"""Many documents are chosen by keyboard, changed as previewed and set back; axe finds nothing on any page."""
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.conftest import visiting
from tests.browser.people import log_in, take_in

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser, site):
    with visiting(browser, site, 1280, 900, log_in(browser, site, "cataloguer", 1280, 900)) as page:
        yield page


def judge(page):
    assert barriers_on(page) == []


def test_documents_are_chosen_with_keys_changed_and_set_back(desk):
    desk.goto("/curation/documents/?state=draft")
    judge(desk)
    boxes = desk.locator("input[name=chosen]")
    boxes.first.focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator("[data-chosen]")).to_have_text("2 chosen")
    desk.get_by_role("button", name="Change these…").click()
    judge(desk)
    desk.get_by_label("Languages: What is done").select_option("add")
    desk.get_by_label("Languages: Value").fill("eo")
    desk.get_by_role("button", name="Preview").click()
    judge(desk)
    expect(desk.locator("ins").first).to_contain_text("eo")
    desk.get_by_role("button", name="Change 2 documents").click()
    expect(desk.get_by_text("2 documents were changed.")).to_be_visible()
    judge(desk)
    desk.get_by_role("link", name="version").first.click()
    expect(desk.locator("ins", has_text="eo")).to_be_visible()
    judge(desk)
    desk.go_back()
    desk.get_by_role("link", name="Undo…").click()
    judge(desk)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("heading", name="undone: languages: add eo")).to_be_visible()
    desk.goto("/curation/changes/")
    expect(desk.get_by_text("languages: add eo", exact=True)).to_be_visible()
    judge(desk)


def test_all_on_a_page_and_a_range_are_chosen(desk):
    desk.goto("/curation/documents/")
    boxes = desk.locator("input[name=chosen]")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(desk.locator("[data-chosen]")).to_have_text("4 chosen")
    desk.get_by_label("Choose all on this page").click()
    expect(desk.locator("[data-chosen]")).to_have_text(f"{boxes.count()} chosen")


def test_a_place_is_unticked_and_the_history_shows_what_was_replaced(desk, tmp_path):
    path = tmp_path / "sleeve-street.txt"
    path.write_text("What was sewn in Sleeve Street.")
    take_in(desk, path)
    desk.goto("/curation/documents/?state=draft")
    desk.get_by_label(re.compile("sleeve-street")).check()
    desk.get_by_role("button", name="Find and replace in these…").click()
    judge(desk)
    desk.get_by_label("Find").fill("e")
    desk.get_by_label("Replace by").fill("é")
    desk.get_by_role("button", name="Preview").click()
    judge(desk)
    hits = desk.locator("input[name=hit]")
    assert hits.count() > 1
    hits.first.uncheck()
    desk.get_by_role("button", name="Replace what is ticked").click()
    desk.locator(".changed h2 a").first.click()
    desk.get_by_role("link", name="compare and restore").click()
    judge(desk)
    desk.get_by_role("button", name="Compare").click()
    expect(desk.locator("ins").first).to_contain_text("é")
    desk.get_by_text("Restore version").first.click()
    judge(desk)
    desk.get_by_role("button", name="Restore version").click()
    expect(desk.get_by_text("is restored: it is version")).to_be_visible()
