"""Every kind of damage is found, in both directions; what is put right is put right on purpose."""
import os
import time

import pytest

from archive.originals.fixity import discard_stale_incoming, quarantine_untracked, sweep_storage

from .streams import BLOCK, keep

CONTENTS = [b"leaflet", b"poster", BLOCK + b"film"]
YEAR = 365 * 24 * 3600


@pytest.fixture
def known(store):
    return [(keep(store, content), len(content)) for content in CONTENTS]


def rewrite(path, content):
    path.chmod(0o640)
    path.write_bytes(content)


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    rewrite(path, content)


def truncate(path):
    rewrite(path, path.read_bytes()[:-1])


def extend(path):
    rewrite(path, path.read_bytes() + b"\0")


def empty(path):
    rewrite(path, b"")


def make_old(path):
    long_ago = time.time() - YEAR
    os.utime(path, (long_ago, long_ago))


def test_a_sound_store_is_clean(store, known):
    report = sweep_storage(store, iter(known))
    assert report.is_clean
    assert (report.checked, report.good) == (3, 3)
    assert report.checked_bytes == sum(map(len, CONTENTS))


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("damage", [flip, truncate, extend, empty])
def test_each_kind_of_bit_rot_is_found_and_named(store, known, which, damage):
    sha256, size = known[which]
    damage(store.path(sha256))
    report = sweep_storage(store, known)
    [finding] = report.changed
    assert (finding.sha256, finding.expected_size) == (sha256, size)
    assert finding.result.sha256_found != sha256
    assert (report.good, report.missing, report.is_intact) == (2, [], False)


def test_two_blobs_that_changed_places_are_both_found(store, known):
    first, second = (store.path(sha256) for sha256, _ in known[:2])
    spare = first.with_suffix(".spare")
    first.rename(spare)
    second.rename(first)
    spare.rename(second)
    assert {finding.sha256 for finding in sweep_storage(store, known).changed} == {known[0][0], known[1][0]}


def test_a_deleted_blob_is_missing(store, known):
    store.path(known[0][0]).unlink()
    report = sweep_storage(store, known)
    assert [finding.sha256 for finding in report.missing] == [known[0][0]]


@pytest.mark.parametrize("intruder", ["link", "folder", "pipe"])
def test_a_thing_that_is_no_file_in_place_of_a_blob_is_found(store, known, intruder, tmp_path):
    path = store.path(known[0][0])
    path.rename(tmp_path / "elsewhere")
    if intruder == "link":
        path.symlink_to(tmp_path / "elsewhere")
    else:
        {"folder": os.mkdir, "pipe": os.mkfifo}[intruder](path)
    report = sweep_storage(store, known)
    assert [finding.reason for finding in report.changed] == ["not a readable file"]
    assert [stranger.name for stranger in report.strangers] == [known[0][0]]


def test_without_reading_bytes_only_presence_and_size_are_seen(store, known):
    flip(store.path(known[0][0]))
    truncate(store.path(known[1][0]))
    report = sweep_storage(store, known, is_reading_bytes=False)
    assert [finding.sha256 for finding in report.changed] == [known[1][0]]
    assert (report.checked_bytes, report.is_reading_bytes) == (0, False)


def test_rows_that_cannot_be_right_are_reported(store, known):
    report = sweep_storage(store, [*known, known[0], (known[1][0], 99), ("../etc", 1)])
    assert (report.checked, report.good) == (3, 3)
    assert [finding.expected_size for finding in report.changed] == [99]
    assert [finding.sha256 for finding in report.missing] == ["../etc"]


def test_blobs_without_a_row_and_strangers_are_named(store, known):
    (store.root / "note.txt").write_text("who put this here")
    misplaced = store.path(known[0][0]).parent / ("f" * 64)
    misplaced.write_bytes(b"")
    report = sweep_storage(store, known[:2])
    assert [found.name for found in report.untracked] == [known[2][0]]
    assert {found.name for found in report.strangers} == {"note.txt", "f" * 64}
    assert report.is_intact
    assert not report.is_clean


def test_what_is_kept_while_the_sweep_runs_is_not_taken_for_untracked(store, known):
    def rows():
        yield from known
        yield keep(store, b"new"), 3

    assert sweep_storage(store, rows()).is_clean


def test_old_untracked_blobs_are_moved_aside_and_never_deleted(store, known):
    make_old(store.path(known[2][0]))
    report = sweep_storage(store, known[:1])
    moved = quarantine_untracked(store, report, lambda sha256: False)
    assert [found.name for found in moved] == [known[2][0]], "the other is young"
    [aside] = (store.root / ".quarantine").iterdir()
    assert aside.read_bytes() == CONTENTS[2]
    assert store.exists(known[1][0])


def test_an_untracked_blob_that_came_again_or_got_a_row_stays(store, known):
    for sha256, _ in known:
        make_old(store.path(sha256))
    report = sweep_storage(store, [])
    keep(store, CONTENTS[0])
    moved = quarantine_untracked(store, report, lambda sha256: sha256 == known[1][0])
    assert [found.name for found in moved] == [known[2][0]]


def test_stale_incoming_files_are_reported_and_removed_on_purpose(store, known):
    left = store.root / ".incoming" / "1-dead.part"
    left.write_bytes(b"half")
    assert sweep_storage(store, known).stale_incoming == []
    make_old(left)
    assert [found.name for found in sweep_storage(store, known).stale_incoming] == ["1-dead.part"]
    assert discard_stale_incoming(store) == ["1-dead.part"]
    assert sweep_storage(store, known).is_clean


def test_a_store_that_was_never_used_misses_everything_without_error(store):
    report = sweep_storage(store, [("a" * 64, 1)])
    assert len(report.missing) == 1
    assert report.untracked == []
