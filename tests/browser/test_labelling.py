"""Labelling as a person does it, without a mouse: evidence, choices and saving by keys, in both directions."""
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.browser.people import asked, log_in

pytestmark = pytest.mark.browser
FLOODS = "The flood-sellers open their shop"
PERSIAN = "نام‌ها را بگویید"
QUOTES = "[data-sheet]:not([hidden]) [data-quotes] li blockquote"
OWN = ".marks > li.own"


@contextmanager
def working(browser, site, name):
    """A page on which this curator is logged in."""
    with visiting(browser, site, 1280, 720, log_in(browser, site, name)) as page:
        yield page


def identifier_of(site, title):
    return asked(site, "SELECT identifier FROM archive_document WHERE title = ?", title)[0][0]


def open_draft(page, site, title):
    """The address of a published document that is edited again."""
    document = f"/curation/documents/{identifier_of(site, title)}/"
    page.goto(document)
    again = page.locator(f"form[action='{document}reopen/']")
    if again.count():
        with page.expect_navigation():
            again.evaluate("form => form.requestSubmit()")
    return document


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def quotes(page):
    return page.locator(QUOTES).all_inner_texts()


def text_of(page):
    return page.locator("[data-text]").evaluate("e => e.textContent")


def test_a_label_with_two_passages_a_claim_and_a_quotation_without_a_mouse(browser, site):
    with working(browser, site, "cataloguer") as page:
        document = open_draft(page, site, FLOODS)
        page.goto(f"{document}label/")
        press(page, "w", "Control+Home", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
        press(page, "ArrowDown", "ArrowDown", "Shift+End", "f")
        first, second = quotes(page)
        whole = text_of(page)
        assert whole.startswith(first)
        assert whole.index(second) > len(first)
        press(page, "3", "t")
        page.keyboard.type("Sollume")
        press(page, "Enter", "a", "i", "h", "r")
        page.keyboard.type("It mocks him.")
        press(page, "Control+s")
        own = page.locator(OWN).filter(has_text="headline")
        own.wait_for()
        assert "against" in own.inner_text()
        assert "Edvar Sollume" in own.inner_text()
        assert own.locator("blockquote").all_inner_texts() == [first, second]
        page.locator(QUOTES).first.wait_for(state="detached")
        press(page, "Control+Home", "Shift+End", "c", "Enter")
        assert len(quotes(page)) == 1
        page.locator("[name=value]").focus()
        page.keyboard.type("140")
        page.locator("[name=subject]").focus()
        page.keyboard.type("the dead")
        press(page, "Control+s")
        page.locator(".marks > li.claim", has_text="140").wait_for()
        press(page, "Shift+End", "q", "Enter")
        press(page, "o")
        page.keyboard.type("the commentator")
        page.locator("[name=mode]").focus()
        page.keyboard.type("direct")
        press(page, "Control+s")
        page.locator(".marks > li.quotation", has_text="the commentator").wait_for()


def test_in_a_text_from_right_to_left_the_left_arrow_goes_forward(browser, site):
    with working(browser, site, "cataloguer") as page:
        document = open_draft(page, site, PERSIAN)
        page.goto(f"{document}label/")
        assert page.locator("[data-text]").evaluate("e => getComputedStyle(e).direction") == "rtl"
        press(page, "w", "Control+Home", "Shift+ArrowLeft", "Shift+ArrowLeft", "Enter")
        (quote,) = quotes(page)
        assert text_of(page).lstrip().startswith(quote)
        assert len(quote.split()) >= 1
        press(page, "Shift+ArrowRight", "Enter")
        assert len(quotes(page)[1]) < len(quote)


def test_what_is_missing_is_said_and_nothing_entered_is_lost(browser, site):
    with working(browser, site, "cataloguer") as page:
        page.goto(f"{open_draft(page, site, FLOODS)}label/")
        press(page, "w", "Control+Home", "Shift+ArrowRight", "Enter", "f", "t")
        page.keyboard.type("Sollume")
        press(page, "Enter", "Escape", "6", "o")
        page.keyboard.type("the service")
        press(page, "Control+s")
        page.locator(".wrong .error", has_text="name its authority record").wait_for()
        expect(page.locator("[data-refusal] .comment")).to_be_visible()
        assert len(quotes(page)) == 1
        assert page.locator("[name=position][value=favor]").is_checked()
        press(page, "Escape", "?")
        assert page.locator("[data-keys]").get_attribute("open") is not None
        page.locator(".quotes button").focus()
        press(page, "Enter")
        assert quotes(page) == []


def test_two_coders_label_blindly_and_a_third_person_decides(browser, site):
    with working(browser, site, "administrator") as page:
        document = open_draft(page, site, "Name them")
        page.goto(f"{document}round/")
        for name in ("cataloguer", "reviewer"):
            (pseudonym,), = asked(site, "SELECT pseudonym FROM archive_curator WHERE username = ?", name)
            page.get_by_label(f"({pseudonym})").check()
        page.get_by_role("button", name="Open the round").click()
        page.get_by_text("The round is open.").wait_for()
    for name, key in (("cataloguer", "f"), ("reviewer", "a")):
        with working(browser, site, name) as page:
            page.goto(f"{document}label/")
            assert page.locator(".marks > li.other").count() == 0
            press(page, "w", "Control+Home", "Shift+End", "Enter", "1", "t")
            page.keyboard.type("Sollume")
            press(page, "Enter", "Escape", key, "Control+s")
            page.locator(OWN, has_text="not submitted").wait_for()
            page.locator(".blind summary").click()
            page.locator(".blind form button").click()
            page.get_by_text("Your labels are submitted.").wait_for()
    with working(browser, site, "administrator") as page:
        page.goto(f"{document}adjudicate/")
        voice = page.locator(".voice", has_text="Edvar Sollume").filter(has_text="the coders differ")
        voice.get_by_label("Accept this").last.check()
        page.get_by_role("button", name="Save the decisions").click()
        page.locator(".messages", has_text="Kept as contested: 1.").wait_for()
        assert {"accepted", "contested"} <= set(
            page.locator(".voice", has_text="Edvar Sollume").first.locator(".state").all_inner_texts())


def test_the_holders_record_is_chosen_by_keys_in_a_text_from_right_to_left(browser, site):
    with working(browser, site, "reviewer") as page:
        page.goto(f"{open_draft(page, site, PERSIAN)}label/")
        press(page, "w", "Control+Home", "Shift+ArrowLeft", "Shift+ArrowLeft", "Enter", "6", "o")
        page.keyboard.type("Mr Sollume")
        press(page, "Escape", "g")
        page.keyboard.type("Sollum")
        page.locator("[role=listbox]:not([hidden]) [role=option]", has_text="Edvar Sollume").wait_for()
        press(page, "ArrowDown", "Enter")
        assert page.locator("[data-sheet=stance] [name=holder_agent]").input_value() == "Edvar Sollume"
        press(page, "Escape", "t")
        page.keyboard.type("Open Water")
        press(page, "Enter", "Escape", "a", "Control+s")
        page.locator(OWN, has_text="Mr Sollume").filter(has_text="Open Water Movement").wait_for()
        press(page, "g")
        page.keyboard.type("Council of Qwert")
        page.locator("[role=option].create").wait_for()
        press(page, "ArrowUp", "Enter")
        page.locator("dialog[open] form").wait_for()
        press(page, "Escape")
        page.locator("dialog[open]").wait_for(state="detached")
        assert page.evaluate("document.activeElement.name") == "holder_agent"
