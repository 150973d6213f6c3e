"""Files that are sent in pieces: nothing is lost, doubled or taken in half, whatever happens in between."""
import hashlib
import io
import json
import stat
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive.curation.reconciled import reconcile
from archive.ingest import batch as batches
from archive.ingest.uploads import finish as finishing
from archive.ingest.uploads.announce import Announced, announce_uploads
from archive.ingest.uploads.digest import tell_digest
from archive.ingest.uploads.errors import (
    AnnouncementRefused,
    ChecksumMismatch,
    DigestDiffers,
    OffsetConflict,
    TooManyBytes,
    UploadBusy,
    UploadGone,
    UploadIncomplete,
)
from archive.ingest.uploads.finish import finish_upload
from archive.ingest.uploads.give_up import give_up_upload
from archive.ingest.uploads.incoming import claimed, incoming_folder, incoming_path
from archive.ingest.uploads.receive import append_bytes
from archive.models import Collection, CollectionGrant, Document, Event, IngestBatch, Upload
from archive.originals.errors import StoreUnavailable
from archive.originals.store import OriginalStore, default_store
from tests.base import make_curator

pytestmark = pytest.mark.django_db
WORDS = b"The words of a letter that comes in pieces."


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def expect(by, data=WORDS, name="letter.txt", digest="", **into):
    """Announce one file; return its Upload."""
    _batch, (line,) = announce_uploads([Announced(name, len(data), digest)], by, **into)
    return line


def send(upload, by, data, offset=0, **options):
    return append_bytes(upload, by, offset, io.BytesIO(data), len(data), **options)


def whole(by, data=WORDS, **announced):
    upload = expect(by, data, **announced)
    send(upload, by, data)
    return upload


def sums(batch):
    counts = reconcile([batch])[batch.pk]
    return counts.sent, counts.stored, counts.duplicate, counts.refused, counts.given_up, counts.arriving


def test_a_file_in_three_pieces_becomes_one_restricted_draft_with_its_very_bytes(by):
    upload = expect(by)
    for start in range(0, len(WORDS), 20):
        assert upload.state == "expected"
        send(upload, by, WORDS[start:start + 20], start)
    assert (upload.state, upload.received) == ("received", len(WORDS))
    item = finish_upload(upload, by)
    assert (item.outcome, item.document.state, item.document.access_level) == ("created", "draft", "restricted")
    assert default_store().open(sha256(WORDS)).read() == WORDS
    assert list(incoming_folder().iterdir()) == []
    batch = IngestBatch.objects.get()
    assert (batch.state, batch.kind, sums(batch)) == ("finished", "upload", (1, 1, 0, 0, 0, 0))


def test_an_unfinished_file_is_for_the_archive_alone(by):
    upload = expect(by)
    send(upload, by, WORDS[:5])
    assert stat.S_IMODE(incoming_path(upload).stat().st_mode) == 0o600
    assert stat.S_IMODE(incoming_folder().stat().st_mode) == 0o700


def test_what_can_never_be_taken_is_refused_before_a_byte_is_sent(by, settings):
    settings.ORIGINAL_MAX_BYTES = 100
    files = [Announced("empty.txt", 0), Announced("huge.bin", 101), Announced("a.txt", 100)]
    batch, lines = announce_uploads(files, by)
    assert "empty" in lines[0].reason
    assert "larger than 100 bytes" in lines[1].reason
    assert isinstance(lines[2], Upload)
    assert sums(batch) == (3, 0, 0, 2, 0, 1)
    assert Event.objects.filter(type="validation", outcome="fail", object_id=batch.identifier).count() == 2


