"""A reader searches: with words and names, by facets and voices, by keyboard alone, without script, right to left."""
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def number_of(page):
    """How many documents the page says it found."""
    return int(re.match(r"[\d,]+", page.locator(".result-count").inner_text())[0].replace(",", ""))


def test_words_are_found_and_marked_where_they_stand(page):
    page.goto("/")
    page.get_by_role("combobox", name="Search in the documents").fill("sluice")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/?q=sluice")
    assert page.locator("#words").input_value() == "sluice"
    marks = page.locator(".results mark").all_inner_texts()
    assert marks and all(mark.lower().startswith("sluice") for mark in marks)


def test_filters_narrow_add_up_and_are_taken_back(page):
    page.goto("/documents/")
    everything = number_of(page)
    language = page.get_by_role("region", name="Language")
    count = int(language.locator(".value", has_text="Persian").locator(".count").inner_text())
    language.get_by_role("link", name="Persian").first.click()
    assert number_of(page) == count < everything
    expect(language.locator("a[aria-current=true]")).to_have_count(1)
    language.locator(".value-name", has_text="English").click()
    assert count < number_of(page) <= everything
    page.locator(".chip", has_text="Persian").click()
    page.locator(".chip", has_text="English").click()
    assert number_of(page) == everything
    page.get_by_role("link", name="leave out Persian").click()
    assert number_of(page) == everything - count


def test_a_name_finds_its_other_forms_in_other_scripts_too_and_says_so(page):
    page.goto("/documents/?q=MWD")
    expect(page.locator(".reading")).to_contain_text("also searched:")
    assert {"Ministry of Waters and Dykes", "وزارت آب"} <= set(page.locator(".also").all_inner_texts())
    widely = number_of(page)
    assert page.locator(".result-title bdi[lang=fa]").count() > 0
    page.get_by_role("link", name="search only for “MWD”").click()
    expect(page.locator(".reading")).to_contain_text("Searched exactly as written.")
    assert number_of(page) < widely
    page.get_by_role("link", name="Search other forms of names too").click()
    assert number_of(page) == widely


def test_a_part_of_the_mix_filters(page):
    page.goto("/documents/")
    part = page.locator(".strip").first.locator("a").first
    words = part.locator("title").text_content()
    page.mouse.move(0, 0)
    part.locator("rect.part").click()
    page.wait_for_url("**/documents/?publisher_type=*")
    label, number = re.fullmatch(r"(.+): (\d+) \(.+\)", words).groups()
    assert number_of(page) == int(number)
    expect(page.locator(".chip")).to_contain_text(label)
    page.get_by_role("link", name="The mix in full and over time").click()
    expect(page.locator("h1")).to_have_text("Who is speaking here")
    expect(page.locator(".lead")).to_contain_text(f"{number} document")


def test_a_bar_of_the_histogram_and_the_form_of_the_years_agree(page):
    page.goto("/documents/")
    bar = page.locator(".histogram a").first
    years, number = bar.locator("title").text_content().split(": ")
    bar.click()
    page.wait_for_url("**from=*")
    assert number_of(page) == int(number)
    page.goto("/documents/")
    page.get_by_label("from", exact=True).fill(years.split("–")[0])
    page.get_by_label("to", exact=True).fill(years.split("–")[-1])
    page.keyboard.press("Enter")
    page.wait_for_url("**from=*")
    assert number_of(page) == int(number)


def test_the_keyboard_alone_searches_and_reads(page):
    page.goto("/documents/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("sluice")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=sluice")
    titles = page.locator(".result-title").all_inner_texts()
    page.evaluate("document.activeElement.blur()")
    for key, place in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == titles[place]
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == titles[0]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(titles[0])


def test_keys_are_letters_where_somebody_writes(page):
    page.goto("/documents/")
    page.locator("#words").focus()
    page.keyboard.type("j/?k")
    assert page.locator("#words").input_value() == "j/?k"
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_suggestions_are_chosen_by_keyboard_and_closed_by_escape(page):
    page.goto("/documents/")
    box = page.get_by_role("combobox", name="Search in the documents")
    box.press_sequentially("kestr")
    options = page.get_by_role("option")
    options.first.wait_for()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value() == "kestr"
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url(re.compile(r"/documents/(\?q=|[0-9a-f-]{36}/)"))


def test_suggestions_move_nothing_on_the_page(page):
    page.goto("/documents/")
    before = page.locator(".result-count").bounding_box()
    page.locator("#words").press_sequentially("kestr")
    page.get_by_role("option").first.wait_for()
    assert page.locator(".result-count").bounding_box() == before


def test_a_new_order_is_shown_as_soon_as_it_is_chosen(page):
    page.goto("/documents/?language=en")
    page.get_by_label("Order").select_option("title")
    page.wait_for_url("**/documents/?language=en&sort=title*")
    assert page.get_by_label("Order").input_value() == "title"


def test_a_long_facet_is_narrowed_while_typing(page):
    page.goto("/documents/facets/publisher/")
    everything = page.locator(".all-values .value:visible").count()
    label = page.locator(".all-values .value-label").last.inner_text()
    page.get_by_label("Show only those with these letters").fill(label.upper())
    expect(page.locator(".all-values .value:visible .value-label")).to_have_text([label])
    page.get_by_label("Show only those with these letters").fill("")
    expect(page.locator(".all-values .value:visible")).to_have_count(everything)


def test_without_script_everything_is_found_all_the_same(without_script):
    page = without_script
    page.goto("/documents/")
    page.locator("#words").fill("sluice")
    page.get_by_role("button", name="Search").click()
    assert number_of(page) > 0
    page.get_by_label("Order").select_option("oldest")
    page.locator(".order-form").get_by_role("button", name="Show").click()
    assert "sort=oldest" in page.url and "q=sluice" in page.url
    page.get_by_role("region", name="Language").locator(".value-name").first.click()
    assert page.locator(".chip").count() == 2
    page.goto("/documents/facets/publisher/?find=watch")
    assert page.locator("main a").count() > 0


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_filters_are_a_sheet_behind_one_button(browser, site, width):
    viewport = {"width": width, "height": 760}
    context = browser.new_context(base_url=site.base, viewport=viewport, java_script_enabled=False)
    page = context.new_page()
    for address in ("/documents/?language=en&part=whole", "/documents/mix/", "/documents/facets/stance/",
                    "/documents/?view=gallery", "/documents/?q=zzzz"):
        page.goto(address)
        assert page.locator("body").evaluate("body => body.scrollWidth") <= width, address
    page.goto("/documents/?language=en&part=whole")
    button = page.locator(".filters-sheet > summary")
    expect(button).to_have_text(re.compile("Filters 2"))
    value = page.locator(".facets .value-name").first
    expect(value).to_be_hidden()
    button.click()
    expect(value).to_be_visible()
    context.close()


def test_from_right_to_left_everything_is_mirrored(browser, site):
    context = browser.new_context(base_url=site.base, locale="fa", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/documents/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    facets, results = page.locator(".facets").bounding_box(), page.locator(".results-main").bounding_box()
    assert facets["x"] > results["x"] + results["width"], "facets stand at the right"
    bars = page.locator(".histogram .bar")
    assert bars.first.bounding_box()["x"] > bars.last.bounding_box()["x"], "years run from right to left"
    ends = page.locator(".histogram-ends span")
    assert ends.first.bounding_box()["x"] > ends.last.bounding_box()["x"]
    page.locator("#words").fill("سیل")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert page.locator("#words").evaluate("box => getComputedStyle(box).direction") == "rtl"
    context.close()
