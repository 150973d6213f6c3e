"""Files from the upload form: no name is lost, none overwrites another."""
import errno
import io
import os

import pytest

from archive.ingest.intake import ingest_uploads
from archive.models import Document, Holding, IngestBatch
from archive.originals.errors import StoreUnavailable
from archive.originals.store import OriginalStore

pytestmark = pytest.mark.django_db


def upload(by, *files):
    return ingest_uploads([(name, io.BytesIO(content)) for name, content in files], by)


def test_two_uploads_of_one_name_are_two_documents(by):
    batch = upload(by, ("a.txt", b"first words"), ("a.txt", b"second words"), ("a (2).txt", b"third words"))
    assert [item.name for item in batch.items.all()] == ["a.txt", "a (2).txt", "a (2) (2).txt"]
    assert sorted(Holding.objects.values_list("filename", flat=True)) == ["a (2).txt", "a.txt", "a.txt"]
    assert batch.counts() == {"received": 3, "created": 3, "unchanged": 0, "refused": 0}


def test_the_third_upload_of_one_name_gets_a_name_of_its_own_too(by):
    batch = upload(by, *(("a.txt", b"words %d" % number) for number in range(3)))
    assert [item.name for item in batch.items.all()] == ["a.txt", "a (2).txt", "a (3).txt"]


def test_the_same_file_twice_is_one_document_and_both_lines_are_there(by):
    batch = upload(by, ("a.txt", b"words"), ("b.txt", b"words"))
    assert [(item.name, item.outcome) for item in batch.items.all()] == [("a.txt", "created"), ("b.txt", "unchanged")]
    document = Document.objects.get()
    assert document.title == "[a.txt]"
    assert document.identifier in batch.items.get(name="b.txt").reason


@pytest.mark.parametrize(("sent", "kept"), [
    ("C:\\papers\\a.txt", "a.txt"), ("../../etc/passwd", "passwd"), ("a\x00b.txt", "a\ufffdb.txt"), ("", "unnamed"),
    ("a\udcffb.txt", "a\ufffdb.txt"),
])
def test_only_the_last_part_of_a_sent_name_counts(by, sent, kept):
    assert upload(by, (sent, b"words")).items.get().name == kept


@pytest.mark.parametrize("length", [300, 1000, 1500])
def test_a_very_long_name_keeps_its_end(by, length):
    batch = upload(by, ("x" * (length - 4) + ".txt", b"words"))
    item, document = batch.items.get(), Document.objects.get()
    assert item.outcome == "created"
    assert len(item.name) <= 1000
    assert item.name.endswith("x.txt")
    assert len(Holding.objects.get().filename) == 255
    assert len(document.title) <= 1000
    assert document.title.startswith("[")
    assert document.title.endswith("x.txt]")


def test_an_upload_is_read_from_its_beginning(by):
    stream = io.BytesIO(b"all the words")
    stream.read()
    ingest_uploads([("a.txt", stream)], by)
    assert Holding.objects.get().original.size == len(b"all the words")


def test_an_empty_upload_is_refused(by):
    assert "empty" in upload(by, ("a.txt", b"")).items.get(outcome="refused").reason


class Torn(io.BytesIO):
    """A stream that fails after its first bytes."""

    def readinto(self, view):
        if self.tell():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().readinto(memoryview(view)[:3])


def test_an_upload_that_breaks_off_is_refused_and_the_others_are_kept(by):
    batch = ingest_uploads([("torn.txt", Torn(b"words")), ("whole.txt", io.BytesIO(b"others"))], by)
    assert batch.counts() == {"received": 2, "created": 1, "unchanged": 0, "refused": 1}
    assert "could not be read to its end" in batch.items.get(outcome="refused").reason


def test_a_failing_store_fails_the_batch_with_the_reason(by, monkeypatch):
    def failing(self, inputs):
        raise StoreUnavailable("the disk reported an error")

    monkeypatch.setattr(OriginalStore, "put_many", failing)
    batch = upload(by, ("a.txt", b"words"))
    assert (batch.state, batch.failure) == (IngestBatch.State.FAILED, "the disk reported an error")
    assert not Document.objects.exists()
