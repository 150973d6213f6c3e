"""Readers find the index as it is now; whatever is wrong with it is noticed and mended."""
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tantivy
from django.conf import settings

from catalog.search import place, update
from catalog.search.index import IndexMissing, current
from catalog.search.place import State, current_folder, read_state, write_state
from tests.catalog.search.rows import announce, make_row

pytestmark = pytest.mark.django_db(databases="__all__")


def root():
    return Path(settings.SEARCH_ROOT)


def identifiers():
    """What a reader finds now, sorted."""
    searcher = current().searcher
    hits = searcher.search(tantivy.Query.all_query(), 100).hits
    return sorted(searcher.doc(address)["id"][0] for _score, address in hits)


@pytest.fixture
def two(search_index):
    """An index of two documents, written in two commits, the second of which replaces one of them."""
    make_row("first", "Kestrow Sluice")
    make_row("second", "Harbour")
    search_index()
    announce("first")
    search_index()
    return current_folder(root())


def close():
    """Forget what is open, as a new process would."""
    from catalog.search import index

    index._opened = None


def test_without_an_index_readers_are_told_what_to_do():
    with pytest.raises(IndexMissing, match=r"no index yet: run `manage.py catalog_rebuild --index`"):
        current()


def test_while_nothing_changes_the_same_is_given_again(two):
    assert current() is current()


def test_each_commit_is_a_new_generation_and_the_old_one_stays_readable(two, search_index):
    before = current()
    make_row("third")
    assert search_index() == 1
    after = current()
    assert before.generation != after.generation
    assert len({before.generation, after.generation}) == 2
    assert (before.searcher.num_docs, after.searcher.num_docs) == (2, 3)


def test_another_index_is_opened_when_the_pointer_moves(two):
    before = current()
    assert update.rebuild_index() == 2
    after = current()
    assert (after.folder == before.folder, after.generation == before.generation) == (False, False)
    assert [folder.name for folder in root().glob("index-*")] == [after.folder.name]
    assert before.searcher.num_docs == 2, "who has the removed index open can go on reading"


def test_threads_agree(two):
    close()
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _number: current(), range(32)))
    assert {id(one) for one in opened} == {id(current())}


def damage_pointer(folder):
    (folder.parent / place.POINTER).write_text("../../etc\n")


def damage_pointer_bytes(folder):
    (folder.parent / place.POINTER).write_bytes(b"\xff\xfe\x00")


def empty_pointer(folder):
    (folder.parent / place.POINTER).write_text("")


def delete_everything(folder):
    shutil.rmtree(folder.parent)


def delete_folder(folder):
    shutil.rmtree(folder)


def delete_meta(folder):
    (folder / "meta.json").unlink()


def cut_meta(folder):
    os.truncate(folder / "meta.json", 100)


def delete_state(folder):
    (folder / place.STATE).unlink()


def cut_state(folder):
    os.truncate(folder / place.STATE, 5)


def foreign_state(folder):
    (folder / place.STATE).write_text('{"sequence": 1}')


def other_version(folder):
    state = read_state(folder)
    write_state(folder, State(state.version + 1, state.sequence, state.changed_at))


def other_fields(folder):
    state = read_state(folder)
    shutil.rmtree(folder)
    folder.mkdir()
    tantivy.Index(tantivy.SchemaBuilder().add_text_field("id").build(), path=str(folder))
    write_state(folder, state)


def cut(suffix):
    def damage(folder):
        path = max(folder.glob(f"*.{suffix}"), key=lambda path: path.stat().st_size)
        os.truncate(path, path.stat().st_size // 2)

    damage.__name__ = f"cut_{suffix}"
    return damage


def delete(suffix):
    def damage(folder):
        next(folder.glob(f"*.{suffix}")).unlink()

    damage.__name__ = f"delete_{suffix}"
    return damage


SEGMENT_FILES = ("idx", "pos", "term", "store", "fast", "fieldnorm", "del")
DAMAGES = [damage_pointer, damage_pointer_bytes, empty_pointer, delete_everything, delete_folder, delete_meta, cut_meta,
           delete_state, cut_state, foreign_state, other_version, other_fields,
           *map(cut, SEGMENT_FILES), *map(delete, SEGMENT_FILES)]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_noticed_and_mended(two, search_index, damage):
    damage(two)
    close()
    with pytest.raises(IndexMissing):
        current()
    assert search_index() is None, "it was built anew"
    assert identifiers() == ["first", "second"]
    assert len(list(root().glob("index-*"))) == 1


@pytest.mark.parametrize("damage", [delete_everything, delete_folder, delete_meta, damage_pointer],
                         ids=lambda damage: damage.__name__)
def test_what_is_lost_while_it_is_open_is_noticed_too(two, search_index, damage):
    current()
    damage(two)
    with pytest.raises(IndexMissing):
        current()
    search_index()
    assert identifiers() == ["first", "second"]


def test_a_segment_cut_while_it_is_open_is_noticed_at_the_next_commit(two, search_index):
    current()
    cut("idx")(two)
    make_row("third")
    search_index()
    assert identifiers() == ["first", "second", "third"]
