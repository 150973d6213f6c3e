"""File names are data: whatever they hold, they are kept, shown safely, and never mixed up."""
import os

import pytest

from archive.ingest.naming import shown
from archive.ingest.walk import NothingThere, find_sources
from archive.models import Document, Holding

pytestmark = pytest.mark.django_db
PERSIAN = "نامه به شورا.txt"


def names(*paths, **options):
    return [source.name for source in find_sources(paths, **options)]


def write(folder, name, text="words"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("name", [PERSIAN, "it's \"quoted\".txt", "two\nlines.txt", "=SUM(1).txt", " .txt", "a;b.txt"])
def test_a_name_is_kept_as_it_was_received(received, ingest, name):
    write(received, name)
    batch = ingest()
    assert batch.items.get().name == name
    assert Holding.objects.get().filename == name
    assert Document.objects.get().title == f"[{' '.join(name.split())}]"


def test_undecodable_bytes_in_a_name_are_replaced_and_two_such_files_stay_two(received, ingest):
    for byte, words in ((b"\xfe", b"first"), (b"\xff", b"second")):
        with open(os.fsencode(received) + b"/a" + byte + b".txt", "wb") as stream:
            stream.write(words)
    batch = ingest()
    assert [item.name for item in batch.items.all()] == ["a\ufffd.txt", "received/a\ufffd.txt"]
    assert {holding.filename for holding in Holding.objects.all()} == {"a\ufffd.txt"}
    assert batch.counts()["created"] == 2


def test_a_path_longer_than_a_row_can_hold_keeps_its_end(received, ingest):
    deep = received
    for number in range(11):
        deep = deep / (f"{number:02}" + "x" * 98)
    write(deep, "end.txt")
    write(deep, "end2.txt", "others")
    items = list(ingest().items.all())
    assert [len(item.name) <= 1000 and item.name.endswith(end)
            for item, end in zip(items, ("end.txt", "end2.txt"), strict=True)] == [True, True]
    assert ingest().counts()["unchanged"] == 2


def test_names_are_paths_below_the_given_folder(received):
    write(received, "b/c/one.txt")
    write(received, "a.txt")
    assert names(received) == ["a.txt", "b/c/one.txt"]
    assert names(received / "b/c/one.txt") == ["one.txt"]


def test_a_file_that_is_given_twice_is_received_once(received):
    path = write(received, "a.txt")
    assert names(received, received, path, received / "." / "a.txt") == ["a.txt"]


def test_equal_names_in_several_folders_stay_apart(tmp_path):
    for folder in ("x/letters", "y/letters", "z/letters"):
        write(tmp_path, f"{folder}/a.txt")
    found = names(*(tmp_path / one / "letters" for one in "xyz"))
    assert found == ["a.txt", "letters/a.txt", "letters/a (2).txt"]


def test_a_left_out_folder_is_not_received(received):
    write(received, "a.txt")
    write(received, "description/documents.csv")
    assert names(received, leaving_out=[received / "description"]) == ["a.txt"]


def test_a_path_that_does_not_exist_is_named(received):
    with pytest.raises(NothingThere, match=r"missing: there is no such file"):
        find_sources([received / "missing"])


def test_a_name_cannot_forge_a_line_of_the_report():
    assert shown("a\nrefused: b\x1b[2J\u202e") == "a\\nrefused: b\\x1b[2J\\u202e"
    assert shown(PERSIAN) == PERSIAN
