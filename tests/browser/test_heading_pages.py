"""A reader goes from the entrance to positions, places and publishers, compares two documents, on any screen."""
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LISTS = ("/agents/", "/subjects/", "/places/", "/targets/", "/collections/")
REPRINT = "Flood gates raised at Kestrow, Lowmark under water"


@pytest.fixture
def visitor(browser, site):
    """`visitor(width, language, scheme)` gives a page; all are closed in the end."""
    contexts = []

    def opened(width=1280, language="en-GB", scheme="light"):
        contexts.append(browser.new_context(
            base_url=site.base, locale=language, color_scheme=scheme, viewport={"width": width, "height": 800}))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def first_of(page, path):
    """The address of the first entry of a list."""
    page.goto(path)
    return page.locator(".index-name a").first.get_attribute("href")


def test_the_entrance_leads_to_every_list_on_a_phone_as_on_a_wide_screen(visitor):
    for width in (1280, 360):
        page = visitor(width)
        for path in LISTS:
            page.goto("/")
            if width < 1216:
                page.locator(".site-menu > summary").click()
            page.locator(f".site-menu a[href='{path}']").click()
            page.wait_for_url(f"**{path}")
            assert page.locator(".index-entry").count() > 0


def test_the_three_sides_stand_side_by_side_or_on_a_phone_one_below_the_other(visitor):
    for width in (1280, 360):
        page = visitor(width)
        page.goto("/targets/?find=Open Water Movement")
        page.locator(".index-name a").first.click()
        boxes = [page.locator(f".side-{one}").bounding_box() for one in ("favor", "against", "neither")]
        for one, other in pairwise(boxes):
            if width == 1280:
                assert one["x"] + one["width"] <= other["x"] and one["y"] == other["y"]
            else:
                assert one["y"] + one["height"] <= other["y"] and one["x"] == other["x"]


def test_a_quotation_leads_to_its_passage_in_the_document(visitor):
    page = visitor()
    page.goto(first_of(page, "/targets/"))
    quotation = page.locator(".side-entry .passage").first
    words = quotation.locator("mark").inner_text()
    quotation.get_by_role("link", name="in the text").click()
    page.wait_for_url(re.compile(r"/documents/.*#passage-\d+-\d+"))
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(target).to_be_attached()
    around = target.evaluate("anchor => anchor.parentElement.textContent")
    assert around and (around in words or words in around)


def test_a_number_on_the_entrance_is_the_number_of_documents_behind_it(visitor):
    page = visitor()
    page.goto("/")
    link = page.locator(".home-targets .side-number").first
    number = link.locator("b").inner_text()
    link.click()
    assert page.locator(".result-count").inner_text().startswith(f"{number} document")


def test_a_reprint_is_compared_from_its_page_with_the_keyboard_alone(visitor):
    page = visitor()
    page.goto(f'/documents/?q=title:"{REPRINT}"')
    page.locator(".result-title").first.click()
    page.get_by_role("link", name="Compare with another document").focus()
    page.keyboard.press("Enter")
    page.locator(".compare-with").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Two documents compared")).to_be_visible()
    assert page.locator(".only-here").count() > 1
    assert page.locator(".compared .differs .basis").first.inner_text() == "differs"
