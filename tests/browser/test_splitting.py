"""A digest is split in a browser: with the keyboard alone, by proposal, and the parts say the whole again."""
import re

import pytest

from tests.browser.barriers import barriers_on
from tests.browser.people import put_cursor, take_in

pytestmark = pytest.mark.browser

RAIN = "It rained for nine days, and then the people of the valley went to see what was left of the road. "
DENIAL = f"Minister denies everything, and then denies it again. {RAIN}"
TEXT = f"The Road Is Gone\n{RAIN}Read more {DENIAL}\nWho Knew?\n{RAIN}"


@pytest.fixture
def digest(cataloguer, tmp_path):
    """A page on which a fresh digest is about to be split, and its identifier."""
    path = tmp_path / "digest.txt"
    path.write_text(f"{tmp_path.name}\n{TEXT}")
    page = cataloguer
    (identifier,) = take_in(page, path)
    page.goto(f"/curation/documents/{identifier}/split/")
    return page, identifier


def split_before(page, words):
    put_cursor(page, words)
    page.keyboard.press("s")


def titles(page):
    return [field.input_value() for field in page.locator(".part:not(.leaves) .title input").all()]


def test_cuts_by_keyboard_become_parts_that_keep_their_records(digest):
    page, _identifier = digest
    split_before(page, "The Road Is Gone")
    assert page.evaluate("document.activeElement.value") == "The Road Is Gone"
    split_before(page, "Minister denies")
    split_before(page, "Who Knew?")
    assert titles(page)[0] == "The Road Is Gone"
    assert titles(page)[2] == "Who Knew?"
    assert page.locator(".status-line").inner_text().startswith("parts: 3; stretches with words in no part: 1")
    assert page.locator(".flag").count() == 3
    page.get_by_role("button", name="Save the parts").click()
    page.get_by_text("Saved: 3 parts.").wait_for()
    addresses = [link.get_attribute("href") for link in page.get_by_role("link", name="Describe").all()]

    page.locator(".part").nth(1).get_by_role("button", name="Join to the one before").click()
    assert len(titles(page)) == 2
    split_before(page, "It rained")
    page.get_by_role("button", name="Save the parts").click()
    page.get_by_text("Saved: 3 parts.").wait_for()
    kept = [link.get_attribute("href") for link in page.get_by_role("link", name="Describe").all()]
    assert {addresses[0], addresses[2]} < set(kept)
    assert addresses[1] not in kept


def test_proposed_parts_are_looked_at_and_saved_and_say_the_whole_again(digest):
    page, _identifier = digest
    page.get_by_role("link", name=re.compile("^Propose parts")).click()
    page.get_by_text("Nothing is saved yet").wait_for()
    assert len(titles(page)) >= 3
    said = page.evaluate("""() => {
      const characters = [...document.querySelector("[data-text]").textContent];
      return [...document.querySelectorAll(".part")].map((row) => characters.slice(
        Number(row.querySelector("[name$=start]").value), Number(row.querySelector("[name$=end]").value)).join(""));
    }""")
    whole = page.locator("[data-text]").inner_text()
    assert "".join("".join(said).split()) == "".join(whole.split())
    page.get_by_role("button", name="Save the parts").click()
    page.get_by_text(f"Saved: {len(said)} parts.").wait_for()


def test_the_page_has_no_barrier_wide_or_narrow(digest):
    page, _identifier = digest
    page.get_by_role("link", name=re.compile("^Propose parts")).click()
    for width, height in ((1280, 720), (820, 1180)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers_on(page) == []
