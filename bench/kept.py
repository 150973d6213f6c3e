"""A place of one size that is generated once and used by every later run: database, media and what is known of it.

It stays under var/bench-<part>/<n>/ until what makes it changes: `version`, or the migrations of its app.
Nothing else is kept there, and nothing of the real site is read.
"""
import hashlib
import json
import os
import shutil
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
# Only while generating: whoever is interrupted begins again.
RELAXED = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF", "locking_mode=EXCLUSIVE")


@dataclass(frozen=True)
class Kept:
    """The kept places of one part of the measurements; raise `version` when other documents are made."""

    part: str
    app: str
    version: int

    def folder(self, n):
        return PROJECT_ROOT / "var" / f"bench-{self.part}" / str(n)

    def database(self, n):
        return self.folder(n) / "standpoint.sqlite3"

    def fingerprint(self):
        """What the kept documents were made with."""
        digest = hashlib.sha256(str(self.version).encode())
        for path in sorted((PROJECT_ROOT / self.app / "migrations").glob("*.py")):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def known(self, n):
        """What is known of the kept documents, or None if there are none of this making."""
        path = self.folder(n) / "known.json"
        known = json.loads(path.read_text()) if path.exists() else None
        return known if known and known["fingerprint"] == self.fingerprint() else None

    @contextmanager
    def generating(self, n):
        """Begin with an empty folder; what stands in the yielded dictionary at the end is known from now on."""
        shutil.rmtree(self.folder(n), ignore_errors=True)
        self.folder(n).mkdir(parents=True)
        sys.stderr.write(f"generating {n:,} documents, kept in {self.folder(n).relative_to(PROJECT_ROOT)}\n")
        known, started = {}, time.perf_counter()
        yield known
        known |= {"fingerprint": self.fingerprint(), "seconds": time.perf_counter() - started}
        (self.folder(n) / "known.json").write_text(json.dumps(known))

    def set_up(self, n):
        """Let Django, and every process started from here, use the place of this size and nothing else."""
        folder = self.folder(n)
        for name in ("CATALOG_DATABASE_URL", "SEARCH_ROOT"):
            os.environ.pop(name, None)
        os.environ.update({
            "DJANGO_SETTINGS_MODULE": "archive.settings", "VAR_ROOT": str(folder), "MEDIA_ROOT": str(folder / "media"),
            "DATABASE_URL": f"sqlite:///{self.database(n)}", "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": "for-measuring-only", "BASE_URL": "http://127.0.0.1:8000",
        })
        import django

        django.setup()
