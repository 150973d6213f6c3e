"""What a person typed stays, whatever key they press, wherever they go, and however long they were away."""
import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import enter_password, log_in, put_cursor, take_in

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | The Tavisk Courier</title><meta property="og:site_name" content="The Tavisk Courier">
<meta name="author" content="{author}"></head><body><h1>{title}</h1><p>The weir at Kestrow was dry.</p></body></html>"""


@pytest.fixture
def page(browser, site):
    page = log_in(browser, site, "cataloguer")
    yield page
    page.context.close()


def draft(page, tmp_path, title, author="Odd Nobody"):
    """The identifier of a draft of a captured page."""
    path = tmp_path / f"{title.replace(' ', '-')}.html"
    path.write_text(PAGE.format(title=title, author=author))
    return take_in(page, path)[0]


def describe(page, identifier):
    page.goto(f"/curation/documents/{identifier}/describe/")
    expect(page.locator("[data-opens-help]")).to_be_visible()


def is_kept(page):
    expect(page.locator("[data-kept-line]")).to_contain_text("not saved", timeout=20_000)


def is_saved(page, version):
    expect(page.locator("#describe [name=version]")).to_have_value(str(version))


@pytest.mark.parametrize("is_answered", [True, False])
def test_what_was_typed_is_there_after_a_reload_at_once(page, tmp_path, is_answered):
    identifier = draft(page, tmp_path, f"Reloaded {is_answered}")
    describe(page, identifier)
    if not is_answered:  # as when what is sent on leaving comes too late
        page.route("**/entries/", lambda route: route.abort())
    page.fill("[name=rights]", "Typed and reloaded")
    page.locator("[data-entry=publisher] [data-add-row]").click()
    page.locator("[name$=-agent]:focus").fill("The Late Paper")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    expect(page.locator("[name=rights]")).to_have_value("Typed and reloaded")
    assert "The Late Paper" in page.locator("[name^=publisher-][name$=-agent]").evaluate_all(
        "all => all.map(one => one.value)")
    assert not (is_answered and asked)
    page.unroute("**/entries/")
    is_kept(page)
    page.goto("/curation/")
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('entered'))") == []
    describe(page, identifier)
    assert page.input_value("[name=rights]") == "Typed and reloaded"


def test_nobody_else_gets_what_a_tab_remembers(page, site, tmp_path):
    identifier = draft(page, tmp_path, "Another chair")
    describe(page, identifier)
    page.route("**/entries/", lambda route: route.abort())
    page.fill("[name=rights]", "Typed by the cataloguer")
    page.goto("/curation/")
    page.unroute("**/entries/")
    page.context.clear_cookies()
    enter_password(page, "reviewer", site.password)
    describe(page, identifier)
    assert page.input_value("[name=rights]") == ""
    page.context.clear_cookies()
    enter_password(page, "cataloguer", site.password)
    describe(page, identifier)
    expect(page.locator("[name=rights]")).to_have_value("Typed by the cataloguer")


def test_what_is_typed_without_a_pause_is_kept_too(page, tmp_path):
    identifier = draft(page, tmp_path, "No pause")
    page.clock.install()
    describe(page, identifier)
    kept = []
    page.on("request", lambda request: kept.append(request.url) if request.url.endswith("/entries/") else None)
    for letter in "steady typing":
        page.locator("[name=rights]").press_sequentially(letter)
        page.clock.run_for(1000)
    assert len(kept) == 1


def test_a_save_without_a_change_says_so(page, tmp_path):
    describe(page, draft(page, tmp_path, "Saved twice"))
    page.fill("[name=rights]", "Known")
    save = page.locator(".end").get_by_role("button", name="Save", exact=True)
    save.dblclick()
    is_saved(page, 2)
    expect(save).to_have_attribute("aria-disabled", "false")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-kept-line]")).to_have_text("Nothing changed; version 2 stands.")
    is_saved(page, 2)


def test_without_any_cookie_the_words_are_those_of_a_log_out(page, site, tmp_path):
    describe(page, draft(page, tmp_path, "No cookies"))
    page.context.clear_cookies()
    page.fill("[name=rights]", "Typed after the cookies were gone")
    expect(page.locator("[data-kept-line]")).to_contain_text("log in in another window", timeout=20_000)
    enter_password(page.context.new_page(), "cataloguer", site.password)
    page.keyboard.press("Control+s")
    is_saved(page, 2)


@pytest.mark.parametrize("was_kept", [True, False])
def test_enter_in_a_field_saves_and_neither_discards_nor_accepts(page, tmp_path, was_kept):
    describe(page, draft(page, tmp_path, f"Enter {was_kept}"))
    page.fill("[name=rights]", "Typed before")
    if was_kept:
        is_kept(page)
        page.reload()
        expect(page.locator("[data-kept-notice]")).to_be_visible()
    page.fill("[name=temporal]", "1988")
    page.press("[name=temporal]", "Enter")
    is_saved(page, 2)
    assert page.input_value("[name=publisher-0-agent]") == ""
    page.reload()
    assert (page.input_value("[name=rights]"), page.input_value("[name=temporal]")) == ("Typed before", "1988")


def test_keys_in_the_panel_neither_save_nor_submit_the_form_below_it(page, tmp_path):
    identifier = draft(page, tmp_path, "Under the panel")
    describe(page, identifier)
    page.locator("[data-suggestion=creator] [data-accept]").click()
    panel = page.locator("#side-panel")
    panel.locator("input[type=text]").first.wait_for()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    for keys in ("Control+s", "Control+Shift+s", "Control+Enter", "Control+Alt+Enter", "?"):
        page.keyboard.press(keys)
    assert page.input_value("[name=publisher-0-agent]") == ""
    panel.get_by_role("button", name="Cancel").click()
    with page.expect_request(lambda request: request.method == "POST" and request.url == page.url):
        page.keyboard.press("Control+s")
    assert sent.count(page.url) == 1


def test_whoever_logs_in_again_in_another_window_saves_what_stayed_on_the_page(page, site, tmp_path):
    identifier = draft(page, tmp_path, "A long lunch")
    describe(page, identifier)
    page.context.clear_cookies(name=re.compile("session"))
    page.fill("[name=rights]", "Typed after the session had ended")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-wrongs]")).to_contain_text("log in in another window")
    other = page.context.new_page()
    enter_password(other, "cataloguer", site.password)
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    describe(other, identifier)
    assert other.input_value("[name=rights]") == "Typed after the session had ended"


def test_a_row_that_was_removed_and_saved_is_not_called_unsaved(page, tmp_path):
    identifier = draft(page, tmp_path, "A row less")
    describe(page, identifier)
    page.keyboard.press("Control+Alt+Enter")
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    page.reload()
    page.check("[name=publisher-0-DELETE]")
    page.keyboard.press("Control+s")
    is_saved(page, 3)
    page.goto("/curation/")
    describe(page, identifier)
    assert page.locator("[data-kept-notice]").count() == 0
    assert page.locator("[name=publisher-0-agent]").input_value() == ""


def test_a_subject_that_is_called_otherwise_in_the_panel_stands_once(page, tmp_path):
    describe(page, draft(page, tmp_path, "About weirs"))
    typed = page.locator("#id_subjects_typed")
    for label, button in (("Weirs of old", "Add"), ("Weirs given up", "Cancel")):
        typed.press_sequentially("Weyrs")
        page.locator("li.create").wait_for()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        panel = page.locator("#side-panel")
        panel.locator("input[type=text]").first.fill(label)
        panel.get_by_role("button", name=button).click()
        expect(panel).not_to_be_visible()
        assert page.input_value("[name=subjects]") == "Weirs of old"
    assert typed.input_value() == "Weyrs"
    page.focus("[name=notes]")
    assert page.input_value("[name=subjects]") == "Weirs of old\nWeyrs"  # the server will say that it knows none


def test_a_record_that_is_being_added_is_not_pushed_out_by_another(page, tmp_path):
    describe(page, draft(page, tmp_path, "A weir within a weir"))
    page.locator("#id_subjects_typed").press_sequentially("Outer weirs")
    page.locator("li.create").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    panel = page.locator("#side-panel")
    panel.locator("[name=scope_note]").fill("Typed in the panel")
    with page.expect_response(re.compile("q=Inner%20weirs$")):
        panel.locator("[name=broader]").press_sequentially("Inner weirs")
    expect(page.locator("#status")).to_have_text("Nothing found")
    assert panel.locator("li.create").count() == 0
    assert panel.locator("[name=scope_note]").input_value() == "Typed in the panel"


def test_a_worker_that_did_not_load_is_asked_for_again(page, tmp_path):
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.abort() if len(asked) == 1 else route.continue_()

    page.context.route("**/hashing*.js", answer)
    (tmp_path / "patient.txt").write_text("A file that waits for its worker.")
    page.goto("/curation/intake/")
    page.set_input_files("[data-files]", [tmp_path / "patient.txt"])
    line = page.locator("[data-lines] li")
    expect(line).to_contain_text("The server cannot be reached")
    line.get_by_role("button", name="Try again").click()
    expect(line).to_contain_text("stored", timeout=20_000)


def test_a_label_that_was_not_saved_stands_there_again_after_a_reload(page, tmp_path):
    identifier = draft(page, tmp_path, "Labelled in haste")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/curation/documents/{identifier}/label/")
    sheet = page.locator("[data-sheet=stance]")
    for keys in ("w", "Control+Home", "Shift+ArrowRight", "Enter", "End", "Shift+Home", "Enter", "a"):
        page.keyboard.press(keys)
    quotes = sheet.locator("[data-quotes] blockquote").all_inner_texts()
    assert len(quotes) == 2
    sheet.locator("[name=rationale]").fill("Because it says so")
    page.reload()
    assert sheet.locator("[data-quotes] blockquote").all_inner_texts() == quotes
    assert sheet.locator("[name=rationale]").input_value() == "Because it says so"
    assert sheet.locator("[name=position][value=against]").is_checked()
    with page.expect_navigation():
        sheet.locator("[data-left]").get_by_role("button", name="Discard it").click()
    expect(sheet.locator("[data-quotes] blockquote")).to_have_count(0)
    assert sheet.locator("[name=rationale]").input_value() == ""
    assert sheet.locator("[data-left]").is_hidden()


def test_leaving_a_label_or_parts_that_were_not_saved_is_asked_about(page, tmp_path):
    identifier = draft(page, tmp_path, "Left in haste")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    for room in ("label", "split"):
        page.goto(f"/curation/documents/{identifier}/{room}/")
        page.locator("[data-text]").click()
        page.goto("/curation/")
        assert asked == []
        page.goto(f"/curation/documents/{identifier}/{room}/")
        if room == "label":
            page.locator("[data-sheet=stance] [name=rationale]").press_sequentially("Because")
        else:
            put_cursor(page, "weir")
            page.keyboard.press("s")
            page.locator("[data-part] [name$=-title]").press_sequentially("A part")
        page.goto("/curation/")
        assert asked == ["beforeunload"]
        asked.clear()
    page.goto(f"/curation/documents/{identifier}/split/")
    put_cursor(page, "weir")
    page.keyboard.press("s")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the parts").click()
    assert asked == []
