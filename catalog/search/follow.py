"""Keeps the index up to date while the site runs: a thread in every web worker.

Twice a second each asks for the newest change. Whichever notices first that the
index is behind takes the lock, waits a moment in case more is being published, and
applies what there is. An index that is missing, damaged or far behind is built
anew in a process of its own, so that the worker keeps its memory for readers.
"""
import logging
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.db import close_old_connections, connections

from catalog.search import overdue
from catalog.search.index import IndexMissing
from catalog.search.place import WriterBusy, held
from catalog.search.update import catch_up, is_behind, newest_sequence

logger = logging.getLogger(__name__)

LOOK = 0.5  # seconds between two looks
QUIET = 0.15  # seconds without a further change that end the waiting for more
LONGEST_WAIT = 1.0  # seconds, however much is being published
LONGEST_PAUSE = 60.0  # seconds between two attempts while nothing works
REBUILD = ("catalog_rebuild", "--index", "--verbosity=0")


class Follower(threading.Thread):
    """`start()` begins, `end()` ends it; it survives every error and says each kind of error once."""

    def __init__(self):
        super().__init__(name="search-follower", daemon=True)
        self._ended = threading.Event()
        self._said = set()

    def run(self):
        pause = LOOK
        while not self._ended.wait(pause):
            went_well = self._look()
            pause = LOOK if self._watch() and went_well else min(pause * 2, LONGEST_PAUSE)
        connections.close_all()

    def end(self):
        """Let the work at hand come to its end; give up after a few seconds, which does no harm."""
        self._ended.set()
        if self.is_alive():
            self.join(timeout=5)

    def _look(self):
        """Do what is needed; return whether it went well."""
        try:
            close_old_connections()
            self._follow()
        except WriterBusy:
            return True  # another worker does it
        except BaseException as error:  # a panic inside tantivy is no Exception
            self._say(error)
            connections.close_all()
            return False
        self._said.clear()
        return True

    def _watch(self):
        """Notice a withdrawal that waits too long, whoever should have written it; return whether that went well."""
        try:
            overdue.look()
        except Exception as error:
            self._say(error)
            return False
        return True

    def _follow(self):
        try:
            if is_behind():
                self._gather()
                catch_up(wait=False)
        except IndexMissing:
            with held("healing", wait=False):
                self._heal()

    def _gather(self):
        """Wait until nothing more is published for a moment, so that a bulk publication needs few commits."""
        limit, newest = time.monotonic() + LONGEST_WAIT, None
        while newest != (newest := newest_sequence()) and time.monotonic() < limit:
            self._ended.wait(QUIET)

    def _heal(self):
        """Build the index anew, if no other worker has done so by now; the child's life is the lock's."""
        try:
            catch_up(wait=False)
        except IndexMissing as missing:
            logger.warning("%s", missing)
            child = subprocess.Popen([sys.executable, settings.PROJECT_ROOT / "manage.py", *REBUILD])
            while child.poll() is None and not self._ended.wait(LOOK):
                pass
            if child.poll() is None:
                child.terminate()
            elif child.returncode:
                raise ChildProcessError("the search index could not be built; the reason stands above") from None

    def _say(self, error):
        kind = type(error), str(error)
        if kind not in self._said:
            self._said.add(kind)
            logger.error("the search index does not follow the catalog; trying again", exc_info=error)


_follower = None


def start_following():
    """Begin in this process, once."""
    global _follower
    if _follower is None:
        _follower = Follower()
        _follower.start()


def end_following():
    """End in this process."""
    if _follower is not None:
        _follower.end()
