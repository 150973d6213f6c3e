"""kill -9 at any moment of writing leaves an index that opens, and from which the way on is found."""
import random
import time
from collections import Counter
from pathlib import Path

import pytest
import tantivy
from django.test import override_settings

from catalog.search import index, update
from catalog.search.place import State, current_folder, read_state
from tests.catalog.search.rows import make_row
from tests.slow.own_site import opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
DOCUMENTS = 120
KILLS = 9


@pytest.fixture
def indexed_site(own_site):
    with opened(own_site), override_settings(SEARCH_ROOT=own_site.search):
        for number in range(DOCUMENTS):
            make_row(f"row-{number}", f"Kestrow {number}", text="sluice " * 200)
        update.bring_up_to_date()
        yield own_site


def times_found():
    """{identifier: how often it is in the index}, as a new process sees it."""
    index._opened = None
    searcher = index.current().searcher
    hits = searcher.search(tantivy.Query.all_query(), 10 * DOCUMENTS).hits
    return Counter(searcher.doc(address)["id"][0] for _score, address in hits)


def kill_while_writing(site, mode, times, seconds):
    """Let a process write so many times, and a while longer, then kill it."""
    writer = site.start(Path(__file__).with_name("index_writer.py"), mode)
    for _time in range(times + 1):
        assert writer.stdout.readline() == "begins\n", writer.stderr.read()
    time.sleep(seconds)
    assert writer.poll() is None, writer.stderr.read()
    writer.kill()
    writer.communicate()


@pytest.mark.parametrize("mode", ["update", "rebuild"])
def test_the_index_opens_and_every_document_is_found_once_however_often_a_writer_is_killed(indexed_site, mode):
    chance, before = random.Random(7), index.current().generation
    for number in range(KILLS):
        kill_while_writing(indexed_site, mode, number % 3, chance.uniform(0, 0.3))
        assert set(times_found().values()) == {1}, "what was committed last is whole"
        assert len(times_found()) == DOCUMENTS
        update.bring_up_to_date()
        assert times_found() == Counter(f"row-{number}" for number in range(DOCUMENTS))
        assert isinstance(state := read_state(current_folder(indexed_site.search)), State)
        assert state.sequence == update.newest_sequence()
    assert index.current().generation != before
    update.rebuild_index()
    assert len(list(indexed_site.search.glob("index-*"))) == 1


def test_a_large_catalog_is_read_by_several_processes(indexed_site):
    before = index.current().folder
    said = indexed_site.python("-c", "import django; django.setup(); from catalog.search import entry, update; "
                               "update.MANY, entry.BATCH = 10, 7; print(update.rebuild_index())")
    assert said == f"{DOCUMENTS}\n"
    assert index.current().folder != before
    assert times_found() == Counter(f"row-{number}" for number in range(DOCUMENTS))
