"""Keeps the index as the projection is: what changed since, or everything anew.

The projection numbers its changes. The index remembers the last one it follows,
and reads the documents that changed after it as they are now; so it does not
matter in which order, or how often, a change is applied.
"""
import shutil

from catalog.models import Change, PublishedDocument
from catalog.search.entry import entries_of
from catalog.search.index import IndexMissing, current, damage_said
from catalog.search.place import (
    State,
    held,
    make_folder,
    point_to,
    read_state,
    remove_others,
)
from catalog.search.readers import entries_by_readers
from catalog.search.schema import VERSION
from catalog.search.writer import LARGE, SMALL, IndexWriter

MOST = 5_000  # changes applied in one commit
FAR = 50_000  # changes behind from which building anew is the better way: it takes minutes, and leaves few segments
PAGE = 5_000  # identifiers read at a time
MANY = 20_000  # documents from which a build takes more memory, and other processes help to read


def bring_up_to_date():
    """Whatever is needed so that the index is there, whole and current; return how many changes it took, or None.

    None: it was missing, damaged, of another version or of another database, and was built anew.
    """
    try:
        current()
        return catch_up()
    except IndexMissing:
        rebuild_index()
        return None


def is_behind():
    """Whether there are changes that the index does not follow; one query. Raise IndexMissing."""
    return newest_sequence() != _state_of(current().folder).sequence


def newest_sequence():
    """The number of the last change, 0 before the first."""
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def catch_up(*, wait=True):
    """Apply the changes that the index does not follow yet; return how many.

    Raise IndexMissing if it must be built anew: also if the projection's changes are not the ones it
    followed (the database was replaced), or if there are very many. Raise WriterBusy instead of waiting
    for another writer.
    """
    with held("writer", wait=wait):
        folder = current().folder
        if newest_sequence() - _state_of(folder).sequence > FAR:
            raise IndexMissing("the index is far behind the catalog")
        return _follow(folder)


def rebuild_index(track=iter, *, wait=True):
    """Build the index anew beside the old one, then let readers change over; return the number of documents.

    `track` wraps what is worked through, which has a length (a progress bar). Readers and updates of
    the old index go on meanwhile. Raise WriterBusy instead of waiting for another rebuild.
    """
    with held("rebuild", wait=wait):
        folder = make_folder()
        try:
            _build(folder, track)
            with held("writer"):
                _follow(folder)
                point_to(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        remove_others(folder)
        return current().searcher.num_docs


def _build(folder, track):
    state = _state_now()  # before reading: what changes meanwhile is applied afterwards
    identifiers = _PublicIdentifiers()
    read, size = (entries_by_readers, LARGE) if len(identifiers) > MANY else (entries_of, SMALL)
    with IndexWriter(folder, is_new=True, size=size) as writer:
        writer.add_entries(read(track(identifiers)))
        writer.commit(state)


def _follow(folder):
    """Apply to one index what changed since; the lock is held."""
    state = _state_of(folder)
    _require_same_changes(state)
    changes = _changes_after(state.sequence)
    if not changes:
        return 0
    done = 0
    with IndexWriter(folder) as writer:
        while changes:
            writer.replace(list(dict.fromkeys(identifier for _pk, identifier, _at in changes)))
            last, _identifier, at = changes[-1]
            writer.commit(State(VERSION, last, at.isoformat()))
            done += len(changes)
            changes = _changes_after(last)
    return done


def _state_of(folder):
    with damage_said():
        return read_state(folder)


def _changes_after(sequence):
    rows = Change.objects.filter(pk__gt=sequence).order_by("pk")
    return list(rows.values_list("pk", "identifier", "changed_at")[:MOST])


def _state_now():
    last = Change.objects.order_by("-pk").values_list("pk", "changed_at").first()
    return State(VERSION, last[0], last[1].isoformat()) if last else State(VERSION, 0, "")


def _require_same_changes(state):
    """The change that the index followed last must still be there, recorded at the same moment."""
    at = Change.objects.filter(pk=state.sequence).values_list("changed_at", flat=True).first()
    if (at.isoformat() if at else "") != state.changed_at:
        raise IndexMissing("the index follows another database than the one in use")


class _PublicIdentifiers:
    """All public documents, page by page; its length is asked for progress only."""

    def __len__(self):
        return PublishedDocument.objects.count()

    def __iter__(self):
        last = ""
        rows = PublishedDocument.objects.order_by("pk").values_list("pk", flat=True)
        while page := list(rows.filter(pk__gt=last)[:PAGE]):
            yield from page
            last = page[-1]
