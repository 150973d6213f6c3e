"""Names as a cataloguer meets them: found by keyboard under any form, added in a side panel, merged by a reviewer."""
import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.people import asked, log_in, take_in

pytestmark = pytest.mark.browser
PUBLISHERS = """
    select a.identifier, a.name from archive_agent a join archive_contribution c on c.agent_id = a.id
    join archive_document d on d.id = c.document_id
    where d.state = 'published' and d.access_level = 'public' and a.merged_into_id is null and a.kind = 'body'
    group by a.id order by a.id
"""


@pytest.fixture
def draft(browser, site, tmp_path):
    """(page, address): the describing form of a file just received."""
    page = log_in(browser, site, "cataloguer")
    path = tmp_path / "quay.txt"
    path.write_text(f"The quay of Orvan\n\nThe harbour office says that the quay is closed.\n{tmp_path.name}\n")
    (identifier,) = take_in(page, path)
    page.goto(f"/curation/documents/{identifier}/describe/")
    return page


def agents_input(page):
    return page.locator("input[data-combobox=agents]:visible").first


def test_a_missing_agent_is_added_in_the_panel_by_keyboard_and_found_by_its_persian_name(draft):
    page = draft
    box = agents_input(page)
    box.focus()
    page.keyboard.type("Orvan Harbour Office")
    page.locator(".options .create").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.locator("#side-panel form").wait_for()
    assert barriers_on(page) == []
    page.locator("#side-panel [name=names]").focus()
    page.keyboard.type("دفتر بندر اوروان")
    page.locator("#side-panel button.primary").press("Enter")
    page.locator("#side-panel").wait_for(state="hidden")
    expect(box).to_have_value("Orvan Harbour Office")
    assert box.evaluate("input => document.activeElement === input")

    box.fill("")
    page.keyboard.type("بندر اوروان")
    page.locator(".options .record").first.wait_for()
    assert "دفتر بندر اوروان" in page.locator(".options .record").first.inner_text()
    assert barriers_on(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert box.input_value() == "Orvan Harbour Office"


def test_what_is_near_is_offered_before_a_second_one_is_made(draft, site):
    page = draft
    (_identifier, name), *_rest = asked(site, PUBLISHERS)
    box = agents_input(page)
    box.focus()
    page.keyboard.type(f"{name}e")
    page.locator(".options .create", has_text=f"{name}e").wait_for()
    assert name in page.locator(".options .record").first.inner_text()
    page.locator(".options .create", has_text=f"{name}e").click()
    page.locator("#side-panel .near").wait_for()
    assert name in page.locator("#side-panel .near").inner_text()
    page.locator("#side-panel button.primary").click()
    page.locator("#side-panel .near").wait_for()
    page.locator("#side-panel [data-use]").first.click()
    page.locator("#side-panel").wait_for(state="hidden")
    assert box.input_value() == name
    assert asked(site, f"select count(*) from archive_agent where name = '{name}e'") == [(0,)]


def test_a_date_is_written_as_people_write_it_and_never_chosen_silently(draft):
    page = draft
    issued = page.locator("input[data-date]:visible").first
    issued.fill("about July 2016")
    issued.blur()
    expect(issued).to_have_value("2016-07~")
    issued.fill("03/04/2018")
    issued.blur()
    page.locator(".date-read .choice").nth(1).wait_for()
    assert issued.input_value() == "03/04/2018"
    page.locator(".date-read .choice", has_text="4 March 2018").click()
    assert issued.input_value() == "2018-03-04"


def is_listed(reader, links, addresses):
    """Whether the page lists all these documents once their pages have followed; each look is a whole request."""
    for _look in range(100):
        if addresses <= set(links.evaluate_all("all => all.map((link) => link.pathname)")):
            return True
        reader.reload()
    return False


def test_two_agents_are_merged_and_the_old_public_address_leads_on(browser, site):
    (kept, name), *_between, (old, former) = asked(site, PUBLISHERS)
    reader = browser.new_context(base_url=site.base).new_page()
    documents = reader.locator("main li a[href^='/documents/'][href*='-']")
    listed = {}
    for identifier in (kept, old):
        assert reader.goto(f"/agents/{identifier}/").status == 200
        listed[identifier] = set(documents.evaluate_all("all => all.map((link) => link.pathname)"))
        assert listed[identifier]
    page = log_in(browser, site, "reviewer")
    page.goto(f"/curation/authorities/agents/{kept}/merge/")
    page.get_by_role("combobox", name="The other record").press_sequentially(former)
    page.locator(".options .record").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Compare both").click()
    assert page.locator(".sides section").nth(1).locator("h2").inner_text() == former
    assert barriers_on(page) == []
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_text(f"“{former}” is now a name of “{name}”").wait_for()
    answer = reader.goto(f"/agents/{old}/")
    assert answer.status == 200
    assert answer.url.endswith(f"/agents/{kept}/")
    assert answer.request.redirected_from.response().status == 301
    assert former in reader.locator("main").inner_text()
    assert is_listed(reader, documents, listed[old] | listed[kept])
