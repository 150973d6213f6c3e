"""The index follows the projection's changes, whatever they are and however often they are applied."""
import datetime
import threading
from pathlib import Path

import pytest
import tantivy
from django.conf import settings

from catalog.models import Change, PublishedDocument
from catalog.search import update
from catalog.search.index import IndexMissing, current
from catalog.search.place import State, WriterBusy, current_folder, held, read_state, write_state
from tests.catalog.search.rows import announce, make_row
from tests.catalog.search.test_index import identifiers

pytestmark = pytest.mark.django_db(databases="__all__")


def found(word, field="title"):
    opened = current()
    hits = opened.searcher.search(tantivy.Query.term_query(opened.schema, field, word), 100).hits
    return sorted(opened.searcher.doc(address)["id"][0] for _score, address in hits)


def state():
    return read_state(current_folder(Path(settings.SEARCH_ROOT)))


@pytest.fixture
def indexed(search_index):
    for identifier in ("first", "second"):
        make_row(identifier, f"The {identifier}")
    search_index()


def test_what_was_published_changed_and_removed_is_so_in_the_index(indexed, search_index):
    make_row("third", "Kestrow")
    PublishedDocument.objects.filter(pk="second").update(title="Renamed")
    PublishedDocument.objects.filter(pk="first").delete()
    announce("second", "first", is_removal=False)
    assert search_index() == 3
    assert identifiers() == ["second", "third"]
    assert (found("renam"), found("kestrow"), found("second")) == (["second"], ["third"], [])


def test_nothing_to_do_writes_nothing(indexed, search_index):
    before = current().generation
    assert not update.is_behind()
    assert search_index() == 0
    assert current().generation == before


def test_a_document_that_changed_often_is_found_once(indexed, search_index):
    announce(*["first"] * 5, "second", "first")
    assert update.is_behind()
    assert search_index() == 7
    assert identifiers() == ["first", "second"]


def test_changes_applied_again_change_nothing(indexed):
    """As after a crash between the commit and the note up to where it goes."""
    folder = current().folder
    first = Change.objects.order_by("pk").first()
    write_state(folder, State(state().version, first.pk, first.changed_at.isoformat()))
    assert update.catch_up() == 1
    assert identifiers() == ["first", "second"]


def test_many_changes_are_applied_in_several_commits(indexed, search_index, monkeypatch):
    monkeypatch.setattr(update, "MOST", 3)
    for number in range(8):
        make_row(f"row-{number}")
    before = current().generation
    assert search_index() == 8
    assert len(identifiers()) == 10
    assert before != current().generation
    assert state().sequence == update.newest_sequence()


def test_far_behind_it_is_built_anew(indexed, search_index, monkeypatch):
    monkeypatch.setattr(update, "FAR", 2)
    before = current().folder
    announce(*["first"] * 3)
    assert search_index() is None
    assert current().folder != before
    assert identifiers() == ["first", "second"]


def lose_all_changes():
    PublishedDocument.objects.exclude(pk="first").delete()
    Change.objects.all().delete()


def lose_the_last_changes():
    lose_all_changes()
    announce("first")
    Change.objects.update(id=1)


def other_changes_of_the_same_numbers():
    PublishedDocument.objects.exclude(pk="first").delete()
    Change.objects.update(changed_at=datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC))


@pytest.mark.parametrize("replace", [lose_all_changes, lose_the_last_changes, other_changes_of_the_same_numbers],
                         ids=lambda replace: replace.__name__)
def test_another_database_is_noticed(indexed, search_index, replace):
    replace()
    with pytest.raises(IndexMissing, match="another database"):
        update.catch_up()
    assert search_index() is None
    assert identifiers() == ["first"]
    assert search_index() == 0


def test_an_index_of_an_empty_catalog_is_filled_by_changes(search_index):
    assert search_index() is None
    assert identifiers() == []
    make_row("first")
    assert search_index() == 1
    assert identifiers() == ["first"]


def test_one_writes_at_a_time(indexed):
    make_row("third")
    with held("writer"), pytest.raises(WriterBusy):
        update.catch_up(wait=False)
    assert identifiers() == ["first", "second"]
    assert update.catch_up(wait=False) == 1
    assert identifiers() == ["first", "second", "third"]


def test_one_rebuilds_at_a_time_and_updates_go_on_meanwhile(indexed):
    make_row("third")
    with held("rebuild"):
        with pytest.raises(WriterBusy):
            update.rebuild_index(wait=False)
        assert update.catch_up() == 1
    assert identifiers() == ["first", "second", "third"]


def test_a_change_during_a_rebuild_is_in_the_new_index(indexed):
    def track(documents):
        yield from documents
        make_row("third")
        PublishedDocument.objects.filter(pk="first").delete()
        announce("first", is_removal=True)

    assert update.rebuild_index(track) == 2
    assert identifiers() == ["second", "third"]


def test_a_rebuild_that_fails_leaves_the_old_index_and_no_rest(indexed):
    before = current()

    def track(documents):
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        update.rebuild_index(track)
    assert current() is before
    assert len(list(before.folder.parent.glob("index-*"))) == 1


def test_a_rebuild_removes_what_an_interrupted_one_left(indexed):
    left = current().folder.with_name("index-" + "0" * 32)
    left.mkdir()
    update.rebuild_index()
    assert not left.exists()


def test_who_waits_for_the_writer_gets_the_turn(indexed):
    """The lock is among threads too: each opens the file for itself."""
    order, inside = [], threading.Event()

    def hold():
        with held("writer"):
            inside.set()
            order.append("first")

    with held("writer"):
        other = threading.Thread(target=hold)
        other.start()
        assert not inside.wait(0.1)
        order.append("here")
    other.join(timeout=10)
    assert order == ["here", "first"]
