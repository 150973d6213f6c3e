"""A citation is copied with one press, and the printed page reads like a document."""
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def document(page):
    """The address of the first document of the list."""
    page.goto("/documents/")
    return page.locator("main .result-title").first.get_attribute("href")


def test_a_citation_is_copied_as_the_page_shows_it(browser, site, document):
    context = browser.new_context(base_url=site.base, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(document)
    shown = page.locator("#cite-apa").inner_text()
    button = page.locator("button[data-copy='cite-apa']")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == shown
    context.close()


def test_without_a_script_the_citation_stands_there_and_no_button_lies(browser, site, document):
    context = browser.new_context(base_url=site.base, java_script_enabled=False)
    page = context.new_page()
    page.goto(document)
    expect(page.locator("#cite-apa")).to_be_visible()
    assert page.locator("button[data-copy]:visible").count() == 0
    page.locator("summary", has_text="BibTeX").click()
    expect(page.locator("#cite-bibtex")).to_be_visible()
    context.close()


def test_on_paper_stand_title_address_words_and_catalogue_in_this_order_and_no_controls(page, document):
    page.goto(document)
    title = " ".join(page.locator("h1").inner_text().split())
    pdf = pypdfium2.PdfDocument(BytesIO(page.pdf()))
    words = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    address = f"{document.rstrip('/')}/"
    places = [words.index(title), words.index(address), words.index("The document's own words"),
              words.index("How to cite"), words.index("Where it came from")]
    assert places == sorted(places)
    for control in ("Copy", "Skip to the content", "Report a concern", "in the text", "BibTeX", "Search"):
        assert control not in words, control
