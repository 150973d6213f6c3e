"""A second factor: set up, asked for, replaced by a recovery code, required, lost."""
import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from archive.models import Event
from tests.archive.accounts.conftest import code_of, confirm, log_in, set_up_app
from tests.base import make_document

pytestmark = pytest.mark.django_db


def details(curator):
    return [json.loads(event.detail) for event in Event.objects.filter(object_id=curator.identifier)]


def is_in(browser):
    return browser.get(reverse("curation:desk")).status_code == 200


def test_a_password_alone_opens_nothing_once_an_app_is_set_up(cast, at):
    secret = set_up_app(log_in("cataloguer")[0], "cataloguer", at)
    at(30)
    browser, answer = log_in("cataloguer")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(browser)
    assert browser.get("/admin/").status_code == 302
    answer = browser.post(reverse("mfa_authenticate"), {"code": code_of(secret, at)})
    assert answer["Location"] == "/curation/"
    assert is_in(browser)


def test_a_code_works_once(cast, at):
    secret = set_up_app(log_in("cataloguer")[0], "cataloguer", at)
    at(30)
    for expected in (True, False):
        browser, _answer = log_in("cataloguer")
        browser.post(reverse("mfa_authenticate"), {"code": code_of(secret, at)})
        assert is_in(browser) is expected


def test_wrong_codes_are_told_and_then_wait(cast, at):
    secret = set_up_app(log_in("cataloguer")[0], "cataloguer", at)
    at(30)
    browser, _answer = log_in("cataloguer")
    for _turn in range(5):
        answer = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert answer.status_code == 200
        assert "This is not a code that is valid now." in answer.content.decode()
    answer = browser.post(reverse("mfa_authenticate"), {"code": code_of(secret, at)})
    assert answer.status_code == 429
    assert "Too many attempts failed." in answer.content.decode()
    assert not is_in(browser)


def test_a_recovery_code_replaces_the_app_once(cast, at):
    browser, _answer = log_in("cataloguer")
    set_up_app(browser, "cataloguer", at)
    page = browser.get(reverse("mfa_view_recovery_codes"))
    code = page.context["unused_codes"][0]
    assert code in page.content.decode()
    assert code in browser.get(reverse("mfa_download_recovery_codes")).content.decode().splitlines()
    for expected in (True, False):
        browser, _answer = log_in("cataloguer")
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(browser) is expected
    assert "9 unused" in log_in_with(at).get(reverse("mfa_index")).content.decode()


def log_in_with(clock):
    """A browser of the cataloguer, past both factors, with the next code of the app."""
    clock(30)
    secret = Authenticator.objects.get(user__username="cataloguer", type="totp").data["secret"]
    browser, _answer = log_in("cataloguer")
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret, clock)})
    return browser


def test_what_is_set_up_and_removed_is_in_the_ledger_without_a_secret(cast, at):
    browser, _answer = log_in("cataloguer")
    secret = set_up_app(browser, "cataloguer", at)
    assert details(cast["cataloguer"]) == [
        {"changed": "second factor", "added": ["recovery_codes", "totp"], "removed": []}]
    browser.post(reverse("mfa_generate_recovery_codes"))
    assert details(cast["cataloguer"])[-1] == {
        "changed": "second factor", "added": ["recovery_codes"], "removed": ["recovery_codes"]}
    browser.post(reverse("mfa_deactivate_totp"))
    assert details(cast["cataloguer"])[-1] == {
        "changed": "second factor", "added": [], "removed": ["recovery_codes", "totp"]}
    assert not Authenticator.objects.exists()
    assert all(secret not in event.detail for event in Event.objects.all())


def test_an_event_that_cannot_be_written_undoes_the_set_up(cast, at, monkeypatch):
    browser, _answer = log_in("cataloguer")
    confirm(browser, "cataloguer")
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    monkeypatch.setattr("archive.accounts.recorded.record_event", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret, at)})
    assert not Authenticator.objects.exists()


def test_a_change_of_factors_asks_for_the_password_again(cast):
    browser, _answer = log_in("cataloguer")
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        answer = browser.get(reverse(name))
        assert answer["Location"].startswith(reverse("account_reauthenticate")), name
    answer = browser.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert "The password is wrong." in answer.content.decode()


def test_where_it_is_required_the_desk_opens_only_after_the_set_up(cast, at, settings):
    settings.SECOND_FACTOR = "required"
    browser, _answer = log_in("administrator")
    for path in ("/curation/", "/admin/", "/curation/policy/", "/admin/archive/agent/"):
        assert browser.get(path)["Location"] == reverse("mfa_index"), path
    assert browser.post("/curation/intake/")["Location"] == reverse("mfa_index")
    preview = reverse("preview", args=[make_document(cast["cataloguer"]).identifier])
    assert browser.get(preview)["Location"] == reverse("mfa_index"), "the readers' page as it will be"
    words = browser.get(reverse("mfa_index")).content.decode()
    assert "This archive requires one" in words
    assert browser.get("/").status_code == 200
    set_up_app(browser, "administrator", at)
    assert is_in(browser)
    assert browser.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(cast, settings):
    settings.SECOND_FACTOR = "required"
    Authenticator.objects.create(user=cast["reviewer"], type="recovery_codes", data={"seed": "s", "used_mask": 0})
    browser, _answer = log_in("reviewer")
    assert browser.get("/curation/")["Location"] == reverse("mfa_index")


def test_where_it_is_optional_a_password_is_enough(cast, settings):
    assert settings.SECOND_FACTOR == "optional"
    assert is_in(log_in("reviewer")[0])


def test_an_administrator_removes_the_factors_of_who_lost_them(cast, at):
    lost, _answer = log_in("cataloguer")
    set_up_app(lost, "cataloguer", at)
    address = reverse("admin:archive_curator_second_factor", args=[cast["cataloguer"].pk])
    assert log_in("reviewer")[0].post(address).status_code == 403
    assert Authenticator.objects.exists()
    administrator, _answer = log_in("administrator")
    administrator.get(address)
    assert Authenticator.objects.exists()
    administrator.post(address)
    assert not Authenticator.objects.exists()
    assert not is_in(lost)
    assert is_in(log_in("cataloguer")[0])
    event = Event.objects.last()
    assert event.agent == f"curator:{cast['administrator'].identifier}"
    assert json.loads(event.detail) == {"changed": "second factor", "removed": ["recovery_codes", "totp"]}


def test_the_picture_for_the_app_names_the_login_and_no_person(cast, at):
    cast["cataloguer"].email = "person@example.org"
    cast["cataloguer"].save()
    browser, _answer = log_in("cataloguer")
    confirm(browser, "cataloguer")
    address = browser.get(reverse("mfa_activate_totp")).context["totp_url"]
    assert address.startswith("otpauth://totp/cataloguer?")
    assert "issuer=Standpoint" in address
