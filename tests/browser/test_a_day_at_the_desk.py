"""A day at the desk, by hand: files dropped, one described, split, labelled, reviewed by another person, read."""
import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import KINDS, SUM, all_settled, drop, identifier_in, log_in, put_cursor, unlike, until

pytestmark = pytest.mark.browser

RAIN = "It rained for nine days, and then the people of the valley went to see what was left of the road. "
DENIAL = "The minister said on Monday that the road at Ambrel had never been unsafe."
HEADINGS = ["The Road At Ambrel Is Gone", "Minister Denies Everything", "Who Knew At Ambrel?"]
DIGEST = f"{HEADINGS[0]}\n{RAIN}\n{HEADINGS[1]}\n{DENIAL} {RAIN}\n{HEADINGS[2]}\n{RAIN}\n"
TITLE = "Ambrel digest of the ninth week"

WATCH_POINTER = """() => {
  window.pointed = 0;
  for (const kind of ["pointerdown", "mousedown", "pointermove", "wheel"]) {
    addEventListener(kind, (event) => { if (event.isTrusted) window.pointed += 1; }, true);
  }
}"""


class Keyboard:
    """A person without a mouse: of a page they have its keys, and what stands on it to look at."""

    def __init__(self, page):
        self.press, self.type = page.keyboard.press, page.keyboard.type
        self.shown, self.evaluate = page.locator, page.evaluate

    def keys(self, *keys):
        for key in keys:
            self.press(key)

    def tab_to(self, words, most=120):
        """Press Tab until what is called `words` has the focus."""
        for _key in range(most):
            self.press("Tab")
            if self.evaluate("document.activeElement.innerText?.trim() || ''") == words:
                return
        raise AssertionError(f"the keyboard does not reach “{words}”")


def describe(page, identifier):
    page.goto(f"/curation/documents/{identifier}/describe/")
    expect(page.locator("[data-opens-help]")).to_be_visible()
    page.fill("#describe [name=title]", TITLE)
    page.select_option("[name=genre]", label="digest")
    page.fill("#describe textarea[name=language]", "en")
    page.fill("[name=issued]", "about March 2016")
    page.locator("[name=issued]").blur()
    expect(page.locator("[name=issued]")).to_have_value("2016-03~")
    page.select_option("[name=issued_basis]", "event")
    page.select_option("[name=persons_at_risk]", "no")
    page.fill("[name=rights]", "Not known.")
    page.fill("[name=description]", "A digest in three parts about a road.")
    page.keyboard.press("Control+s")
    expect(page.locator("#describe [name=version]")).to_have_value("2")


def split(page, identifier):
    page.goto(f"/curation/documents/{identifier}/split/")
    for number, heading in enumerate(HEADINGS, start=1):
        put_cursor(page, heading)
        until(page, "document.getSelection().isCollapsed")
        page.get_by_role("button", name="Split here").click()
        expect(page.locator(".part:not(.leaves) .title input")).to_have_count(number)
    assert [field.input_value() for field in page.locator(".part:not(.leaves) .title input").all()] == HEADINGS
    page.get_by_role("button", name="Save the parts").click()
    page.get_by_text("Saved: 3 parts.").wait_for()
    return [identifier_in(link.get_attribute("href")) for link in page.get_by_role("link", name="Describe").all()]


def label_without_a_mouse(page, identifier):
    """Label the quoted minister against the demo's Edvar Sollume, with one sentence as evidence."""
    page.goto(f"/curation/documents/{identifier}/")
    person = Keyboard(page)
    person.tab_to("Add a stance label")
    person.press("Enter")
    page.wait_for_url("**/label/")
    until(page, "document.querySelector('[data-mark]:not([hidden])')")
    page.evaluate(WATCH_POINTER)
    person.keys("w", "Control+Home")
    for _sentence in range(12):
        person.keys("ArrowDown", "Shift+ArrowDown")
        if person.evaluate("getSelection().toString().trim()").startswith("The minister said"):
            break
        person.keys("ArrowLeft")
    person.keys("Enter", "2", "o")
    person.type("the minister")
    person.keys("Escape", "t")
    person.type("Sollume")
    person.keys("Enter", "Escape", "a", "h", "r")
    person.type("He denies what the digest reports.")
    person.press("Control+s")
    own = person.shown(".marks > li.own")
    own.wait_for()
    assert own.locator("blockquote").all_inner_texts() == [DENIAL]
    assert "against" in own.inner_text()
    assert person.evaluate("window.pointed") == 0


