"""A wrong setting, a new database and a crash while a secret is made end in words, not in a traceback."""
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from archive import kept_secret as kept
from archive.environment import Environment
from archive.kept_secret import kept_secret


def environment(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    return Environment()


@pytest.mark.parametrize("written", ["abc", "-1", "0", "1.5", "1 GB", "٣"])
def test_a_number_that_is_none_is_refused_by_name(monkeypatch, written):
    with pytest.raises(ImproperlyConfigured, match=r"A_SIZE: “.*” is not a whole number; write digits only, 1 or more"):
        environment(monkeypatch, "A_SIZE", written).whole_number("A_SIZE", default=9, least=1)


@pytest.mark.parametrize(("written", "number"), [("7", 7), (" 7 ", 7), ("", 9)])
def test_a_number_is_read_and_an_empty_variable_is_none(monkeypatch, written, number):
    assert environment(monkeypatch, "A_SIZE", written).whole_number("A_SIZE", default=9) == number


@pytest.mark.parametrize("written", ["nobody", "a@b", "a@example.org, b@example.org", "mailto:a@example.org"])
def test_an_address_of_no_mailbox_is_refused_by_name(monkeypatch, written):
    with pytest.raises(ImproperlyConfigured, match=r"A_CONTACT: “.*” is not an e-mail address; write one"):
        environment(monkeypatch, "A_CONTACT", written).email("A_CONTACT")


@pytest.mark.parametrize(("written", "address"), [("", ""), (" a.b@example.org ", "a.b@example.org")])
def test_an_e_mail_address_is_read_and_none_is_needed(monkeypatch, written, address):
    assert environment(monkeypatch, "A_CONTACT", written).email("A_CONTACT") == address


def test_an_unknown_log_level_is_refused_by_name_and_small_letters_will_do(monkeypatch):
    assert environment(monkeypatch, "A_LEVEL", "info").level("A_LEVEL", default="WARNING") == "INFO"
    with pytest.raises(ImproperlyConfigured, match="A_LEVEL: “LOUD” is not a log level"):
        environment(monkeypatch, "A_LEVEL", "loud").level("A_LEVEL", default="WARNING")


@pytest.mark.parametrize("written", [
    "nonsense", "http://host/x", "mysql://u@h/x", "postgres://u:secret@h:port/x", "postgres://u:secret@h/",
])
def test_an_address_of_no_database_is_refused_by_name_without_its_password(monkeypatch, written):
    with pytest.raises(ImproperlyConfigured, match=r"A_DATABASE: .* write sqlite:////") as refusal:
        environment(monkeypatch, "A_DATABASE", written).database("A_DATABASE")
    assert "secret" not in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=r"A_FOLDER: the folder .* cannot be made"):
        Environment().folder("A_FOLDER", tmp_path / "file" / "below")


def test_the_log_level_holds_for_what_django_says():
    assert settings.LOGGING["loggers"]["django"] == {
        "handlers": [], "level": settings.LOGGING["root"]["level"], "propagate": True}


@pytest.mark.parametrize(("wrong", "said"), [
    ({"ORIGINAL_MAX_BYTES": "abc"}, "A setting is wrong. ORIGINAL_MAX_BYTES"),
    ({"LOG_LEVEL": "loud"}, "A setting is wrong. LOG_LEVEL"),
    ({}, "manage.py migrate"),
])
def test_a_command_ends_in_words_where_a_setting_is_wrong_or_the_database_new(tmp_path, wrong, said):
    own = {"VAR_ROOT": str(tmp_path), "MEDIA_ROOT": str(tmp_path / "media"), "DATABASE_URL": "",
           "DJANGO_SETTINGS_MODULE": "archive.settings"}
    ended = subprocess.run([sys.executable, settings.PROJECT_ROOT / "manage.py", "archive_verify_ledger"],
                           env={**os.environ, **own, **wrong}, capture_output=True, text=True, check=False)
    assert (ended.returncode, said in ended.stderr) == (1, True), ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_secret_is_made_once_for_its_owner_only(tmp_path):
    assert kept_secret(tmp_path / "key", lambda: "first") == "first"
    assert kept_secret(tmp_path / "key", lambda: "second") == "first"
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_an_empty_file_of_an_older_crash_is_no_secret(tmp_path):
    (tmp_path / "key").touch()
    assert kept_secret(tmp_path / "key", lambda: "made") == "made"


def test_a_crash_before_the_bytes_are_durable_leaves_no_secret_file(tmp_path, monkeypatch):
    def crash(descriptor):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(kept.os, "fsync", crash)
        with pytest.raises(KeyboardInterrupt):
            kept_secret(tmp_path / "key", lambda: "lost")
    assert not Path(tmp_path / "key").exists()
    assert kept_secret(tmp_path / "key", lambda: "made") == "made"
