"""No page of the desk has a barrier: axe finds nothing, nothing hangs over, one heading, one button that leads on."""
import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from archive.curation.urls import urlpatterns
from tests.browser.barriers import barriers_but_contrast, low_contrast
from tests.browser.desk_pages import NO_PAGE, curation_pages, other_pages

pytestmark = pytest.mark.browser

TABLETS = ((820, 1180), (768, 1024))
LOOK = """() => ({
  lang: document.documentElement.lang, dir: document.documentElement.dir,
  headings: document.querySelectorAll("h1").length,
  primary: [...document.querySelectorAll(".primary")].filter((one) => one.checkVisibility()).length,
})"""
FIRST = "en-gb"
WIDTH = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def made(site):
    """{name: identifier} of the things that the pages are about."""
    environment = {**{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
                   "DJANGO_SETTINGS_MODULE": "archive.settings", "VAR_ROOT": str(site.var),
                   "MEDIA_ROOT": str(site.var / "media"), "BASE_URL": site.base}
    run = subprocess.run([sys.executable, "-m", "tests.browser.desk_material"], env=environment, check=True,
                         capture_output=True, text=True)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def desk(browser, site):
    """A page of the administrator, who may see every screen; its errors are in `desk.errors`."""
    context = browser.new_context(base_url=site.base, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.errors = []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto("/account/login/")
    page.fill("input[name=login]", "administrator")
    page.fill("input[name=password]", site.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/curation/")
    yield page
    context.close()


def barriers(page, address, number, language):
    """What is wrong with one page, in words; light and dark take turns.

    Names and roles do not depend on the language, nor do the colours of the administration's many screens.
    """
    page.emulate_media(color_scheme="dark" if number % 2 else "light")
    page.errors.clear()
    status = page.goto(address).status
    seen = page.evaluate(LOOK)
    faults = [text for text in page.errors if "status of 4" not in text]
    if status >= 400 and status not in (409, 422):
        faults.append(f"status {status}")
    if (seen["lang"], seen["dir"]) != (language, "rtl" if language == "fa" else "ltr"):
        faults.append(f"language {seen['lang']}, direction {seen['dir']}")
    faults += [f"{seen['headings']} headings of the first level"] if seen["headings"] != 1 else []
    faults += [f"{seen['primary']} primary buttons"] if seen["primary"] > 1 else []
    for width, height in (*TABLETS, (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate(WIDTH)
        faults += [f"hangs over by {over} at {width}"] if over > 0 else []
    faults += barriers_but_contrast(page) if language == FIRST else []
    faults += low_contrast(page) if language == FIRST or not address.startswith("/admin/") else []
    return [f"{address} ({language}): {fault}" for fault in faults]


def speak(page, language):
    """Choose the language as a reader does."""
    page.goto("/curation/")
    if page.evaluate("document.documentElement.lang") != language:
        page.locator("header .language button").click()
        expect(page.locator("html")).to_have_attribute("lang", language)


def every_address(page, made):
    addresses = [address for some in curation_pages(made).values() for address in some]
    return addresses + other_pages(page, made)


@pytest.mark.parametrize("language", [FIRST, "fa"])
def test_no_page_of_the_desk_has_a_barrier(desk, made, language):
    speak(desk, language)
    addresses = every_address(desk, made)
    found = [fault for number, address in enumerate(addresses, start=language == "fa")
             for fault in barriers(desk, address, number, language)]
    assert found == []


def test_tables_of_the_desk_fit_a_telephone(desk, made):
    """The page never scrolls sideways; what is wider scrolls in its own region."""
    pages = curation_pages(made)
    names = ("people", "person", "policy", "documents", "changes", "change", "compare", "edit-many", "agreement",
             "codebook")
    desk.set_viewport_size({"width": 390, "height": 844})
    for name in names:
        desk.goto(pages[name][0])
        assert desk.evaluate(WIDTH) <= 0, name
    desk.goto(pages["edit-many"][0])
    for value in desk.locator(".editing td:last-child").all():
        assert value.evaluate("(cell) => cell.getBoundingClientRect().right <= innerWidth")
    desk.set_viewport_size({"width": 1280, "height": 720})


def test_every_address_of_the_desk_is_looked_at_or_has_no_page(made):
    assert {pattern.name for pattern in urlpatterns} == {*curation_pages(made), *NO_PAGE}
    assert not NO_PAGE & set(curation_pages(made))


def test_what_is_said_to_have_no_page_has_none(desk, made):
    known = {"identifier": made["returned"], "sha256": "0" * 64, "name": "capture", "key": "agents"}
    pages = []
    for pattern in urlpatterns:
        if pattern.name in NO_PAGE:
            filled = "/curation/" + str(pattern.pattern)
            for converter in ("str:", "slug:"):
                filled = filled.replace(f"<{converter}", "<")
            for name, value in known.items():
                filled = filled.replace(f"<{name}>", value)
            answer = desk.request.get(filled)
            if answer.status == 200 and answer.headers["content-type"].startswith("text/html"):
                pages.append(pattern.name)
    assert pages == []


def test_the_header_is_one_line_and_its_menus_close_on_escape(desk, made):
    speak(desk, "en-gb")
    for width in (1280, 820):
        desk.set_viewport_size({"width": width, "height": 720})
        lines = desk.locator("header nav > *").evaluate_all("(all) => new Set(all.map((one) => Math.round("
                                                            "one.getBoundingClientRect().top / 12))).size")
        assert lines == 1, width
    menu = desk.locator("header details.menu").filter(has_text="Codebook")
    menu.locator("summary").focus()
    desk.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Ledger")).to_be_visible()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Ledger")).not_to_be_visible()
    assert menu.locator("summary").evaluate("(summary) => document.activeElement === summary")
    desk.set_viewport_size({"width": 1280, "height": 720})


def test_the_menus_of_the_header_open_without_script(browser, site, desk):
    context = browser.new_context(base_url=site.base, java_script_enabled=False,
                                  storage_state=desk.context.storage_state())
    page = context.new_page()
    page.goto("/curation/")
    menus = page.locator("header details.menu")
    menus.first.locator("summary").click()
    page.get_by_role("link", name="Everything that waits").click()
    assert page.url.endswith("/curation/")
    menus.nth(1).locator("summary").click()
    page.get_by_role("link", name="Codebook").click()
    assert page.url.endswith("/curation/codebook/")
    context.close()
