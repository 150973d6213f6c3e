"""Every kind of file is seen in its viewer, with the keyboard alone, and stays readable without a script."""
import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.odd_pdf import WORDS, odd_pdf
from tests.browser.people import until

pytestmark = pytest.mark.browser

BROKEN_PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R"  # and then nothing: a copy that broke off
OPEN = ".viewer[data-state=open]"
COLOURS = """canvas => {
    const { width, height } = canvas, seen = new Set();
    const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    for (let at = 0; at < data.length; at += 4) { seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]); }
    return seen.size;
}"""
SHIFT = """() => new Promise(done => {
    let sum = 0;
    const isOurs = ({ node }) => (node?.closest ? node : node?.parentElement)?.closest("#document");
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) { if (one.sources.some(isOurs)) { sum += one.value; } }
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""
LIT = "all => all.map(one => [one.className, one.innerText])"
SIGNS = "all => all.filter(one => !one.hidden).map(one => one.getAttribute('href'))"


def drawn_page(page):
    expect(page.locator(OPEN)).to_be_visible()
    return page.locator(".sheet canvas").element_handle()


def test_a_pdf_is_drawn_and_its_second_page_is_reached_with_the_keyboard(page, addresses):
    page.goto(addresses["the-night-water.pdf"])
    assert drawn_page(page).evaluate(COLOURS) > 10
    expect(page.locator(".textLayer")).to_contain_text("Eleven further names")
    page.locator(".stage").focus()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("status")).to_have_text("Page 2 of 2")
    expect(page.locator(".textLayer")).not_to_contain_text("Eleven further names")
    expect(page.get_by_role("button", name="Next page")).to_be_disabled()
    page.keyboard.press("Home")
    expect(page.get_by_role("status")).to_have_text("Page 1 of 2")
    expect(page.locator(".textLayer")).to_contain_text("Eleven further names")


def test_a_pdf_grows_and_fits_again_with_keys_and_buttons(page, addresses):
    page.goto(addresses["the-night-water.pdf"])
    drawn_page(page)
    sheet, stage = page.locator(".sheet"), page.locator(".stage")
    fitting = sheet.bounding_box()["width"]
    assert abs(fitting - stage.bounding_box()["width"]) <= 3
    stage.focus()
    page.keyboard.press("+")
    expect(page.locator(".stage.is-fitting")).to_have_count(0)
    assert sheet.bounding_box()["width"] == pytest.approx(fitting * 1.25, abs=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.get_by_role("button", name="Fit width").click()
    expect(page.locator(".stage.is-fitting")).to_have_count(1)
    assert sheet.bounding_box()["width"] == fitting


def test_the_text_of_a_pdf_lies_where_its_letters_are_drawn(page, addresses):
    page.goto(addresses["the-night-water.pdf"])
    drawn_page(page)
    title = page.locator(".textLayer span", has_text="The Night Water").first.bounding_box()
    sheet = page.locator(".sheet").bounding_box()
    assert sheet["x"] < title["x"] < sheet["x"] + sheet["width"] / 3
    assert 15 < title["height"] < 40
    assert title["x"] + title["width"] < sheet["x"] + sheet["width"]


def test_decoders_and_character_tables_are_found_under_the_strict_policy(page, addresses):
    page.route("**/files/**", lambda route: route.fulfill(body=odd_pdf(), content_type="application/pdf"))
    page.goto(addresses["resolution-12-2.pdf"])
    assert drawn_page(page).evaluate(COLOURS) > 100
    expect(page.locator(".textLayer")).to_contain_text(WORDS)


@pytest.mark.parametrize("name", ["the-night-water.pdf", "poster-who-knocked.png", "river-bulletin.wav"])
def test_nothing_moves_while_a_viewer_opens(page, addresses, name):
    page.goto(addresses[name])
    if not name.endswith("wav"):
        expect(page.locator(OPEN)).to_be_visible()
    assert page.evaluate(SHIFT) < 0.02


@pytest.mark.parametrize("damage", ["broken", "missing"])
def test_a_pdf_that_cannot_be_shown_says_so_in_plain_words_and_keeps_its_small_picture(page, addresses, damage):
    """The edge of the process answers here: the archive itself would never send damaged bytes."""
    page.route("**/files/**", lambda route: (
        route.fulfill(body=BROKEN_PDF, content_type="application/pdf") if damage == "broken" else
        route.fulfill(status=404, body="gone")))
    page.goto(addresses["resolution-12-2.pdf"])
    message = page.get_by_role("alert")
    expect(message).to_contain_text("cannot be shown here")
    expect(message).to_contain_text("can still be downloaded")
    assert page.locator(".stage img").evaluate("image => image.complete && image.naturalWidth > 0")
    expect(page.locator(".viewer-tools")).to_be_hidden()
    expect(page.locator("a.download").first).to_be_visible()


def test_a_picture_is_zoomed_moved_and_shown_whole_with_the_keyboard(page, addresses):
    page.goto(addresses["poster-who-knocked.png"])
    expect(page.locator(OPEN)).to_be_visible()
    stage = page.locator(".stage")
    whole = stage.get_attribute("data-zoom")
    assert page.locator(".openseadragon-canvas canvas").first.evaluate(COLOURS) > 10
    stage.focus()
    page.keyboard.press("+")
    expect(stage).not_to_have_attribute("data-zoom", whole)
    assert float(stage.get_attribute("data-zoom")) == pytest.approx(1.5 * float(whole), rel=0.01)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("0")
    expect(stage).to_have_attribute("data-zoom", whole)
    page.get_by_role("button", name="Zoom in").click()
    expect(stage).not_to_have_attribute("data-zoom", whole)


def test_a_picture_fills_the_screen_and_keeps_its_buttons(page, addresses):
    page.goto(addresses["poster-who-knocked.png"])
    expect(page.locator(OPEN)).to_be_visible()
    before = page.locator(".stage").bounding_box()
    page.get_by_role("button", name="Full screen").click()
    until(page, "document.fullscreenElement")
    during = page.locator(".stage").bounding_box()
    assert during["width"] > 1.5 * before["width"]
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    page.get_by_role("button", name="Full screen").click()
    until(page, "!document.fullscreenElement")
    assert page.locator(".stage").bounding_box()["width"] == before["width"]


def test_a_picture_that_cannot_be_shown_says_so(page, addresses):
    page.route("**/files/**", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(addresses["poster-who-knocked.png"])
    expect(page.get_by_role("alert")).to_contain_text("cannot be shown here")
    expect(page.locator(".stage img")).to_be_visible()


def test_sound_loads_its_length_from_the_original(page, addresses):
    page.goto(addresses["river-bulletin.wav"])
    player = page.locator("audio")
    seconds = player.evaluate("""player => new Promise((done, failed) => {
        if (player.readyState > 0) { return done(player.duration); }
        player.addEventListener("loadedmetadata", () => done(player.duration));
        player.addEventListener("error", () => failed(new Error("the sound did not load")));
    })""")
    assert seconds == pytest.approx(6, abs=0.5)
    assert player.evaluate("player => player.play().then(() => !player.paused)")


@pytest.mark.parametrize(("name", "button"), [("the-night-water.pdf", "Open the pages"),
                                              ("poster-who-knocked.png", "Open the picture")])
def test_a_reader_who_saves_data_is_asked_first(page, addresses, name, button):
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(addresses[name])
    page.get_by_role("button", name=button).wait_for()
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if "/files/" in address or "pdfjs" in address or "seadragon" in address] == []
    page.get_by_role("button", name=button).click()
    expect(page.locator(OPEN)).to_be_visible()
    assert any(address.endswith(name) for address in asked)


@pytest.mark.parametrize("name", ["the-night-water.pdf", "poster-who-knocked.png"])
def test_without_a_script_the_small_picture_links_to_the_original(without_script, addresses, name):
    without_script.goto(addresses[name])
    link = without_script.locator(".stage a")
    assert link.get_attribute("href").endswith(name)
    expect(link.locator("img")).to_be_visible()
    assert without_script.locator(".viewer-tools").is_hidden()
    assert not without_script.get_by_role("alert").count()
    answer = without_script.request.get(link.get_attribute("href"))
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(("language", "scheme", "width"), [("en-GB", "light", 1280), ("fa", "dark", 320)])
def test_open_viewers_have_no_accessibility_violation_and_fit_the_screen(
        browser, site, addresses, language, scheme, width):
    context = browser.new_context(base_url=site.base, color_scheme=scheme, locale=language,
                                  viewport={"width": width, "height": 800})
    page, found = context.new_page(), {}
    for name in ("the-night-water.pdf", "poster-who-knocked.png", "river-bulletin.wav", "no-siren.txt"):
        page.goto(addresses[name])
        if name.endswith(("pdf", "png")):
            page.locator(".stage").scroll_into_view_if_needed()
            expect(page.locator(OPEN)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        found[name] = barriers_on(page)
    context.close()
    assert {name: problems for name, problems in found.items() if problems} == {}


def choices_of(page, name):
    return page.locator(f"select[name={name}] option").evaluate_all("all => all.map(one => one.value)")


def what_is_marked(page):
    return (page.locator(".own-words mark").evaluate_all(LIT), page.locator(".own-words .note").evaluate_all(SIGNS))


def test_marks_by_target_and_coder_are_the_same_with_and_without_a_script(page, without_script, addresses):
    page.goto(addresses["no-siren.txt"])
    address = addresses["no-siren.txt"]
    targets, coders = choices_of(page, "target"), choices_of(page, "coder")
    assert {"all", "none", "figures", "quotations"} < set(targets)
    assert len(coders) >= 3
    seen = set()
    for target in targets:
        for coder in coders:
            page.locator("select[name=target]").select_option(target)
            page.locator("select[name=coder]").select_option(coder)
            without_script.goto(f"{address}?target={target}&coder={coder}")
            marked = what_is_marked(page)
            assert marked == what_is_marked(without_script), (target, coder)
            seen.add(str(marked))
    assert len(seen) > 6


def test_the_choice_is_made_at_once_and_stands_in_the_address(page, addresses):
    page.goto(addresses["no-siren.txt"])
    page.evaluate("window.isSamePage = true")
    assert page.locator(".own-words mark").count() > 3
    page.get_by_label("Mark passages on").select_option("none")
    expect(page.locator(".own-words mark")).to_have_count(0)
    assert "target=none" in page.url
    assert page.evaluate("window.isSamePage")
    page.reload()
    expect(page.locator(".own-words mark")).to_have_count(0)
    expect(page.get_by_label("Mark passages on")).to_have_value("none")


def test_without_a_script_the_form_marks_what_is_chosen(without_script, addresses):
    without_script.goto(addresses["no-siren.txt"])
    without_script.get_by_label("Mark passages on").select_option("quotations")
    without_script.get_by_role("button", name="Show").click()
    assert "target=quotations" in without_script.url
    marks = without_script.locator(".own-words mark")
    assert marks.count() > 0
    assert set(marks.evaluate_all("all => all.map(one => one.className)")) == {"plain"}


def test_a_sign_leads_to_its_label_and_the_label_leads_back(page, addresses):
    page.goto(addresses["no-siren.txt"])
    sign = page.locator(".own-words .note").first
    anchor = sign.get_attribute("href")
    sign.focus()
    page.keyboard.press("Enter")
    label = page.locator(f"[id='{anchor[1:]}']")
    expect(label).to_be_in_viewport()
    label.get_by_role("link", name="in the text").first.click()
    expect(page.locator(".own-words mark:has(> :target)")).to_be_in_viewport()


def test_a_part_leads_to_its_place_in_the_whole(page, addresses):
    page.goto(addresses["kestrow-reader-1.txt"])
    page.locator(".part-mark").nth(3).click()
    page.get_by_role("link", name="Read it in its place in the whole").click()
    expect(page.locator(".part-mark:target")).to_be_in_viewport()
    assert addresses["kestrow-reader-1.txt"] in page.url
