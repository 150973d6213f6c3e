"""Loaded words are found where the catalogue speaks, however they are written, and nowhere else."""
import csv

import pytest

from archive.curation.wording import loaded_uses, uses_in
from archive.models import LoadedWord, StanceAnnotation, StanceTarget
from archive.vocabularies import FOLDER, load_vocabularies
from tests.base import make_document

REGIME = LoadedWord(phrase="regime", reason="It takes a side.", instead="government")
MARTYR = LoadedWord(phrase="martyr*", reason="It believes.")
SO_CALLED = LoadedWord(phrase="so-called", reason="It doubts.")
PERSIAN = LoadedWord(phrase="رژیم", language="fa", reason="طرف می‌گیرد.")
WORDS = [REGIME, MARTYR, SO_CALLED, PERSIAN]


@pytest.mark.parametrize(("text", "written"), [
    ("The regime said no.", ["regime"]), ("REGIME", ["regime"]), ("The Régime", ["regime"]),
    ("regimen and regimental", []), ("martyrdom of the martyrs", ["martyrdom"]), ("a so-called vote", ["so-called"]),
    ("so called", []), ("رژيم گفت", ["رژیم"]), ("رژیم\u200cها", ["رژیم"]), ("رژیمی", []), ("", []),
    ("The page calls it “the regime”.", []), ("It writes «رژیم» once.", []), ("regime-backed", ["regime"]),
])
def test_whole_words_are_found_whatever_their_writing_and_not_in_quotations(text, written):
    assert [use.written for use in uses_in(text, WORDS)] == written


def test_a_use_says_why_and_what_to_write_instead():
    (use,) = uses_in("The regime, the regime", WORDS, "description", "description")
    assert (use.field, use.reason, use.instead) == ("description", "It takes a side.", "government")


@pytest.mark.django_db
def test_only_the_catalogues_own_words_are_looked_at(cast):
    LoadedWord.objects.create(phrase="regime", reason="It takes a side.")
    document = make_document(cast["cataloguer"], title="The regime falls", notes="regime", printed_heading="regime")
    stance = StanceAnnotation(document=document, target=StanceTarget(label="the dam"), rationale="Calls it a regime.")
    gone = StanceAnnotation(document=document, target=stance.target, rationale="regime", status="superseded")
    assert [use.field for use in loaded_uses(document, [stance, gone])] == ["stances"]
    document.title, document.description = "As printed [speech on the regime]", "On the regime."
    document.content_notes = "regime"
    assert [use.field for use in loaded_uses(document, [])] == ["title", "description", "content_notes"]


@pytest.mark.django_db
def test_an_archive_without_a_list_finds_nothing(cast):
    assert loaded_uses(make_document(cast["cataloguer"], description="the regime"), []) == []


@pytest.mark.django_db
def test_the_shipped_list_is_loaded_once_and_what_was_removed_stays_away(cast):
    with (FOLDER / "loaded_words.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert {row["language"] for row in rows} == {"en", "fa"}
    assert len(rows) >= 85
    load_vocabularies()
    assert LoadedWord.objects.count() == len(rows)
    LoadedWord.objects.filter(phrase="cult").delete()
    assert load_vocabularies() == 0
    assert not LoadedWord.objects.filter(phrase="cult").exists()


def test_each_shipped_word_finds_itself():
    with (FOLDER / "loaded_words.csv").open(encoding="utf-8", newline="") as sheet:
        words = [LoadedWord(**row) for row in csv.DictReader(sheet)]
    for word in words:
        assert uses_in(f"A {word.phrase.rstrip('*')} here", [word]), word.phrase
        assert word.reason.endswith("."), word.phrase
