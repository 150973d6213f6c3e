"""The door: name and password, in words when they are wrong, closed for a while after too many tries."""
import json

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from archive.models import Curator, Event
from tests.archive.accounts.conftest import log_in

pytestmark = pytest.mark.django_db
WRONG = "User name or password is wrong"


def is_in(browser):
    return browser.get(reverse("curation:desk")).status_code == 200


def test_name_and_password_open_the_desk(cast):
    browser, answer = log_in("cataloguer")
    assert answer["Location"] == "/curation/"
    assert is_in(browser)


def test_a_wrong_password_and_an_unknown_name_read_the_same(cast):
    for name, password in (("cataloguer", "wrong"), ("nobody", "wrong")):
        browser, answer = log_in(name, password)
        assert answer.status_code == 200
        assert WRONG in answer.content.decode()
        assert not is_in(browser)


def test_somebody_who_left_reads_nothing_else(cast):
    Curator.objects.filter(username="cataloguer").update(is_active=False)
    browser, answer = log_in("cataloguer")
    assert WRONG in answer.content.decode()
    assert not is_in(browser)


def test_after_five_wrong_passwords_the_right_one_waits_too(cast):
    for _turn in range(5):
        assert log_in("cataloguer", "wrong")[1].status_code == 200
    browser, answer = log_in("cataloguer")
    assert answer.status_code == 429
    assert "Too many attempts failed. Wait five minutes" in answer.content.decode()
    assert not is_in(browser)
    assert is_in(log_in("reviewer")[0]), "one person's mistakes close the door for nobody else"


def test_one_address_tries_many_names_only_so_often(cast):
    for turn in range(10):
        log_in(f"name {turn}", "wrong")
    assert log_in("reviewer")[1].status_code == 429


def test_another_capital_letter_is_no_fresh_start(cast):
    for turn in range(5):
        log_in("cataloguer" if turn % 2 else "CATALOGUER", "wrong")
    assert log_in("Cataloguer")[1].status_code == 429


def test_right_passwords_in_between_give_no_new_tries(cast):
    for turn in range(8):
        log_in("cataloguer", "cataloguer" if turn % 2 else "wrong")
    log_in("cataloguer", "wrong")
    assert log_in("cataloguer")[1].status_code == 429


def test_a_forged_address_of_origin_is_not_believed(cast):
    for turn in range(10):
        Client().post(reverse("account_login"), {"login": f"n{turn}", "password": "wrong"},
                      headers={"X-Forwarded-For": f"203.0.113.{turn}"})
    assert log_in("reviewer")[1].status_code == 429


def test_behind_a_trusted_proxy_each_address_counts_for_itself(cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for turn in range(10):
        Client().post(reverse("account_login"), {"login": f"n{turn}", "password": "wrong"},
                      headers={"X-Forwarded-For": "203.0.113.1"})
    answer = Client().post(reverse("account_login"), {"login": "reviewer", "password": "reviewer"},
                           headers={"X-Forwarded-For": "203.0.113.2"})
    assert answer.status_code == 302


def test_the_door_leads_to_no_other_site(cast):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        assert log_in("cataloguer", wanted=elsewhere)[1]["Location"] == reverse("curation:desk")


def test_nobody_signs_up_or_asks_for_a_password_by_mail(cast):
    for name in ("account_signup", "account_reset_password", "account_email", "account_set_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("signup/", "password/reset/", "email/"):
        assert Client().get(f"/account/{path}").status_code == 404


def test_logging_out_needs_a_form_and_ends_the_session(cast):
    browser, _answer = log_in("cataloguer")
    browser.get(reverse("account_logout"))
    assert is_in(browser)
    assert browser.post(reverse("account_logout"))["Location"] == "/account/login/"
    assert not is_in(browser)


def test_a_password_is_changed_recorded_and_ends_the_other_sessions(cast):
    here, elsewhere = log_in("cataloguer")[0], log_in("cataloguer")[0]
    answer = here.post(reverse("account_change_password"), {
        "oldpassword": "cataloguer", "password1": "quite a new 77 one", "password2": "quite a new 77 one"})
    assert answer["Location"] == reverse("curation:desk")
    assert is_in(here)
    assert not is_in(elsewhere)
    event = Event.objects.last()
    assert (event.type, event.object_id) == ("policy assignment", cast["cataloguer"].identifier)
    assert json.loads(event.detail) == {"changed": "password"}


def test_a_weak_or_wrong_password_is_refused_in_words(cast):
    browser, _answer = log_in("cataloguer")
    before = Event.objects.count()
    answer = browser.post(reverse("account_change_password"), {
        "oldpassword": "wrong", "password1": "123", "password2": "123"})
    words = answer.content.decode()
    assert "This is not your present password." in words
    assert "too short" in words
    assert (Event.objects.count(), is_in(log_in("cataloguer")[0])) == (before, True)


def test_who_has_no_password_is_told_who_sets_one(cast):
    cast["cataloguer"].set_unusable_password()
    cast["cataloguer"].save()
    browser = Client()
    browser.force_login(cast["cataloguer"])
    answer = browser.get(reverse("account_change_password"))
    assert answer.status_code == 403
    assert "an administrator can set one" in answer.content.decode()


def test_my_account_shows_my_rights_and_takes_my_wish(cast):
    browser, _answer = log_in("reviewer")
    words = browser.get(reverse("mfa_index")).content.decode()
    assert "Coder Reviewer" in words
    assert "<dd>reviewer</dd>" in words
    browser.post(reverse("account_wishes"), {"wants_email": "on"})
    assert Curator.objects.get(username="reviewer").wants_email
    assert json.loads(Event.objects.last().detail) == {"wants_email": True}
    browser.post(reverse("account_wishes"))
    assert not Curator.objects.get(username="reviewer").wants_email


def test_no_page_of_the_account_is_for_strangers_or_for_caches(cast):
    for name in ("mfa_index", "account_change_password", "mfa_activate_totp", "mfa_view_recovery_codes"):
        answer = Client().get(reverse(name))
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/login/"), name
    browser, _answer = log_in("reviewer")
    assert "no-store" in browser.get(reverse("mfa_index"))["Cache-Control"]
