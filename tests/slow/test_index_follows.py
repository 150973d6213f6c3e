"""While the site runs, what is published is found within two seconds, and a lost index comes back."""
import shutil
import socket
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

from catalog.models import PublishedDocument
from catalog.search import index
from catalog.search.index import IndexMissing, current
from catalog.search.place import held
from tests.catalog.search.rows import announce, make_row
from tests.slow.own_site import opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def documents():
    """How many documents are found now; None without an index."""
    try:
        return current().searcher.num_docs
    except IndexMissing:
        return None


def seconds_until(condition, limit):
    start = time.monotonic()
    while time.monotonic() - start < limit:
        if condition():
            return time.monotonic() - start
        time.sleep(0.02)
    raise AssertionError(f"not within {limit} s; {documents()} documents are found")


@contextmanager
def served(site):
    """The web server of the site, with two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = site.start(Path(sys.executable).with_name("gunicorn"), "archive.wsgi", "--config",
                        "deploy/gunicorn.conf.py", "--workers", "2", "--bind", f"127.0.0.1:{port}")
    try:
        yield server
    finally:
        server.terminate()
        output, errors = server.communicate(timeout=40)
    assert "Traceback" not in output + errors, errors[-4000:]


@pytest.fixture
def running(own_site):
    index._opened = None
    with opened(own_site), override_settings(SEARCH_ROOT=own_site.search), served(own_site):
        seconds_until(lambda: documents() == 0, 30)
        yield own_site


def test_a_publication_and_a_removal_are_seen_within_two_seconds(running):
    waits = []
    for number in range(1, 5):
        make_row(f"row-{number}")
        waits.append(seconds_until(lambda: documents() == number, 10))  # noqa: B023 (asked at once)
    PublishedDocument.objects.filter(pk="row-1").delete()
    announce("row-1", is_removal=True)
    waits.append(seconds_until(lambda: documents() == 3, 10))
    assert sorted(waits)[2] < 2, f"a busy machine may hold one up, not most of them: {waits}"


def test_many_publications_one_after_the_other_need_few_commits(running):
    generations = set()
    for number in range(150):
        make_row(f"row-{number}")
        generations.add(current().generation)
    seconds_until(lambda: documents() == 150, 10)
    assert len(generations) < 30


@pytest.mark.parametrize("lose", [
    lambda root: shutil.rmtree(root), lambda root: (root / "current").write_text("nothing"),
    lambda root: (current().folder / "meta.json").unlink(),
], ids=["all", "pointer", "meta"])
def test_a_lost_index_comes_back_while_the_site_runs(running, lose):
    make_row("first")
    seconds_until(lambda: documents() == 1, 10)
    with held("writer"):
        lose(running.search)
    assert documents() is None
    seconds_until(lambda: documents() == 1, 30)
    make_row("second")
    seconds_until(lambda: documents() == 2, 10)
