"""The shipped vocabularies: what they bring, what a curator changed and keeps, and how an older archive gets them."""
import csv
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from archive.models import Genre
from archive.vocabularies import FOLDER, load_vocabularies

LABELS = ("code", "label", "label_fa", "scope_note")


def shipped():
    with (FOLDER / "genres.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def test_every_shipped_genre_has_a_persian_label_of_its_own():
    labels = [row["label_fa"] for row in shipped()]
    assert len(set(labels)) == len(labels) == len([label for label in labels if label.strip() and not label.isascii()])


@pytest.mark.django_db
def test_genres_are_loaded_as_they_are_shipped():
    load_vocabularies()
    assert sorted(Genre.objects.values_list(*LABELS)) == sorted(tuple(row.values()) for row in shipped())


@pytest.mark.django_db
@pytest.mark.parametrize("label_fa", ["خبر", ""])
def test_what_a_curator_called_a_genre_in_persian_is_kept(label_fa):
    load_vocabularies()
    Genre.objects.filter(code="news-report").update(label_fa=label_fa)
    assert load_vocabularies() == 0
    assert Genre.objects.get(code="news-report").label_fa == label_fa


@pytest.mark.django_db
def test_an_older_archive_gets_the_labels_of_genres_that_nobody_renamed():
    """As the migration finds it: the column has come and is empty."""
    load_vocabularies()
    Genre.objects.update(label_fa="")
    Genre.objects.filter(code="letter").update(label="Missive")
    Genre.objects.create(code="leaflet", label="leaflet")
    import_module("archive.migrations.0009_persian_genres").fill(apps, SimpleNamespace(connection=connection))
    found = dict(Genre.objects.values_list("code", "label_fa"))
    assert (found["news-report"], found["letter"], found["leaflet"]) == ("گزارش خبری", "", "")
    assert sum(not label for label in found.values()) == 2
