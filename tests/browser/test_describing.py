"""The describing screen as a person uses it: by keyboard, interrupted, and with somebody else at the same draft."""
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import asked, log_in

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | The Tavisk Courier</title>
<meta property="og:site_name" content="The Tavisk Courier">
<meta property="article:published_time" content="2012-03-04T08:00:00Z">
<meta name="author" content="Odd Nameless">
</head><body><h1>{title}</h1><p>4 March 2012</p>
<p>The sluice at Kestrow was inspected in about July 2010, the office says.</p></body></html>"""


def take_in(page, tmp_path, *titles):
    """Drafts of captured pages with these titles; the address of the batch's page."""
    for number, title in enumerate(titles):
        (tmp_path / f"{number}-{abs(hash(title))}.html").write_text(PAGE.format(title=title))
    return take_in_files(page, *sorted(tmp_path.glob("*.html")))


def take_in_files(page, *paths):
    """(the batch's identifier, the drafts' identifiers) of these files."""
    page.goto("/curation/intake/")
    page.set_input_files("input[type=file]", paths)
    settled = page.locator("[data-lines] li.is-settled a[href*='/curation/documents/']")
    expect(settled).to_have_count(len(paths), timeout=60_000)
    page.wait_for_url("**/batches/**")
    batch = re.search(r"/batches/([0-9a-f-]{36})/", page.url)[1]
    links = [link.get_attribute("href") for link in settled.all()]
    return batch, sorted(re.search(r"documents/([0-9a-f-]{36})", link)[1] for link in links)


def describe(page, identifier, came_from=""):
    page.goto(f"/curation/documents/{identifier}/describe/" + (f"?from={came_from}" if came_from else ""))
    expect(page.locator("[data-opens-help]")).to_be_visible()


def arrives(page, site, words):
    """What a closing page sends arrives while the next one is shown already."""
    for _turn in range(100):
        if any(words in entries for (entries,) in asked(site, "SELECT entries FROM archive_unsavedentries")):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"“{words}” did not arrive")


def is_saved(page, version):
    expect(page.locator("#describe [name=version]")).to_have_value(str(version))


def test_a_captured_page_is_described_by_keyboard_with_what_it_suggests(cataloguer, tmp_path):
    page = cataloguer
    batch, (identifier,) = take_in(page, tmp_path, "The sluice was dry")
    describe(page, identifier, f"batch:{batch}")
    assert barriers_on(page) == []
    page.keyboard.press("Control+Alt+Enter")
    assert page.input_value("[name=title]") == "The sluice was dry"
    assert page.input_value("[name=publisher-0-agent]") == "The Tavisk Courier"
    assert page.input_value("[name=issued]") == "2012-03-04"
    assert page.input_value("[name=issued_as_printed]") == "4 March 2012"
    assert page.input_value("[name=creator-0-agent]") == ""  # nobody of that name: it is offered, not accepted
    assert page.evaluate("document.activeElement.name") == "persons_at_risk"
    page.keyboard.press("n")
    page.focus("[name=rights]")
    page.keyboard.type("All rights with the publisher.")
    page.focus("[name=description]")
    page.keyboard.type("The outlet on a sluice.")
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    assert page.evaluate("document.activeElement.name") == "description"
    assert "No publisher is named" not in page.locator("[data-lacks]").text_content()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/curation/documents/{identifier}/")
    assert "sent to review" in page.locator(".messages").inner_text()


def test_what_was_typed_survives_a_closed_page_and_is_gone_when_saved(cataloguer, site, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "Half a description")
    describe(page, identifier)
    page.fill("[name=rights]", "Typed and kept")
    expect(page.locator("[data-kept-line]")).to_contain_text("not saved", timeout=20_000)
    page.fill("[name=description]", "Typed a moment before")
    page.goto("/curation/")
    arrives(page, site, "Typed a moment before")
    describe(page, identifier)
    expect(page.locator("[data-kept-notice]")).to_be_visible()
    assert page.input_value("[name=rights]") == "Typed and kept"
    assert page.input_value("[name=description]") == "Typed a moment before"
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    expect(page.locator("[data-kept-notice]")).not_to_be_visible()
    describe(page, identifier)
    assert page.locator("[data-kept-notice]").count() == 0
    assert page.input_value("[name=rights]") == "Typed and kept"


def test_without_a_server_it_says_so_and_tries_again(cataloguer, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "Far from any server")
    describe(page, identifier)
    page.route("**/entries/", lambda route: route.abort())
    page.fill("[name=rights]", "Typed offline")
    expect(page.locator("[data-kept-line]")).to_contain_text("tries again", timeout=20_000)
    page.unroute("**/entries/")
    expect(page.locator("[data-kept-line]")).to_contain_text("not saved", timeout=20_000)


def test_a_save_keeps_the_place_and_complains_at_the_field(cataloguer, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "A long form")
    describe(page, identifier)
    page.locator("[name=notes]").scroll_into_view_if_needed()
    place = page.evaluate("document.querySelector('.scrolls').scrollTop")
    assert place > 0
    page.focus("[name=notes]")
    page.keyboard.type("Kept in place")
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    assert page.evaluate("document.querySelector('.scrolls').scrollTop") == place
    page.fill("[name=title]", "")
    page.keyboard.press("Control+s")
    page.locator("[data-wrong-of=title] .error").wait_for()
    assert "Nothing was saved" in page.locator("[data-wrongs]").inner_text()
    assert page.evaluate("document.activeElement.name") == "title"


