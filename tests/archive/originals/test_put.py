"""What is put is kept under its SHA-256, once, unchangeable, whatever the size."""
import io
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.originals.digest import CHUNK
from archive.originals.errors import BlobMissing, InvalidDigest
from archive.originals.store import default_store, derivative_store

from .streams import BLOCK, DribblingStream, MadeUpStream, digest_of, keep

SIZES = [0, 1, 4095, 4096, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1,
         3 * CHUNK, 5 * CHUNK + 17]


@pytest.mark.parametrize("size", SIZES)
def test_bytes_of_any_size_come_back_the_same(store, size):
    content = (BLOCK * 4)[:size][::-1]
    blob = store.put(io.BytesIO(content))
    assert (blob.sha256, blob.size, blob.is_new) == (digest_of(content), size, True)
    with store.open(blob.sha256) as kept:
        assert kept.read() == content
    assert store.verify(blob.sha256, size).is_good


@pytest.mark.parametrize("size", SIZES)
def test_many_at_once_keep_the_same_promises(store, size):
    contents = [(BLOCK * 4)[:size], b"", b"another"]
    blobs = store.put_many([(io.BytesIO(content), None) for content in contents])
    assert [blob.sha256 for blob in blobs] == [digest_of(content) for content in contents]
    assert all(store.verify(blob.sha256, blob.size).is_good for blob in blobs)
    assert list(store.iter_incoming()) == []


def test_a_blob_lies_under_its_digest_and_is_read_only(store):
    sha256 = keep(store, b"leaflet")
    path = store.root / sha256[:2] / sha256[2:4] / sha256
    assert store.path(sha256) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    assert path.stat().st_nlink == 1


def test_the_same_bytes_are_kept_once(store):
    first, second = (store.put(io.BytesIO(b"leaflet")) for _ in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert [found.name for found in store.iter_blobs()] == [first.sha256]
    assert list(store.iter_incoming()) == []


def test_the_same_bytes_twice_in_one_group_are_kept_once(store):
    blobs = store.put_many([(io.BytesIO(b"leaflet"), 7), (io.BytesIO(b"leaflet"), None)])
    assert [blob.is_new for blob in blobs] == [True, False]


def test_a_group_larger_than_the_open_files_allowed_at_once_is_kept(store):
    contents = [str(number).encode() for number in range(300)]
    blobs = store.put_many((io.BytesIO(content), None) for content in contents)
    assert len({blob.sha256 for blob in blobs}) == 300


def test_a_damaged_blob_is_set_aside_and_replaced_when_its_bytes_come_again(store):
    sha256 = keep(store, b"leaflet")
    store.path(sha256).chmod(0o640)
    store.path(sha256).write_bytes(b"LEAFLET")
    blob = store.put(io.BytesIO(b"leaflet"))
    assert (blob.is_new, blob.is_repaired) == (False, True)
    assert store.verify(sha256, 7).is_good
    [aside] = (store.root / ".quarantine").iterdir()
    assert aside.read_bytes() == b"LEAFLET"
    assert aside.name.startswith(sha256)


@pytest.mark.parametrize("intruder", ["link", "folder"])
def test_what_has_the_name_of_a_blob_but_is_no_file_is_set_aside(store, intruder, tmp_path):
    target = store.path(digest_of(b"leaflet"))
    target.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").write_bytes(b"leaflet")
    target.mkdir() if intruder == "folder" else target.symlink_to(tmp_path / "elsewhere")
    assert store.put(io.BytesIO(b"leaflet")).is_repaired
    assert target.is_file()
    assert not target.is_symlink()


def test_a_slow_source_and_a_source_that_gives_too_much_are_read_whole(store):
    assert keep(store, b"") == digest_of(b"")
    content = BLOCK[:5000]
    assert store.put(DribblingStream(content)).sha256 == digest_of(content)
    assert store.put(MadeUpStream(3)).sha256 == digest_of(BLOCK * 3)


def test_an_uploaded_file_is_read_from_where_it_stands(store):
    upload = SimpleUploadedFile("برگه.txt", b"header|body")
    upload.seek(7)
    assert store.put(upload).sha256 == digest_of(b"body")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "g" * 64, "a" * 63, "a" * 64 + "\n", None, 5])
def test_only_a_digest_names_a_blob(store, name):
    for use in (store.path, store.open, store.exists, store.verify):
        with pytest.raises(InvalidDigest):
            use(name)


def test_a_blob_that_is_not_there_is_said_to_be_missing(store):
    assert not store.exists("a" * 64)
    assert store.verify("a" * 64, 3).state == "missing"
    with pytest.raises(BlobMissing):
        store.open("a" * 64)
    with pytest.raises(BlobMissing):
        store.quarantine("a" * 64, "test")


def test_quarantine_moves_the_bytes_and_says_why(store):
    sha256 = keep(store, b"leaflet")
    aside = store.quarantine(sha256, "Takedown ../ 12\n")
    assert aside.read_bytes() == b"leaflet"
    assert ".takedown-12." in aside.name
    assert not store.exists(sha256)
    assert store.put(io.BytesIO(b"leaflet")).is_new


def test_originals_and_derivatives_lie_apart_below_the_media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, second = default_store(), derivative_store()
    assert first.root == tmp_path / "originals"
    assert second.root == tmp_path / "derivatives"
    assert default_store() is first, "what it knows to be durable is not learnt anew"
    assert first.put(io.BytesIO(b"leaflet")).is_new
    assert not second.exists(digest_of(b"leaflet"))
