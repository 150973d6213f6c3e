"""Giving received bytes their name, without ever overwriting the one who has it.

Several processes may install the same bytes at once. `link(2)` lets exactly
one succeed; the others adopt what is there, after reading it.
"""
import logging
import os
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .errors import StoreUnavailable
from .quarantine import set_aside
from .verification import CHANGED, GOOD, MISSING, verify_file

logger = logging.getLogger(__name__)
ATTEMPTS = 100


@dataclass(frozen=True)
class StoredBlob:
    """One acknowledged blob. `is_repaired`: a damaged one was found and replaced."""

    sha256: str
    size: int
    is_new: bool
    is_repaired: bool = False


def install(store, received):
    """Return the StoredBlob of an IncomingFile; its name is not durable yet.

    Raises OSError, StoreUnavailable.
    """
    target = store.path(received.sha256)
    store.folders.make(target.parent)
    is_repaired = False
    for attempt in range(ATTEMPTS):
        state = adopt(store, target, received)
        if state == GOOD:
            return StoredBlob(received.sha256, received.size, False, is_repaired)
        if attempt == 0:
            received.sync()
            received.confirm()
        if state == CHANGED:
            is_repaired |= set_aside_if_still_changed(store, target, received)
        if link_without_overwriting(received.path, target):
            return StoredBlob(received.sha256, received.size, not is_repaired, is_repaired)
    raise StoreUnavailable(
        _("The store of originals is not available: a blob changes while it is being kept. Nothing was acknowledged; "
          "the operator must find what else writes there.")
    )


def adopt(store, target, received):
    """Return the state of the blob that already has the name.

    It is dated now, under the lock, before it is read: the sweep takes only
    what has been untracked for long, so it will not take this one.
    """
    try:
        with store.shared():
            os.utime(target, follow_symlinks=False)
    except FileNotFoundError:
        return MISSING
    return verify_file(target, received.sha256, received.size).state


def set_aside_if_still_changed(store, target, received):
    """Quarantine a damaged blob unless somebody has just replaced it; return whether we did."""
    with store.exclusively():
        if verify_file(target, received.sha256, received.size).state != CHANGED:
            return False
        logger.error("Original %s is damaged; a good copy replaces it.", received.sha256)
        set_aside(store, target, "damaged-replaced")
        return True


def link_without_overwriting(source, target):
    """Give a file a second name; return False when the name is taken; raise OSError."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        return False
    return True
