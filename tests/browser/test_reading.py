"""A reader finds a document, sees who says what, and takes the original home unchanged."""
import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.public_pages import find_pages

pytestmark = pytest.mark.browser


def first_document(page):
    page.goto("/documents/")
    page.locator("main .result-title").first.click()


def test_a_reader_walks_from_the_home_page_to_a_document(page):
    page.goto("/")
    page.get_by_role("link", name="Documents", exact=True).click()
    links = page.locator("main .result-title")
    assert links.count() >= 20
    title = links.first.inner_text()
    links.first.click()
    assert page.locator("h1").inner_text() == title
    expect(page.get_by_text("How to cite").first).to_be_visible()


def test_the_downloaded_original_has_the_digest_that_the_page_shows(page, tmp_path):
    page.goto("/documents/")
    addresses = page.locator("main a[href^='/documents/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    for address in dict.fromkeys(re.findall(r"/documents/[0-9a-f-]{36}/", " ".join(addresses))):
        page.goto(address)
        links = page.locator("a[href*='/files/']")
        if links.count():
            break
    shown = page.locator("main").inner_text()
    with page.expect_download() as waiting:
        links.first.click()
    target = tmp_path / "original"
    waiting.value.save_as(target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() in re.sub(r"\s", "", shown)


def test_hidden_and_missing_documents_look_alike(page):
    missing = page.goto("/documents/00000000-0000-4000-8000-000000000000/")
    assert missing.status == 404
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(browser, site, width):
    context = browser.new_context(base_url=site.base, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto("/documents/")
    documents = page.locator("main a[href^='/documents/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    of_documents = {one for one in documents if re.fullmatch(r"/documents/[0-9a-f-]{36}/", one)}
    pages = [*find_pages(site.base).values(), *sorted(of_documents)]
    for address in pages:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_reading_needs_no_script(browser, site):
    context = browser.new_context(base_url=site.base, java_script_enabled=False)
    page = context.new_page()
    first_document(page)
    expect(page.get_by_text("Where it came from").first).to_be_visible()
    context.close()


def test_the_keyboard_alone_reaches_the_first_document(page):
    page.goto("/documents/")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.textContent").lower()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#results"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if re.fullmatch(r"/documents/[0-9a-f-]{36}/", href):
            page.keyboard.press("Enter")
            break
    page.wait_for_url(re.compile(r"/documents/[0-9a-f-]{36}/"))
