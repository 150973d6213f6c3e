"""The document beside the form: pages are turned, a picture is zoomed, a sound plays, and nothing typed is lost."""
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.archive.ingest.extraction.samples import pdf
from tests.browser.barriers import barriers_on
from tests.browser.people import until
from tests.browser.test_describing import describe, is_saved, take_in_files

pytestmark = pytest.mark.browser

OPEN = ".viewer[data-state=open]:visible"
PLAYED = """player => new Promise((done, failed) => {
    player.addEventListener("timeupdate", () => { if (player.currentTime > 0) { done(player.duration); } });
    player.addEventListener("error", () => failed(new Error("the sound did not load")));
    player.muted = true;
    player.play().catch(failed);
})"""


def draft_of(page, path, content):
    path.write_bytes(content)
    _batch, (identifier,) = take_in_files(page, path)
    return identifier


def draft_of_three_pages(page, tmp_path, name):
    pages = [f"Sheet {number} of {name}" for number in ("one", "two", "three")]
    return draft_of(page, tmp_path / f"{name}.pdf", pdf(*pages))


def gradient():
    picture = BytesIO()
    Image.radial_gradient("L").resize((900, 1300)).save(picture, "PNG")
    return picture.getvalue()


def sound():
    """Two seconds of silence, as WAV: 8-bit mono, 8000 a second."""
    size, rate = 16_000, (8000).to_bytes(4, "little")
    head = b"fmt " + (16).to_bytes(4, "little") + b"\x01\0\x01\0" + rate + rate + b"\x01\0\x08\0"
    data = b"data" + size.to_bytes(4, "little") + b"\x80" * size
    return b"RIFF" + (4 + len(head) + len(data)).to_bytes(4, "little") + b"WAVE" + head + data


def test_a_pdf_is_paged_beside_the_form_which_keeps_what_was_typed(cataloguer, tmp_path):
    page = cataloguer
    identifier = draft_of_three_pages(page, tmp_path, "kestrow")
    describe(page, identifier)
    page.fill("[name=rights]", "Typed before any page was turned")
    page.get_by_role("button", name="Pages and pictures").click()
    expect(page.locator(".textLayer")).to_have_text("Sheet one of kestrow")
    page.get_by_role("button", name="Next page").click()
    expect(page.locator(".textLayer")).to_have_text("Sheet two of kestrow")
    page.locator(".stage").focus()
    page.keyboard.press("PageDown")
    expect(page.locator(".textLayer")).to_have_text("Sheet three of kestrow")
    expect(page.get_by_role("button", name="Next page")).to_be_disabled()
    assert page.input_value("[name=rights]") == "Typed before any page was turned"
    page.keyboard.press("Control+s")
    is_saved(page, 2)
    expect(page.locator(".textLayer")).to_have_text("Sheet three of kestrow")
    page.reload()
    expect(page.locator(".textLayer")).to_have_text("Sheet three of kestrow")
    assert page.input_value("[name=rights]") == "Typed before any page was turned"
    assert barriers_on(page) == []


def test_a_page_grows_and_fits_again_within_its_half_of_the_screen(cataloguer, tmp_path):
    page = cataloguer
    describe(page, draft_of_three_pages(page, tmp_path, "wide"))
    page.get_by_role("button", name="Pages and pictures").click()
    expect(page.locator(OPEN)).to_be_visible()
    sheet, stage = page.locator(".sheet"), page.locator(".stage")
    fitting = sheet.bounding_box()["width"]
    assert fitting <= stage.bounding_box()["width"]
    page.get_by_role("button", name="Larger").click()
    expect(page.get_by_role("button", name="Smaller")).to_be_enabled()
    until(page, "width => document.querySelector('.sheet').offsetWidth > 1.2 * width", fitting)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.get_by_role("button", name="Fit width").click()
    until(page, "width => Math.abs(document.querySelector('.sheet').offsetWidth - width) <= 1", fitting)


def test_words_selected_on_a_page_of_a_pdf_fill_a_field(cataloguer, tmp_path):
    page = cataloguer
    describe(page, draft_of_three_pages(page, tmp_path, "printed"))
    page.get_by_role("button", name="Pages and pictures").click()
    expect(page.locator(".textLayer")).to_have_text("Sheet one of printed")
    page.locator(".textLayer span").first.select_text()
    page.focus("[name=title]")
    page.keyboard.press("Control+Shift+F")
    assert page.input_value("[name=title]") == "Sheet one of printed"


def test_a_picture_is_zoomed_and_shown_whole_with_the_keyboard(cataloguer, tmp_path):
    page = cataloguer
    describe(page, draft_of(page, tmp_path / "scan of a letter.png", gradient()))
    expect(page.locator(OPEN)).to_be_visible()
    stage = page.locator(".stage")
    at_width = float(stage.get_attribute("data-zoom"))
    assert at_width == pytest.approx(1, rel=0.01)  # as wide as its place, though it is higher
    page.focus("[name=title]")
    page.keyboard.press("F6")
    expect(stage).to_be_focused()
    page.keyboard.press("+")
    expect(stage).to_have_attribute("data-zoom", "1.500")
    page.keyboard.press("0")
    until(page, "() => Number(document.querySelector('.stage').dataset.zoom) < 0.9")
    page.keyboard.press("w")
    expect(stage).to_have_attribute("data-zoom", "1.000")


def test_a_sound_plays_beside_the_form(cataloguer, tmp_path):
    page = cataloguer
    describe(page, draft_of(page, tmp_path / "bulletin.wav", sound()))
    assert page.locator("audio").evaluate(PLAYED) == pytest.approx(2, abs=0.01)


def test_without_a_script_the_small_picture_and_the_link_stand_beside_the_form(cataloguer, browser, site, tmp_path):
    identifier = draft_of_three_pages(cataloguer, tmp_path, "letterhead")
    context = browser.new_context(base_url=site.base, java_script_enabled=False)
    context.add_cookies(cataloguer.context.cookies())
    page = context.new_page()
    page.goto(f"/curation/documents/{identifier}/describe/")
    assert page.locator(".viewer-tools").is_hidden()
    expect(page.locator(".stage img")).to_be_visible()
    expect(page.locator("figcaption").get_by_role("link", name="letterhead.pdf")).to_be_visible()
    expect(page.locator("[data-text]")).to_be_visible()
    context.close()
