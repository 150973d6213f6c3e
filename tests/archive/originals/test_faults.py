"""The nth system call fails, for every n: nothing acknowledged is lost, nothing partial shows."""
import errno
import io
import os

import pytest

from archive.originals.errors import StoreUnavailable
from archive.originals.limits import StoreLimits
from archive.originals.store import OriginalStore

from .streams import BLOCK, digest_of, keep

CALLS = ["open", "write", "fsync", "link", "readv", "mkdir", "fchmod", "utime", "unlink", "rename", "close"]
ERRORS = [errno.EIO, errno.ENOSPC, errno.EROFS]
EARLIER, CONTENT = b"acknowledged earlier", BLOCK + b"tail"
ENDLESS = 200


class Fault:
    """Makes the nth use of one os function fail; `was_met` says whether it came to that."""

    def __init__(self, monkeypatch, name, nth, number):
        self.left = nth
        self.was_met = False
        self.number = number
        self.real = getattr(os, name)
        self.closes = name == "close"
        monkeypatch.setattr(os, name, self)

    def __call__(self, *arguments, **options):
        self.left -= 1
        if self.left != 0:
            return self.real(*arguments, **options)
        self.was_met = True
        if self.closes:
            self.real(*arguments, **options)
        raise OSError(self.number, os.strerror(self.number))


def put_once(store):
    return store.put(io.BytesIO(CONTENT))


def put_in_a_group(store):
    return store.put_many([(io.BytesIO(CONTENT), None), (io.BytesIO(b"small"), None)])[0]


def put_over_damage(store):
    return store.put(io.BytesIO(CONTENT))


def store_in(folder, is_damage_there):
    store = OriginalStore(folder, limits=StoreLimits())
    keep(store, EARLIER)
    if is_damage_there:
        target = store.path(digest_of(CONTENT))
        target.parent.mkdir(parents=True)
        target.write_bytes(b"damaged")
    return store


def try_with_fault(store, scenario, name, nth, number):
    """Return (acknowledged blob or None, whether the fault was met)."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        fault = Fault(monkeypatch, name, nth, number)
        try:
            return scenario(store), fault.was_met
        except StoreUnavailable as error:
            told = error
    assert told.errno in (number, None)
    assert str(store.root) not in told.message
    return None, fault.was_met


def assert_nothing_lost(store, blob, is_damage_there):
    assert store.verify(digest_of(EARLIER), len(EARLIER)).is_good
    if blob is not None:
        assert store.verify(blob.sha256, blob.size).is_good
    for found in store.iter_blobs():
        is_left = is_damage_there and found.size == len(b"damaged")
        assert store.verify(found.name).is_good or is_left


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("scenario", [put_once, put_in_a_group, put_over_damage])
def test_no_failing_call_loses_or_half_shows_anything(tmp_path, scenario, name, number):
    for nth in range(1, ENDLESS):
        store = store_in(tmp_path / str(nth), scenario is put_over_damage)
        blob, was_met = try_with_fault(store, scenario, name, nth, number)
        assert_nothing_lost(store, blob, scenario is put_over_damage)
        again = put_once(store)
        assert store.verify(again.sha256, again.size).is_good
        if name not in ("unlink", "close"):
            assert list(store.iter_incoming()) == []
        if not was_met:
            break
    else:
        pytest.fail("the fault was met every time")


def test_a_disk_that_gives_back_other_bytes_is_found_out(store, monkeypatch):
    real = os.readv

    def flipping(descriptor, buffers):
        count = real(descriptor, buffers)
        if count:
            buffers[0][0] ^= 1
        return count

    monkeypatch.setattr(os, "readv", flipping)
    for content in (b"small", CONTENT * 3):
        with pytest.raises(StoreUnavailable, match="other bytes"):
            store.put(io.BytesIO(content))
    assert list(store.iter_blobs()) == list(store.iter_incoming()) == []


def test_a_write_that_takes_only_a_part_is_continued(store, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, view: real(descriptor, view[:100_003]))
    assert store.put(io.BytesIO(CONTENT)).sha256 == digest_of(CONTENT)


def test_a_file_system_without_direct_input_is_read_past_its_cache(store, monkeypatch):
    real = os.open

    def without_direct(path, flags, *mode, **options):
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, "Invalid argument")
        return real(path, flags, *mode, **options)

    monkeypatch.setattr(os, "open", without_direct)
    blob = store.put(io.BytesIO(CONTENT * 3))
    assert store.verify(blob.sha256, blob.size).is_good


def test_syncs_come_before_the_name_and_again_after_it(store, monkeypatch):
    steps = []

    def noting(name, real):
        return lambda *arguments, **options: steps.append(name) or real(*arguments, **options)

    for name in ("fsync", "link", "readv"):
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))
    store.put(io.BytesIO(b"leaflet"))
    middle = steps.index("link")
    assert steps[0] == "fsync"
    assert "readv" in steps[1:middle]
    assert steps[middle + 1:].count("fsync") >= 4
