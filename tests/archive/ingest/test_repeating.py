"""An ingest can be interrupted and repeated: it goes on where it stood, and changes nothing twice."""
import json

import pytest

from archive.ingest import batch as batches
from archive.ingest.batch import ingest_sources, open_batch
from archive.ingest.described import ingest_described
from archive.ingest.walk import find_sources
from archive.models import BatchItem, Document, Event, IngestBatch, Original, Revision
from archive.originals.errors import StoreUnavailable
from archive.originals.store import OriginalStore
from archive.provenance.verification import verify_ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_groups(monkeypatch):
    monkeypatch.setattr(batches, "GROUP_FILES", 2)


def fill(folder, count):
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(f"The words of note {number}.")


def fail_at_put(monkeypatch, number):
    """Let the store fail when it is given its `number`th group of originals."""
    put_many, calls = OriginalStore.put_many, []

    def put(self, inputs):
        inputs = list(inputs)
        if self.root.name == "originals" and inputs:
            calls.append(1)
            if len(calls) == number:
                raise StoreUnavailable("the disk reported an error")
        return put_many(self, inputs)

    monkeypatch.setattr(OriginalStore, "put_many", put)


def test_identical_files_are_one_blob_and_one_document_with_both_lines(received, ingest):
    (received / "a.txt").write_text("the same words")
    (received / "b.txt").write_text("the same words")
    batch = ingest()
    assert Original.objects.count() == Document.objects.count() == 1
    assert [(one.name, one.outcome) for one in batch.items.all()] == [("a.txt", "created"), ("b.txt", "unchanged")]
    assert batch.items.get(name="b.txt").document == Document.objects.get()


def test_what_is_received_again_leaves_an_event(received, ingest):
    (received / "a.txt").write_text("words")
    ingest()
    again = ingest()
    event = Event.objects.get(type="transfer")
    assert event.object_id == Document.objects.get().identifier
    assert json.loads(event.detail) == {"batch": again.identifier, "received_again": Original.objects.get().sha256}


def test_a_repeated_ingest_reads_nothing_and_changes_nothing(received, ingest, reads):
    fill(received, 5)
    ingest()
    assert len(reads) == 5
    reads.clear()
    batch = ingest()
    assert reads == []
    assert batch.counts() == {"received": 5, "created": 0, "unchanged": 5, "refused": 0}
    assert Document.objects.count() == Revision.objects.count() == 5


def test_only_what_is_new_is_read(received, ingest, reads):
    fill(received, 3)
    ingest()
    reads.clear()
    (received / "new.txt").write_text("new words")
    assert ingest().counts() == {"received": 4, "created": 1, "unchanged": 3, "refused": 0}
    assert reads == ["new.txt"]


def test_the_same_bytes_in_two_groups_are_one_document(received, ingest, small_groups):
    for number in range(5):
        (received / f"{number}.txt").write_text("the same words")
    assert ingest().counts() == {"received": 5, "created": 1, "unchanged": 4, "refused": 0}


def test_a_failing_store_leaves_a_running_batch_with_what_was_acknowledged(received, ingest, small_groups, monkeypatch):
    fill(received, 6)
    fail_at_put(monkeypatch, 3)
    with pytest.raises(StoreUnavailable):
        ingest()
    batch = IngestBatch.objects.get()
    assert batch.state == IngestBatch.State.RUNNING
    assert [item.name for item in batch.items.all()] == ["00.txt", "01.txt", "02.txt", "03.txt"]
    assert Document.objects.count() == 4
    assert verify_ledger().is_good


def test_repeating_takes_up_the_running_batch_and_reads_only_the_rest(
        received, ingest, small_groups, monkeypatch, reads):
    fill(received, 6)
    fail_at_put(monkeypatch, 3)
    with pytest.raises(StoreUnavailable):
        ingest()
    reads.clear()
    batch = ingest()
    assert IngestBatch.objects.get() == batch
    assert batch.state == IngestBatch.State.FINISHED
    assert reads == ["04.txt", "05.txt"]
    assert batch.counts() == {"received": 6, "created": 6, "unchanged": 0, "refused": 0}


def test_a_store_that_fails_at_once_leaves_nothing_but_the_running_batch(received, ingest, monkeypatch):
    fill(received, 2)
    fail_at_put(monkeypatch, 1)
    with pytest.raises(StoreUnavailable):
        ingest()
    assert not Document.objects.exists()
    assert not BatchItem.objects.exists()
    assert ingest().counts()["created"] == 2


def test_a_finished_batch_is_not_taken_up_again(received, ingest):
    fill(received, 1)
    assert ingest() != ingest()


def test_another_curator_does_not_take_up_somebody_elses_batch(by, cast):
    mine = open_batch("letters", by)
    assert open_batch("letters", by) == mine
    assert open_batch("letters", cast["reviewer"]) != mine


def test_two_runs_of_one_batch_do_not_write_a_file_twice(received, by, monkeypatch):
    """The second run began before the first had written: it finds the lines when it commits."""
    fill(received, 3)
    sources, batch = find_sources([received]), open_batch("letters", by)
    commit = batches._commit

    def overtaken(received_files, *more):
        monkeypatch.setattr(batches, "_commit", commit)
        ingest_sources(sources, batch, by)
        commit(received_files, *more)

    monkeypatch.setattr(batches, "_commit", overtaken)
    ingest_sources(sources, batch, by)
    assert batch.counts() == {"received": 3, "created": 3, "unchanged": 0, "refused": 0}
    assert not Event.objects.filter(type="transfer").exists()


def test_progress_adds_up_to_what_was_received(received, by, small_groups):
    fill(received, 5)
    seen = []
    sources = find_sources([received])
    ingest_sources(sources, open_batch("x", by), by, lambda count, size: seen.append((count, size)))
    assert [count for count, _size in seen] == [2, 2, 1]
    assert sum(size for _count, size in seen) == sum(source.size for source in sources)


def test_nothing_received_is_an_empty_finished_batch(by):
    batch = ingest_described([], None, by, label="nothing")
    assert (batch.state, batch.counts()["received"]) == (IngestBatch.State.FINISHED, 0)
