"""No public page has a barrier, whatever stands open on it: axe finds nothing, and nothing hangs over."""
import pytest

from tests.browser.barriers import barriers_but_contrast, low_contrast
from tests.public_pages import find_pages

pytestmark = pytest.mark.browser
SEARCHES = (
    "/documents/?q=sluice&language=en&not_genre=letter", "/documents/?view=gallery", "/documents/facets/publisher/",
    "/documents/facets/stance/", "/documents/?q=zzzz&language=fa",
)
REPRINT = "/documents/?q=title:\"Flood gates raised at Kestrow, Lowmark under water\""


# Contrast does not depend on the language, nor names and roles on the colours: two runs see it all.
@pytest.mark.parametrize(("language", "scheme", "width"), [("en-GB", "light", 1280), ("fa", "dark", 320)])
def test_no_public_page_has_a_barrier(browser, site, language, scheme, width):
    context = browser.new_context(base_url=site.base, locale=language, color_scheme=scheme,
                                  viewport={"width": width, "height": 800})
    page, found = context.new_page(), []
    for address in (*find_pages(site.base).values(), *SEARCHES, two_compared(page)):
        found += [f"{address}: {fault}" for fault in barriers(page, address, language, width)]
    context.close()
    assert found == []


def two_compared(page):
    """The address where a reprint and its source stand side by side."""
    page.goto(REPRINT)
    with page.expect_navigation():
        page.locator(".result-title").first.click()
    page.goto(f"/documents/compare/?a={page.url.strip('/').rpartition('/')[2]}")
    return page.locator(".compare-with").first.get_attribute("href")


def barriers(page, address, language, width):
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")
    direction = page.locator("html").get_attribute("dir")
    over = page.evaluate("document.documentElement.scrollWidth") - width
    return [
        *([f"direction {direction}"] if direction != ("rtl" if language == "fa" else "ltr") else []),
        *([f"hangs over by {over}"] if over > 0 else []),
        *barriers_but_contrast(page), *low_contrast(page),
    ]
