"""What is refused, is refused in words, and leaves nothing behind."""
import io

import pytest

from archive.originals import limits
from archive.originals.errors import OriginalRefused, StoreUnavailable
from archive.originals.limits import StoreLimits, in_words
from archive.originals.store import OriginalStore, default_store

from .streams import FailingStream, MadeUpStream, digest_of


def refused(store, stream, **options):
    with pytest.raises(OriginalRefused) as caught:
        store.put(stream, **options)
    assert list(store.iter_blobs()) == []
    assert list(store.iter_incoming()) == []
    assert str(store.root) not in caught.value.message
    return caught.value


def limited(tmp_path, **fields):
    return OriginalStore(tmp_path / "originals", limits=StoreLimits(**fields))


def test_a_file_announced_too_large_is_refused_before_it_is_read(tmp_path):
    stream = MadeUpStream(3)
    refusal = refused(limited(tmp_path, max_bytes=10**6), stream, size_hint=3 * 2**20)
    assert refusal.reason_code == "too_large"
    assert "1.0 MB" in refusal.message
    assert stream.left == 3


@pytest.mark.parametrize("hint", [None, 0, 10])
def test_a_file_that_turns_out_too_large_is_refused_while_it_comes(tmp_path, hint):
    stream = MadeUpStream(50)
    assert refused(limited(tmp_path, max_bytes=10**6), stream, size_hint=hint).reason_code == "too_large"
    assert stream.left > 45


def test_a_file_of_exactly_the_limit_is_kept_and_one_byte_more_is_not(tmp_path):
    store = limited(tmp_path, max_bytes=1000)
    refused(store, io.BytesIO(b"x" * 1001))
    assert store.put(io.BytesIO(b"x" * 1000)).size == 1000


def test_the_callers_limit_can_only_be_narrower(tmp_path):
    store = limited(tmp_path, max_bytes=1000)
    assert refused(store, io.BytesIO(b"x" * 11), max_bytes=10).reason_code == "too_large"
    assert refused(store, io.BytesIO(b"x" * 1001), max_bytes=5000).reason_code == "too_large"


def test_the_limits_come_from_the_settings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.ORIGINAL_MAX_BYTES = 5
    assert refused(default_store(), io.BytesIO(b"123456")).reason_code == "too_large"
    settings.ORIGINAL_MAX_BYTES = 2**60
    settings.ORIGINAL_MIN_FREE_BYTES = 2**60
    assert refused(default_store(), io.BytesIO(b"123456")).reason_code == "no_space"


def test_a_nearly_full_disk_refuses_before_and_during(tmp_path, monkeypatch):
    store = limited(tmp_path, min_free_bytes=10 * 2**20)
    monkeypatch.setattr(limits, "free_bytes", lambda folder: 12 * 2**20)
    refusal = refused(store, io.BytesIO(b""), size_hint=3 * 2**20)
    assert refusal.reason_code == "no_space"
    assert f"{12 * 2**20:,} bytes are left, {13 * 2**20:,} are needed" in refusal.message
    free = iter([100 * 2**20, 5 * 2**20])
    monkeypatch.setattr(limits, "free_bytes", lambda folder: next(free))
    assert refused(store, MadeUpStream(200)).reason_code == "no_space"


@pytest.mark.parametrize("root", ["/proc/no/store/here", "{there}/file/originals", "{there}/dangling"])
def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path, root):
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere" / "at all")
    store = OriginalStore(root.format(there=tmp_path), limits=StoreLimits())
    with pytest.raises(StoreUnavailable, match="the operator must check MEDIA_ROOT"):
        store.put(io.BytesIO(b"words"))


def test_a_wrong_checksum_is_refused_and_a_right_one_in_capitals_is_not(store):
    assert refused(store, io.BytesIO(b"x"), expected_sha256="a" * 64).reason_code == "checksum_mismatch"
    assert refused(store, io.BytesIO(b"x"), expected_sha256="abc").reason_code == "checksum_malformed"
    assert store.put(io.BytesIO(b"x"), expected_sha256=f" {digest_of(b'x').upper()}\n").is_new


def test_a_source_that_cannot_be_read_to_its_end_is_refused(store):
    assert refused(store, FailingStream(OSError(5, "Input/output error"))).reason_code == "source_unreadable"


def test_any_other_failure_of_the_source_reaches_the_caller_and_leaves_nothing(store):
    with pytest.raises(KeyboardInterrupt):
        store.put(FailingStream(KeyboardInterrupt()))
    assert list(store.iter_blobs()) == list(store.iter_incoming()) == []


def test_in_a_group_the_refused_stand_beside_the_kept(tmp_path):
    store = limited(tmp_path, max_bytes=10)
    inputs = [b"one", b"far too large for this", b"two"]
    first, second, third = store.put_many([(io.BytesIO(content), None) for content in inputs])
    assert isinstance(second, OriginalRefused)
    assert {found.name for found in store.iter_blobs()} == {first.sha256, third.sha256}
    assert list(store.iter_incoming()) == []


def test_sizes_are_told_in_words():
    assert [in_words(size) for size in (0, 999, 1500, 20 * 10**9)] == ["0 bytes", "999 bytes", "1.5 KB", "20.0 GB"]