def test_a_disk_that_would_be_full_refuses_what_does_not_fit_with_what_was_promised_to_others(by, settings):
    from archive.originals.limits import free_bytes

    free = free_bytes(incoming_folder())
    settings.ORIGINAL_MIN_FREE_BYTES, settings.ORIGINAL_MAX_BYTES = free // 2, free
    first = Announced("first.bin", free // 3)
    _batch, lines = announce_uploads([first, Announced("second.bin", free // 3)], by)
    assert isinstance(lines[0], Upload)
    assert "nearly full" in lines[1].reason


@pytest.mark.parametrize("count", [0, 501])
def test_too_many_at_once_are_refused_as_a_whole(by, count):
    with pytest.raises(AnnouncementRefused, match="between 1 and 500"):
        announce_uploads([Announced(f"{n}.txt", 1) for n in range(count)], by)
    assert not IngestBatch.objects.exists()


def test_equal_names_get_names_of_their_own_also_in_a_batch_that_is_taken_up_again(by):
    batch, lines = announce_uploads([Announced("a.txt", 1), Announced("a.txt", 2), Announced("in\\../a.txt", 3)], by)
    assert [line.name for line in lines] == ["a.txt", "a (2).txt", "in/a.txt"]
    for line in lines:
        give_up_upload(line, by)
    batch.refresh_from_db()
    assert batch.state == "finished"
    again, (line,) = announce_uploads([Announced("a.txt", 4)], by, batch=batch)
    assert (again.pk, again.state, line.name) == (batch.pk, "running", "a (3).txt")


def test_the_whole_of_a_folder_keeps_its_paths_and_the_draft_its_file_name(by):
    upload = whole(by, name="letters/1988/first.txt")
    assert finish_upload(upload, by).name == "letters/1988/first.txt"
    assert Document.objects.get().holdings.get().filename == "first.txt"


@pytest.mark.parametrize("offset", [0, 3, 11, 10**15])
def test_bytes_for_another_place_are_refused_and_the_right_place_is_told(by, offset):
    upload = expect(by)
    send(upload, by, WORDS[:10])
    with pytest.raises(OffsetConflict) as refusal:
        send(upload, by, b"x", offset)
    assert refusal.value.received == 10
    assert incoming_path(upload).read_bytes() == WORDS[:10]


def test_more_bytes_than_announced_are_refused_before_they_are_read(by):
    upload, stream = expect(by), io.BytesIO(WORDS + b"!")
    with pytest.raises(TooManyBytes, match="announced"):
        append_bytes(upload, by, 0, stream, len(WORDS) + 1)
    assert stream.tell() == 0
    assert incoming_path(upload).read_bytes() == b""


def test_a_piece_that_changed_on_its_way_is_not_kept(by):
    upload = expect(by)
    send(upload, by, WORDS[:10])
    with pytest.raises(ChecksumMismatch):
        send(upload, by, b"XXXX", 10, checksum=(hashlib.sha256(), hashlib.sha256(WORDS[10:14]).digest()))
    assert incoming_path(upload).read_bytes() == WORDS[:10]
    send(upload, by, WORDS[10:], 10, checksum=(hashlib.sha256(), hashlib.sha256(WORDS[10:]).digest()))
    assert finish_upload(upload, by).sha256 == sha256(WORDS)


def test_a_connection_that_breaks_off_keeps_what_came(by):
    upload = expect(by)
    append_bytes(upload, by, 0, io.BytesIO(WORDS[:7]), len(WORDS))
    assert upload.received == 7
    send(upload, by, WORDS[7:], 7)
    assert finish_upload(upload, by).sha256 == sha256(WORDS)


def test_bytes_that_were_written_and_never_acknowledged_are_overwritten(by):
    upload = expect(by)
    send(upload, by, WORDS[:10])
    with incoming_path(upload).open("ab") as file:
        file.write(b"of a request that was killed")
    send(upload, by, WORDS[10:], 10)
    assert finish_upload(upload, by).sha256 == sha256(WORDS)


def test_acknowledged_bytes_that_the_disk_lost_are_asked_for_again(by):
    upload = whole(by)
    incoming_path(upload).write_bytes(WORDS[:4])
    with pytest.raises(UploadIncomplete):
        finish_upload(upload, by)
    assert (upload.state, upload.received) == ("expected", 4)
    send(upload, by, WORDS[4:], 4)
    assert finish_upload(upload, by).outcome == "created"


def test_no_zeros_are_taken_for_bytes_that_the_disk_lost_by_whoever_sends_nothing_more(by):
    upload = whole(by)
    incoming_path(upload).write_bytes(WORDS[:4])
    with pytest.raises(OffsetConflict) as conflict:
        send(upload, by, b"", len(WORDS))
    assert conflict.value.received == 4
    send(upload, by, WORDS[4:], 4)
    assert finish_upload(upload, by).sha256 == sha256(WORDS)


def test_two_writers_at_once_are_one_writer_and_one_refusal(by):
    upload = expect(by)
    with claimed(upload), pytest.raises(UploadBusy, match="being sent already"):
        send(upload, by, WORDS)
    assert send(upload, by, WORDS).state == "received"


def test_a_file_that_is_not_all_there_is_not_taken_in(by):
    upload = expect(by)
    send(upload, by, WORDS[:5])
    with pytest.raises(UploadIncomplete, match="5 of 43"):
        finish_upload(upload, by)
    assert not Document.objects.exists()


def test_other_bytes_than_announced_are_refused_with_both_digests(by):
    upload = expect(by, digest=sha256(WORDS))
    send(upload, by, WORDS[::-1])
    item = finish_upload(upload, by)
    assert item.outcome == "refused"
    assert sha256(WORDS) in item.reason
    assert sha256(WORDS[::-1]) in item.reason
    assert not Document.objects.exists()
    assert list(incoming_folder().iterdir()) == []
    assert sums(upload.batch) == (1, 0, 0, 1, 0, 0)


def test_bytes_that_are_held_are_not_sent_again_and_the_ledger_says_offered(by):
    held = finish_upload(whole(by), by).document
    item = expect(by, name="copy.txt", digest=sha256(WORDS))
    assert (item.outcome, item.document) == ("unchanged", held)
    event = Event.objects.filter(type="transfer").get()
    assert event.object_id == held.identifier
    assert json.loads(event.detail) == {"batch": item.batch.identifier, "offered_again": sha256(WORDS)}


def test_a_duplicate_is_known_when_the_digest_is_told(by):
    held = finish_upload(whole(by), by).document
    upload = expect(by, name="copy.txt")
    item = tell_digest(upload, sha256(WORDS), by)
    assert (item.outcome, item.document) == ("unchanged", held)
    assert tell_digest(upload, sha256(WORDS), by) == item
    assert list(incoming_folder().iterdir()) == []
    assert upload.batch.items.count() == 1
    upload.batch.refresh_from_db()
    assert upload.batch.state == "finished"


def test_a_duplicate_whose_digest_nobody_told_is_found_after(by):
    held = finish_upload(whole(by), by).document
    item = finish_upload(whole(by, name="copy.txt"), by)
    assert (item.outcome, item.document) == ("unchanged", held)
    assert Document.objects.count() == 1


def test_another_file_under_the_name_of_a_begun_one_does_not_continue_it(by):
    upload = expect(by, digest=sha256(WORDS))
    with pytest.raises(DigestDiffers):
        tell_digest(upload, sha256(b"other"), by)
    upload.refresh_from_db()
    assert upload.announced_sha256 == sha256(WORDS)


@pytest.mark.parametrize("broken", ["_settle", "discard", "close_if_complete"])
def test_a_crash_after_the_commit_is_finished_by_the_next_who_asks(by, monkeypatch, broken):
    upload = whole(by)
    with monkeypatch.context() as crash:
        crash.setattr(finishing, broken, lambda *given: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            finish_upload(upload, by)
    assert sums(upload.batch) == (1, 1, 0, 0, 0, 0)
    again = Upload.objects.get()
    assert finish_upload(again, by).outcome == "created"
    assert finish_upload(again, by).outcome == "created"
    assert Document.objects.count() == Event.objects.filter(type="ingestion").count() == 1
    assert list(incoming_folder().iterdir()) == []
    assert IngestBatch.objects.get().state == "finished"


@pytest.mark.parametrize("where", ["store", "rows"])
def test_a_failure_while_it_is_taken_in_keeps_the_file_for_another_try(by, monkeypatch, where):
    upload = whole(by)
    failing = lambda *given, **named: (_ for _ in ()).throw(StoreUnavailable("the disk reported an error"))
    with monkeypatch.context() as broken:
        broken.setattr(*((OriginalStore, "put_many") if where == "store" else (batches, "draft_documents")), failing)
        with pytest.raises(StoreUnavailable):
            finish_upload(upload, by)
    assert incoming_path(upload).read_bytes() == WORDS
    assert sums(upload.batch) == (1, 0, 0, 0, 0, 1)
    call_command("archive_sweep_uploads", verbosity=0)
    assert sums(upload.batch) == (1, 1, 0, 0, 0, 0)


def test_a_mistake_of_our_own_with_one_file_keeps_neither_the_others_nor_the_site_waiting(by, monkeypatch, caplog):
    bad, good = whole(by, name="bad.txt"), whole(by, b"Other words.", name="good.txt")
    taking = batches.draft_documents

    def draft(readings, *rest):
        if readings[0].received.source.name == "bad.txt":
            raise LookupError("nobody thought of this")
        return taking(readings, *rest)

    with monkeypatch.context() as broken:
        broken.setattr(batches, "draft_documents", draft)
        with pytest.raises(CommandError, match="some uploads could not be finished"):
            call_command("archive_sweep_uploads", verbosity=0)
    assert "nobody thought of this" in caplog.text
    assert good.batch.items.get().outcome == "created"
    assert incoming_path(bad).read_bytes() == WORDS
    call_command("archive_sweep_uploads", verbosity=0)
    assert bad.batch.items.get().outcome == "created"


def test_what_is_given_up_has_a_line_and_takes_no_more_bytes(by):
    upload = expect(by)
    send(upload, by, WORDS[:5])
    assert give_up_upload(upload, by)
    assert not give_up_upload(upload, by)
    item = upload.batch.items.get()
    assert (item.outcome, "5 of 43 bytes" in item.reason) == ("refused", True)
    assert sums(upload.batch) == (1, 0, 0, 0, 1, 0)
    with pytest.raises(UploadGone):
        send(upload, by, WORDS[5:], 5)
    with pytest.raises(UploadGone):
        finish_upload(upload, by)


def test_what_has_arrived_is_not_given_up(by):
    upload = whole(by)
    assert not give_up_upload(upload, by)
    assert finish_upload(upload, by).outcome == "created"


def test_time_gives_up_what_nobody_goes_on_with_and_the_sweep_can_be_repeated(by, settings):
    upload, fresh = expect(by, name="old.txt"), expect(by, name="fresh.txt")
    send(upload, by, WORDS[:5])
    long_ago = timezone.now() - timedelta(days=settings.UPLOAD_EXPIRY_DAYS, seconds=1)
    Upload.objects.filter(pk=upload.pk).update(touched_at=long_ago)
    with pytest.raises(UploadGone):
        send(upload, by, WORDS[5:], 5)
    for _time in range(2):
        call_command("archive_sweep_uploads", verbosity=0)
    assert "for 7 days" in upload.batch.items.get().reason
    assert not incoming_path(upload).exists()
    upload.batch.refresh_from_db()
    assert upload.batch.state == "finished"
    fresh.refresh_from_db()
    assert fresh.state == "expected"


def test_the_sweep_removes_files_of_no_upload_and_leaves_those_in_use(by, capsys):
    upload = expect(by)
    send(upload, by, WORDS[:5])
    (incoming_folder() / "of-nobody").write_bytes(b"left behind")
    call_command("archive_sweep_uploads")
    assert [path.name for path in incoming_folder().iterdir()] == [upload.identifier]
    assert "1 unfinished files removed" in capsys.readouterr().out


def test_only_the_sender_and_an_administrator_go_on(by, cast):
    upload = expect(by)
    with pytest.raises(PermissionDenied, match="Only the person"):
        send(upload, cast["reviewer"], WORDS)
    send(upload, cast["administrator"], WORDS)
    assert finish_upload(upload, cast["administrator"]).outcome == "created"


def test_a_grant_lets_one_send_into_its_collection_only(cast):
    mine, other = (Collection.objects.create(code=code, title=code) for code in ("mine", "other"))
    guest = make_curator("guest")
    CollectionGrant.objects.create(curator=guest, collection=mine, role="cataloguer",
                                   given_by=cast["administrator"])
    assert finish_upload(whole(guest, collection=mine), guest).document.collection == mine
    for collection in (None, other):
        with pytest.raises(PermissionDenied, match="collection"):
            expect(guest, collection=collection)


def test_a_grant_does_not_tell_that_bytes_are_held_elsewhere(by, cast):
    finish_upload(whole(by), by)
    mine, guest = Collection.objects.create(code="mine", title="Mine"), make_curator("guest")
    CollectionGrant.objects.create(curator=guest, collection=mine, role="cataloguer",
                                   given_by=cast["administrator"])
    upload = expect(guest, digest=sha256(WORDS), collection=mine)
    assert isinstance(upload, Upload)
    assert tell_digest(upload, sha256(WORDS), guest) is None
    send(upload, guest, WORDS)
    assert finish_upload(upload, guest).outcome == "unchanged"
