"""On a phone the panels of a document are a list of titles, and whatever leads into one opens it."""
import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on

pytestmark = pytest.mark.browser
NAME = "no-siren.txt"
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const one of list.getEntries()) { sum += one.value; } })
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def test_panels_are_opened_and_closed_with_the_keyboard(phone, addresses):
    phone.goto(addresses[NAME])
    title = phone.get_by_role("button", name="Where it came from")
    timeline = phone.locator("#history .timeline")
    expect(timeline).not_to_be_visible()
    expect(phone.get_by_role("heading", name="Catalogue")).to_be_visible()
    expect(phone.locator(".catalogue-words")).to_be_visible()
    for is_open in (True, False):
        title.press("Enter")
        expect(title).to_have_attribute("aria-expanded", str(is_open).lower())
        expect(timeline).to_be_visible(visible=is_open)
    assert barriers_on(phone) == []


def test_links_into_a_panel_open_it(phone, addresses):
    phone.goto(addresses[NAME])
    phone.get_by_role("navigation", name="On this page").get_by_role("link", name="Files").click()
    expect(phone.locator("#files .digest").first).to_be_visible()
    sign = phone.locator("a.note").first
    label = phone.locator(sign.get_attribute("href"))
    expect(label).not_to_be_visible()
    sign.click()
    expect(label).to_be_in_viewport()
    phone.get_by_role("button", name="Positions").click()
    expect(label).not_to_be_visible()
    sign.click()  # its address is shown already
    expect(label).to_be_in_viewport()


def test_an_address_into_a_panel_opens_it(phone, addresses):
    phone.goto(f"{addresses[NAME]}#history")
    expect(phone.locator("#history .timeline")).to_be_visible()
    expect(phone.locator("#history-title")).to_be_in_viewport()
    expect(phone.locator("#files .digest").first).not_to_be_visible()


def test_on_paper_and_on_a_wide_screen_nothing_is_folded(phone, addresses):
    phone.goto(addresses[NAME])
    phone.emulate_media(media="print")
    expect(phone.locator("#history .timeline")).to_be_visible()
    assert phone.locator("#history").evaluate("one => one.offsetHeight") > 100
    phone.emulate_media(media="screen")
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(phone.locator(".fold")).to_have_count(0)
    expect(phone.locator("#history .timeline")).to_be_visible()
    assert phone.locator("#history-title").inner_text() == "Where it came from"


def test_folding_moves_nothing_that_is_seen(phone, addresses):
    for address in addresses.values():
        phone.goto(address)
        assert phone.evaluate(SHIFT) < 0.01, address


def test_without_a_script_every_panel_is_open(without_script, addresses):
    without_script.set_viewport_size({"width": 390, "height": 800})
    without_script.goto(addresses[NAME])
    expect(without_script.locator("#history .timeline")).to_be_visible()
    expect(without_script.locator(".fold")).to_have_count(0)
