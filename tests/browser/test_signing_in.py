"""A curator's ways in, in a real browser: password, code of an app, recovery code, passkey."""
import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.barriers import barriers_on
from tests.browser.conftest import visiting

pytestmark = pytest.mark.browser


@pytest.fixture
def door(browser, site):
    """A page under a name: browsers make no passkeys for an address of numbers."""
    by_name = type(site)(site.base.replace("127.0.0.1", "localhost"), site.password, site.var)
    with visiting(browser, by_name, 1280, 720) as page:
        yield page


def enter(page, name, password):
    page.goto("/curation/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def open_own_menu(page):
    page.locator("header .leave summary").click()


def leave(page):
    open_own_menu(page)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/account/login/")


def confirm(page, password):
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    assert barriers_on(page) == []
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Confirm").click()


def enter_code(page, secret):
    """Enter what an app shows now; once more, if that changed between looking and sending."""
    for _turn in range(2):
        page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        with page.expect_navigation():
            page.get_by_role("button", name="Set it up").click()
        if page.get_by_role("heading", name="Recovery codes").is_visible():
            return


def test_a_wrong_password_is_told_and_the_right_one_opens_the_desk(door, site):
    enter(door, "coder-c", "wrong")
    expect(door.get_by_role("alert").get_by_text("User name or password is wrong")).to_be_visible()
    assert barriers_on(door) == []
    assert door.get_by_label("User name").input_value() == "coder-c"
    door.get_by_label("Password").fill(site.password)
    door.keyboard.press("Enter")
    door.wait_for_url("**/curation/")
    leave(door)


def test_an_app_is_set_up_and_a_recovery_code_replaces_it(door, site):
    enter(door, "coder-a", site.password)
    open_own_menu(door)
    door.get_by_role("link", name="My account").click()
    assert barriers_on(door) == []
    door.get_by_role("link", name="Set up an authenticator app").click()
    confirm(door, site.password)
    assert door.locator(".qr img").evaluate("image => image.naturalWidth") > 0
    assert barriers_on(door) == []
    door.get_by_label("Code").fill("000000")
    door.get_by_role("button", name="Set it up").click()
    expect(door.get_by_text("This is not a code that is valid now")).to_be_visible()
    secret = door.locator("ol code").inner_text()
    enter_code(door, secret)
    expect(door.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert barriers_on(door) == []
    recovery = door.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    leave(door)

    enter(door, "coder-a", site.password)
    expect(door.get_by_role("heading", name="Second factor")).to_be_visible()
    assert barriers_on(door) == []
    door.get_by_label("Code of your authenticator app").fill(recovery[0])
    door.get_by_role("button", name="Log in").click()
    door.wait_for_url("**/curation/")

    door.goto("/account/")
    door.get_by_role("link", name=re.compile("Remove.*authenticator app")).click()
    confirm(door, site.password)
    assert barriers_on(door) == []
    door.get_by_role("button", name="Remove it").click()
    expect(door.get_by_role("link", name="Set up an authenticator app")).to_be_visible()


@pytest.fixture
def device(door):
    """A device with a fingerprint reader, inside Chromium; yields how to ask whether its owner agrees."""
    session = door.context.new_cdp_session(door)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})

    def agrees(whether):
        session.send("WebAuthn.setUserVerified",
                     {"authenticatorId": made["authenticatorId"], "isUserVerified": whether})

    return agrees


def test_a_passkey_is_made_asked_for_and_opens_the_desk_alone(door, device, site):
    enter(door, "coder-b", site.password)
    door.goto("/account/")
    door.get_by_role("link", name="Add a passkey").click()
    confirm(door, site.password)
    assert barriers_on(door) == []
    door.get_by_label("Name, by which you tell it").fill("Laptop")
    door.get_by_role("button", name="Make the passkey").click()
    door.get_by_role("heading", name="Recovery codes").wait_for()
    door.goto("/account/")
    expect(door.get_by_text("Laptop").first).to_be_visible()
    leave(door)

    enter(door, "coder-b", site.password)
    door.get_by_role("button", name="Use a passkey").click()
    door.wait_for_url("**/curation/")
    leave(door)

    device(False)
    door.get_by_role("button", name="Log in with a passkey").click()
    door.get_by_role("alert").get_by_text("The passkey was not used").wait_for()
    device(True)
    door.get_by_role("button", name="Log in with a passkey").click()
    door.wait_for_url("**/curation/")
    expect(door.locator("header .leave")).to_be_visible()

    door.goto("/account/")
    door.get_by_role("link", name=re.compile("Remove.*Laptop")).click()
    confirm(door, site.password)
    assert barriers_on(door) == []
    door.get_by_role("button", name="Remove it").click()
    expect(door.get_by_text("Laptop")).to_have_count(0)


def test_people_and_policy_are_readable_by_everybody(door, site):
    enter(door, "administrator", site.password)
    for path in ("/curation/people/", "/curation/policy/", "/account/password/", "/account/logout/"):
        door.goto(path)
        assert barriers_on(door) == []
    door.goto("/curation/people/")
    door.get_by_role("rowheader").get_by_role("link").first.click()
    assert barriers_on(door) == []
    door.set_viewport_size({"width": 820, "height": 1180})
    assert door.evaluate("document.documentElement.scrollWidth <= innerWidth")