def describe_part(page, identifier):
    """What a part does not have from its whole."""
    page.goto(f"/curation/documents/{identifier}/describe/")
    expect(page.locator("[data-opens-help]")).to_be_visible()
    page.select_option("[name=genre]", label="news report")
    page.fill("#describe textarea[name=language]", "en")
    page.select_option("[name=persons_at_risk]", "no")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-kept-line]")).to_contain_text("Saved as version")


def decide(page, identifier, name, **entries):
    """Take one decision about a document, and its parts, on its page."""
    page.goto(f"/curation/documents/{identifier}/")
    form = page.locator(f"form[action$='{identifier}/{name}/']")
    for field, value in entries.items():
        form.locator(f"[name={field}]").select_option(value)
    expect(form.locator("[name=with_parts]")).to_be_checked()
    form.locator("button").click()
    expect(page.locator(".messages")).to_contain_text("(4 documents)")


def find(reader, words, title):
    """Follow the link to `title` among what a search finds; the index follows within some looks."""
    for _look in range(100):
        reader.goto("/")
        reader.locator("input[name=q]:visible").first.fill(words)
        reader.keyboard.press("Enter")
        reader.wait_for_url("**/documents/?**")
        if reader.get_by_role("link", name=title).count():
            break
    reader.get_by_role("link", name=title).first.click()
    reader.wait_for_url("**/documents/*/")


def test_from_five_dropped_files_to_a_public_page_with_parts_and_evidence(browser, site, tmp_path):
    cataloguer = log_in(browser, site, "cataloguer")
    cataloguer.goto("/curation/intake/")
    files = [(name, unlike(path, tmp_path.name)) for name, path in KINDS.items() if name != "motion.txt"]
    drop(cataloguer, [("ambrel-digest.txt", DIGEST.encode() + tmp_path.name.encode()), *files])
    all_settled(cataloguer, 5)
    expect(cataloguer.locator(SUM)).to_have_text("5 sent = 5 stored + 0 duplicate + 0 refused")
    line = cataloguer.locator("[data-lines] li", has_text="ambrel-digest.txt")
    identifier = identifier_in(line.locator("a.where").get_attribute("href"))
    describe(cataloguer, identifier)
    parts = split(cataloguer, identifier)
    for part in parts:
        describe_part(cataloguer, part)
    label_without_a_mouse(cataloguer, identifier)
    reader = browser.new_context(base_url=site.base).new_page()
    decide(cataloguer, identifier, "submit")
    assert cataloguer.locator("form[action$='/publish/']").count() == 0
    assert reader.goto(f"/documents/{identifier}/").status == 404

    reviewer = log_in(browser, site, "reviewer")
    reviewer.goto("/curation/queues/deciding/")
    reviewer.get_by_role("link", name=TITLE, exact=True).click()
    assert "Every label has its evidence: 1." in reviewer.locator(".checklist").inner_text()
    reviewer.get_by_role("button", name="Accept", exact=True).click()
    expect(reviewer.locator(".messages")).to_contain_text("The label is now accepted.")
    decide(reviewer, identifier, "publish", access="public")

    find(reader, "Ambrel digest", TITLE)
    assert reader.url.endswith(f"/documents/{identifier}/")
    shown = reader.locator("main")
    for words in (TITLE, "about March 2016", "the minister", "Edvar Sollume", "He denies what the digest reports."):
        expect(shown).to_contain_text(words)
    expect(shown.locator("blockquote, q, .evidence").filter(has_text="had never been unsafe").first).to_be_visible()
    for part, heading in zip(parts, HEADINGS, strict=True):
        expect(shown.locator(f"a[href*='/documents/{part}/']", has_text=heading).first).to_be_visible()
    assert barriers_on(reader) == []
    reader.goto(f"/documents/{parts[1]}/")
    expect(reader.locator("h1")).to_have_text(HEADINGS[1])
    expect(reader.locator("main")).to_contain_text(TITLE)
