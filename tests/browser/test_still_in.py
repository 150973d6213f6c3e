"""Whose session has ended keeps on the page what they typed, logs in again in another window, and sends it."""
import pytest

from tests.browser.people import log_in, take_in

pytestmark = pytest.mark.browser


def test_a_comment_sent_after_the_session_ended_stays_on_the_page_until_it_can_be_sent(
        cataloguer, browser, site, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(f"{tmp_path.name}\nA letter.")
    page = cataloguer
    (identifier,) = take_in(page, path)
    page.goto(f"/curation/documents/{identifier}/")
    page.locator(".comments .say summary").click()
    page.get_by_label("Comment", exact=True).fill("Who wrote it?")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Leave the comment").click()
    page.get_by_role("alert").get_by_text("You are no longer logged in.").wait_for()
    assert page.get_by_label("Comment", exact=True).input_value() == "Who wrote it?"
    again = log_in(browser, site, "cataloguer")
    page.context.add_cookies(again.context.cookies())
    again.context.close()
    page.get_by_role("button", name="Leave the comment").click()
    page.locator(".remark").get_by_text("Who wrote it?").wait_for()
