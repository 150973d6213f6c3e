"""A whole site of its own in a folder: database file, media, and commands as real processes."""
import os
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import override_settings

PROJECT = Path(__file__).resolve().parents[2]


class OwnSite:
    """One site below `root`; `template` is another one to start from."""

    def __init__(self, root, template=None):
        self.root = Path(root)
        self.media, self.database = self.root / "media", self.root / "var" / "standpoint.sqlite3"
        self.search = self.database.parent / "search"
        self.database.parent.mkdir(parents=True)
        self.media.mkdir()
        self.environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings", "VAR_ROOT": str(self.database.parent),
            "MEDIA_ROOT": str(self.media), "DATABASE_URL": f"sqlite:///{self.database}", "PYTHONPATH": str(PROJECT),
        }
        if template:
            shutil.copyfile(template.database, self.database)

    def prepare(self):
        """Make the tables and the vocabularies."""
        self.manage("migrate", "--verbosity=0")
        self.manage("archive_load_vocabularies")
        with sqlite3.connect(self.database) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self

    def start(self, *arguments):
        """A running `python ARGUMENTS` at the project's root, leader of its own session."""
        return subprocess.Popen([sys.executable, *map(str, arguments)], cwd=PROJECT, env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def python(self, *arguments):
        """Run `python ARGUMENTS` to its end and return what it printed; fail with its messages."""
        process = self.start(*arguments)
        output, errors = process.communicate()
        assert process.returncode == 0, errors[-4000:]
        return output

    def manage(self, *arguments):
        return self.python("manage.py", *arguments)

    def query(self, sql):
        """All rows of a SELECT."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def blob(self, sha256):
        return self.media / "originals" / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def opened(site):
    """This process works in the database and media of `site`, as its commands do."""
    handler = ConnectionHandler({"default": {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(site.database),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20}}})
    ours = connections["default"]
    connections["default"] = handler["default"]
    try:
        with override_settings(MEDIA_ROOT=site.media):
            yield
    finally:
        connections["default"].close()
        connections["default"] = ours


class Descendants:
    """The processes that a running process has started, held by descriptors so that no id can be mistaken."""

    def __init__(self, leader):
        self._descriptors = []
        for process in _below(leader):
            with suppress(OSError):
                self._descriptors.append(os.pidfd_open(process))

    def __len__(self):
        return len(self._descriptors)

    def wait(self, seconds):
        """Wait for all to end; return how many are still there after `seconds`, and let go of them."""
        limit, left = time.monotonic() + seconds, list(self._descriptors)
        while left and time.monotonic() < limit:
            ended = select.select(left, [], [], max(0, limit - time.monotonic()))[0]
            left = [one for one in left if one not in ended]
        for descriptor in self._descriptors:
            os.close(descriptor)
        return len(left)


def _below(leader):
    """Ids of all living descendants."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                parents.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    found, waiting = [], [leader]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found
