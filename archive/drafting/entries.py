"""What one person typed into the form of a draft and has not saved: kept without a revision.

Nothing is decided by it and nobody else sees it, so it leaves no event; saving
the draft deletes it in the same transaction.
"""
from django.utils.translation import gettext as _

from archive.ingest.naming import UNSTORABLE
from archive.models import UnsavedEntries
from archive.permissions import require
from archive.provenance.revise import NotEditable
from archive.workflow.states import State

MOST_FIELDS = 2000
MOST_CHARACTERS = 500_000


class TooMuch(Exception):
    """More was entered than is kept without saving; says what to do."""


def keep_entries(document, by, opened_version, entries):
    """Keep `entries` ({field name: text or list of texts}) of the form that showed `opened_version`.

    What this person kept before of the document is replaced. Raises TooMuch,
    NotEditable if it is no draft, PermissionDenied.
    """
    require(by, "keep", "unsaved", document)
    if document.state != State.DRAFT:
        raise NotEditable(_("“%(title)s” is %(state)s: only a draft can be edited") % {
            "title": document, "state": document.get_state_display()})
    _require_few(entries)
    kept, _is_new = UnsavedEntries.objects.update_or_create(
        document=document, curator=by, defaults={
            "opened_version": opened_version,
            "entries": {_storable(name): _storable(value) for name, value in entries.items()}},
    )
    return kept


def entries_of(document, by):
    """The UnsavedEntries of this person about the document, or None."""
    return UnsavedEntries.objects.filter(document=document, curator=by).first()


def discard_entries(document, by):
    """Forget what this person kept of the document."""
    UnsavedEntries.objects.filter(document=document, curator=by).delete()


def _storable(said):
    """A text or a list of texts, with U+FFFD for what no database or page can hold."""
    return [_storable(one) for one in said] if isinstance(said, list) else UNSTORABLE.sub("\ufffd", said)


def _require_few(entries):
    texts = [text for value in entries.values() for text in (value if isinstance(value, list) else [value])]
    if len(texts) > MOST_FIELDS or sum(map(len, texts)) > MOST_CHARACTERS:
        raise TooMuch(_("This is too much to keep without saving: save it now."))
