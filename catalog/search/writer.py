"""Writes documents into one index; who calls holds the lock of that index.

A commit is whole or absent, whenever the process dies. The state is written after
the commit: if the process dies between the two, the same changes are applied
again, which changes nothing.
"""
import os

import tantivy

from catalog.search.entry import entries_of
from catalog.search.index import damage_said, open_folder
from catalog.search.place import WriterBusy, write_state
from catalog.search.schema import ANALYSER, analyser, build_schema

MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
# Bytes of memory, and threads. What is small lives in a web process for a moment, and makes one segment.
SMALL = {"heap_size": 30_000_000, "num_threads": 1}
# The more memory a build has, the fewer and larger the segments, and the faster every search: a tenth of the
# machine's, at most what tantivy can use well.
LARGE = {"heap_size": min(2_000_000_000, max(300_000_000, MEMORY // 10)), "num_threads": 2}


class IndexWriter:
    """Use in a `with`: leaving it waits until small segments are merged. `size` is SMALL or LARGE."""

    def __init__(self, folder, *, is_new=False, size=SMALL):
        self.folder = folder
        index = _make(folder) if is_new else open_folder(folder)
        self._schema = index.schema
        with damage_said():
            self._writer = _writer(index, **size)

    def __enter__(self):
        return self

    def __exit__(self, kind, *error):
        if kind is None:
            self._writer.wait_merging_threads()
        self._writer = None

    def add(self, identifiers):
        """Add those of these documents that are public; none of them is in the index."""
        self.add_entries(entries_of(identifiers))

    def add_entries(self, entries):
        """Add what `entry.py` made of documents."""
        for entry in entries:
            self._writer.add_document(tantivy.Document.from_dict(entry, self._schema))

    def replace(self, identifiers):
        """Bring these documents up to date; those that are not public leave the index."""
        for identifier in identifiers:
            self._writer.delete_documents_by_term("id", identifier)
        self.add(identifiers)

    def commit(self, state):
        """Show everything since the last commit to readers, and note up to which change the index follows."""
        self._writer.commit()
        write_state(self.folder, state)


def _writer(index, **options):
    """The one writer of an index; tantivy's own lock is free unless a program that is not ours writes."""
    try:
        return index.writer(**options)
    except ValueError as error:
        if "LockBusy" in str(error):
            raise WriterBusy(str(error)) from error
        raise


def _make(folder):
    index = tantivy.Index(build_schema(), path=str(folder))
    index.register_tokenizer(ANALYSER, analyser())
    return index
