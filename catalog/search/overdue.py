"""Whether a withdrawal has waited too long for the index, as this process last saw it.

Counts are made from the index alone. While that cannot be written (a full disk, a lock that
somebody holds) a withdrawn document would go on being counted, and anybody could find out word
by word what it said. So after a while nothing is answered from such an index.
"""
from datetime import timedelta

from django.utils import timezone

from catalog.models import Change
from catalog.search.index import IndexMissing, current
from catalog.search.place import read_state

LONGEST = timedelta(seconds=30)

_is_overdue = False


def look():
    """See whether the index lacks a withdrawal that was recorded more than LONGEST ago; one query."""
    global _is_overdue
    try:
        follows = read_state(current().folder).sequence
    except (IndexMissing, OSError, ValueError):
        _is_overdue = False  # there is nothing to be answered from
        return
    waiting = Change.objects.filter(pk__gt=follows, is_removal=True, changed_at__lt=timezone.now() - LONGEST)
    _is_overdue = waiting.exists()


def is_overdue():
    """What `look` saw last; False where nobody looks."""
    return _is_overdue


def require_not_overdue():
    """Raise IndexMissing while the index counts what was withdrawn."""
    if _is_overdue:
        raise IndexMissing("a withdrawal could not be written to the search index yet")
