"""What is refused, with which reason; and the report reconciles: received = created + unchanged + refused."""
import os

import pytest

from archive.ingest import receive
from archive.models import BatchItem, Document, Event
from archive.provenance.canonical import sha256_of

pytestmark = pytest.mark.django_db


def refusal(batch):
    return batch.items.get(outcome="refused").reason


def test_an_empty_file_is_refused(received, ingest):
    (received / "empty.txt").touch()
    assert "the file is empty (0 bytes)" in refusal(ingest())
    assert not Document.objects.exists()


def test_a_link_is_refused_and_not_followed(received, ingest, tmp_path):
    (tmp_path / "outside.txt").write_text("not for the archive")
    (received / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert "symbolic link" in refusal(ingest())
    assert not Document.objects.exists()


def test_a_link_that_leads_nowhere_is_refused(received, ingest):
    (received / "link.txt").symlink_to(received / "gone.txt")
    assert "symbolic link" in refusal(ingest())


def test_a_link_to_a_folder_is_refused_by_name_and_not_passed_over(received, ingest, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("words")
    (received / "folder").symlink_to(tmp_path / "elsewhere")
    batch = ingest()
    assert batch.items.get().name == "folder"
    assert "symbolic link" in refusal(batch)


def test_a_pipe_is_refused_without_waiting_for_a_writer(received, ingest):
    os.mkfifo(received / "pipe")
    assert "pipe, socket or device" in refusal(ingest())


def test_a_file_that_may_not_be_read_is_refused(received, ingest, monkeypatch):
    (received / "secret.txt").write_text("words")
    opened = os.open

    def forbidden(path, *more, **options):
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *more, **options)

    monkeypatch.setattr(receive.os, "open", forbidden)  # the tests may run as root, who may read everything
    assert "it cannot be read (Permission denied)" in refusal(ingest())


def test_a_folder_that_cannot_be_listed_is_refused_by_name(received, ingest, monkeypatch):
    (received / "closed").mkdir()
    (received / "open.txt").write_text("words")
    scandir = os.scandir

    def forbidden(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    batch = ingest()
    assert batch.items.get(outcome="refused").name == "closed"
    assert "cannot be listed" in refusal(batch)
    assert batch.counts()["created"] == 1


def test_a_file_that_vanishes_meanwhile_is_refused(received, by):
    from archive.ingest.batch import ingest_sources, open_batch
    from archive.ingest.walk import find_sources

    (received / "gone.txt").write_text("words")
    sources = find_sources([received])
    (received / "gone.txt").unlink()
    batch = open_batch("x", by)
    ingest_sources(sources, batch, by)
    assert "No such file" in refusal(batch)


def test_a_file_above_the_limit_is_refused(received, ingest, settings):
    settings.ORIGINAL_MAX_BYTES = 10
    (received / "long.txt").write_text("eleven char")
    (received / "short.txt").write_text("ten chars.")
    batch = ingest()
    assert batch.items.get(outcome="refused").name == "long.txt"
    assert "larger than 10 bytes" in refusal(batch)


def test_a_full_disk_is_a_refusal_that_says_what_to_do(received, ingest, settings):
    settings.ORIGINAL_MIN_FREE_BYTES = 2**62
    (received / "a.txt").write_text("words")
    assert "nearly full" in refusal(ingest())
    settings.ORIGINAL_MIN_FREE_BYTES = 0
    assert ingest().counts()["created"] == 1


def test_a_refusal_is_in_the_ledger_without_the_name(received, ingest):
    (received / "name-of-a-witness.txt").touch()
    ingest()
    event = Event.objects.get(type="validation")
    assert event.outcome == "fail"
    assert sha256_of("name-of-a-witness.txt") in event.detail
    assert not Event.objects.filter(detail__contains="witness").exists()


def test_the_report_reconciles(received, ingest):
    (received / "a.txt").write_text("the same words")
    (received / "b.txt").write_text("the same words")
    (received / "c.txt").write_text("other words")
    (received / "empty.txt").touch()
    batch = ingest()
    assert batch.counts() == {"received": 4, "created": 2, "unchanged": 1, "refused": 1}
    assert batch.items.count() == 4
    assert all(item.reason for item in BatchItem.objects.filter(outcome="refused"))


def test_what_is_refused_does_not_stop_the_rest(received, ingest):
    for number in range(70):  # more than one group
        (received / f"{number:02}.txt").write_text(f"words {number}" if number % 2 else "")
    assert ingest().counts() == {"received": 70, "created": 35, "unchanged": 0, "refused": 35}
