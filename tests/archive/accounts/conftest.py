"""A person at the door: what a browser sends to log in, and the codes that an authenticator app would show."""
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

PERIOD = 30


class Clock:
    """The hour that phone and server read: it stands still, so that a code stays valid while a test uses it."""

    def __init__(self):
        self.now = time.time()

    def time(self):
        return self.now

    def __call__(self, seconds):
        """Let so many seconds pass."""
        self.now += seconds


@pytest.fixture
def at(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", clock)
    return clock


def code_of(secret, clock):
    """What an authenticator app shows for `secret` now."""
    return format_hotp_value(hotp_value(secret, int(clock.time()) // PERIOD))


def log_in(name, password=None, wanted="/curation/", browser=None):
    """(Client, answer of the log-in form); the password of the cast is their name."""
    browser = Client() if browser is None else browser
    answer = browser.post(reverse("account_login"), {"login": name, "password": password or name, "next": wanted})
    return browser, answer


def confirm(browser, name):
    """Enter the password again, as before every change of how one logs in."""
    answer = browser.post(reverse("account_reauthenticate"), {"password": name})
    assert answer.status_code == 302


def set_up_app(browser, name, clock):
    """Set up an authenticator app as its user would; return its secret."""
    confirm(browser, name)
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret, clock)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret
