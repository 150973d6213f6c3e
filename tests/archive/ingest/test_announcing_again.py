"""Who lost the answer to an announcement makes it again under its key: the same lines, nothing is expected twice."""
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.curation.reconciled import reconcile
from archive.ingest.uploads.announce import Announced, announce_uploads
from archive.ingest.uploads.errors import AnnouncementRefused
from archive.ingest.uploads.finish import finish_upload
from archive.ingest.uploads.receive import append_bytes
from archive.ingest.uploads.sweep import sweep_uploads
from archive.models import Announcement, BatchItem, Event, IngestBatch, Upload

pytestmark = pytest.mark.django_db
WORDS = b"Words that are held from the beginning."
KEY = "0f" * 16


@pytest.fixture
def held(by):
    """The SHA-256 of a file that the archive holds already."""
    _batch, (upload,) = announce_uploads([Announced("held.txt", len(WORDS))], by)
    append_bytes(upload, by, 0, io.BytesIO(WORDS), len(WORDS))
    return finish_upload(upload, by).sha256


def files(held):
    return [Announced("letters/a.txt", 9), Announced("empty.txt", 0), Announced("again.txt", len(WORDS), held),
            Announced("letters/a.txt", 9)]


def test_the_same_announcement_gives_the_same_batch_and_lines_and_writes_nothing(by, held):
    batch, lines = announce_uploads(files(held), by, key=KEY)
    written = Event.objects.count(), Upload.objects.count(), BatchItem.objects.count(), IngestBatch.objects.count()
    assert announce_uploads(files(held), by, key=KEY) == (batch, lines)
    assert [type(line) for line in lines] == [Upload, BatchItem, BatchItem, Upload]
    assert [line.name for line in lines][0::3] == ["letters/a.txt", "letters/a (2).txt"]
    assert written == (
        Event.objects.count(), Upload.objects.count(), BatchItem.objects.count(), IngestBatch.objects.count())
    assert reconcile([batch])[batch.pk].sent == 4


def test_what_was_sent_meanwhile_is_told_as_it_is_by_now(by, held):
    _batch, lines = announce_uploads(files(held), by, key=KEY)
    append_bytes(lines[0], by, 0, io.BytesIO(b"nine more"), 9)
    item = finish_upload(lines[0], by)
    _batch, again = announce_uploads(files(held), by, key=KEY)
    assert again == [item, *lines[1:]]


def test_a_batch_that_ended_with_its_announcement_is_not_announced_again(by, held):
    batch, lines = announce_uploads(files(held)[1:3], by, key=KEY)
    assert announce_uploads(files(held)[1:3], by, key=KEY) == (batch, lines)
    batch.refresh_from_db()
    assert batch.state == "finished"


@pytest.mark.parametrize("changed", [
    lambda one: one[:1], lambda one: one[::-1], lambda one: [Announced("b.txt", 9), *one[1:]],
    lambda one: [Announced("letters/a.txt", 10), *one[1:]],
    lambda one: [Announced("letters/a.txt", 9, "0" * 64), *one[1:]]])
def test_other_files_under_the_same_key_are_refused(by, held, changed):
    announce_uploads(files(held), by, key=KEY)
    with pytest.raises(AnnouncementRefused, match="Other files were announced"):
        announce_uploads(changed(files(held)), by, key=KEY)
    assert Upload.objects.filter(state="expected").count() == 2


def test_a_key_is_its_person_s_own_and_without_one_each_announcement_is_new(by, cast, held):
    batch, _lines = announce_uploads(files(held), by, key=KEY)
    assert announce_uploads(files(held), cast["reviewer"], key=KEY)[0] != batch
    assert announce_uploads(files(held), by)[0] != announce_uploads(files(held), by)[0]
    assert Announcement.objects.count() == 2


def test_an_announcement_that_failed_is_made_anew_under_its_key(by, held, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    with pytest.raises(AnnouncementRefused):
        announce_uploads(files(held), by, key=KEY)
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 10
    batch, _lines = announce_uploads(files(held), by, key=KEY)
    assert reconcile([batch])[batch.pk].sent == 4


def test_a_key_is_forgotten_when_its_files_are_expected_no_longer(by, held, settings):
    announce_uploads(files(held), by, key=KEY)
    sweep_uploads()
    assert Announcement.objects.count() == 1
    made = Announcement.objects.get()
    made.made_at = timezone.now() - timedelta(days=settings.UPLOAD_EXPIRY_DAYS, seconds=1)
    made.save()
    sweep_uploads()
    assert Announcement.objects.count() == 0
    assert Upload.objects.filter(state="expected").count() == 2


def announce(browser, key, name="a.txt"):
    return browser.post(reverse("curation:announce"), {"files": [{"name": name, "size": 5}], "key": key},
                        content_type="application/json")


def test_the_desk_is_answered_with_the_same_addresses(clients, cast):
    first, again = (announce(clients["cataloguer"], KEY) for _time in range(2))
    assert again.status_code == 201
    assert again.json() == first.json()
    assert Upload.objects.count() == 1
    refused = announce(clients["cataloguer"], KEY, "b.txt")
    assert (refused.status_code, "choose the files again" in refused.json()["error"]) == (422, True)


@pytest.mark.parametrize("key", ["x" * 37, "a b", 7, None, ["x"], "\u0660"])
def test_what_is_no_key_is_refused_in_words(clients, cast, key):
    answer = announce(clients["cataloguer"], key)
    assert (answer.status_code, "key" in answer.json()["error"]) == (422, True)
    assert not Upload.objects.exists()