def test_what_a_refused_save_did_not_take_is_kept_and_the_heading_follows_what_was_saved(cataloguer, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "Refused once")
    describe(page, identifier)
    page.fill("[name=title]", "Another title")
    page.fill("[name=issued]", "xyz")
    page.keyboard.press("Control+s")
    page.locator("[data-wrong-of=issued] .error").wait_for()
    expect(page.locator("[data-kept-line]")).to_contain_text("not saved", timeout=20_000)
    describe(page, identifier)
    assert page.input_value("[name=title]") == "Another title"
    assert page.input_value("[name=issued]") == "xyz"
    page.fill("[name=issued]", "2012")
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    assert "Another title" in page.locator("h1").inner_text()


def test_what_is_saved_while_a_save_is_under_way_is_saved_after_it(cataloguer, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "Saved twice")
    describe(page, identifier)
    held = []
    page.route("**/describe/", lambda route: held.append(route) if not held else route.continue_())
    page.fill("[name=rights]", "First")
    with page.expect_request("**/describe/"):
        page.keyboard.press("Control+s")
    page.fill("[name=rights]", "Second")
    page.keyboard.press("Control+s")
    held[0].continue_()
    is_saved(page, 3)
    describe(page, identifier)
    assert page.input_value("[name=rights]") == "Second"


def test_a_selection_fills_fields_by_button_and_by_key(cataloguer, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "Passages")
    describe(page, identifier)
    select(page, "about July 2010")
    page.locator("[data-fill=id_issued]").click()
    expect(page.locator("[name=issued]")).to_have_value("2010-07~")
    assert page.input_value("[name=issued_as_printed]") == "about July 2010"
    assert page.input_value("[name=issued_basis]") == "printed"
    select(page, "the office")
    page.focus("[name=creator-0-as_printed]")
    page.keyboard.press("Control+Shift+F")
    assert page.input_value("[name=creator-0-as_printed]") == "the office"
    assert page.locator("[data-fill=id_description]").is_hidden()


def select(page, words):
    page.evaluate("""words => {
      const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
      }
    }""", words)
    page.locator("form.has-selection").wait_for()


def test_a_name_without_a_record_gets_one_beside_the_form(cataloguer, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "By nobody known")
    describe(page, identifier)
    page.fill("[name=rights]", "Typed before")
    page.locator("[data-suggestion=creator] [data-accept]").click()
    panel = page.locator("#side-panel")
    panel.locator("form").wait_for()
    assert panel.locator("input[type=text]").first.input_value() == "Odd Nameless"
    panel.locator("button.primary").click()
    expect(panel).to_be_hidden()
    expect(page.locator("[name=creator-0-agent]")).to_have_value("Odd Nameless")
    assert page.input_value("[name=creator-0-as_printed]") == ""  # the page's metadata alone names her
    assert page.input_value("[name=creator-0-basis]") == "external"
    assert page.input_value("[name=rights]") == "Typed before"
    page.keyboard.press("Control+s")
    is_saved(page, 2)


def test_neighbours_and_help_are_reached_by_keys(cataloguer, tmp_path):
    page = cataloguer
    batch, identifiers = take_in(page, tmp_path, "First of two", "Second of two")
    page.goto(f"/curation/documents/{identifiers[0]}/describe/?from=batch:{batch}")
    expect(page.locator("[data-opens-help]")).to_be_visible()
    forward = page.locator("[data-key-after]").count()
    page.focus("[data-opens-help]")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+ArrowRight" if forward else "Control+ArrowLeft")
    page.wait_for_url(re.compile(f"{identifiers[1]}/describe/[?]from=batch"))
    page.focus("[name=title]")
    page.keyboard.press("Control+ArrowLeft")
    assert identifiers[1] in page.url  # in a field it moves by words
    page.keyboard.press("Control+Alt+ArrowLeft" if forward else "Control+Alt+ArrowRight")
    page.wait_for_url(re.compile(f"{identifiers[0]}/describe/[?]from=batch"))


def test_two_people_edit_one_draft_and_merge(cataloguer, browser, site, tmp_path):
    page = cataloguer
    _batch, (identifier,) = take_in(page, tmp_path, "Edited twice")
    describe(page, identifier)
    reviewer = log_in(browser, site, "reviewer")
    describe(reviewer, identifier)
    reviewer.fill("[name=description]", "The reviewer's words")
    reviewer.fill("[name=title]", "The reviewer's title")
    reviewer.keyboard.press("Control+s")
    is_saved(reviewer, 2)
    page.fill("[name=rights]", "The cataloguer's rights")
    page.fill("[name=title]", "The cataloguer's title")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="Somebody else saved first").wait_for()
    assert barriers_on(page) == []
    assert page.locator("[name=keep-rights][value=mine]").is_checked()
    assert page.locator("[name=keep-description][value=saved]").is_checked()
    page.check("[name=keep-title][value=mine]")
    page.get_by_role("button", name="Save what is chosen").click()
    page.wait_for_url(f"**/curation/documents/{identifier}/")
    describe(page, identifier)
    assert page.input_value("[name=version]") == "3"
    assert page.input_value("[name=title]") == "The cataloguer's title"
    assert page.input_value("[name=rights]") == "The cataloguer's rights"
    assert page.input_value("[name=description]") == "The reviewer's words"
    page.goto(f"/curation/documents/{identifier}/revisions/2/")
    expect(page.locator("main")).to_contain_text("The reviewer's title")  # what was not chosen stays in the history
