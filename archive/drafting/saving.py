"""Saves what somebody entered about a draft; what was kept of it unsaved is gone with the same commit."""
from django.db import transaction

from archive.drafting.entries import discard_entries
from archive.permissions import require
from archive.provenance.revise import revising


def save_description(document, by, reason, write):
    """Call `write()`, which writes the checked description, as the next version of `document`.

    Returns whether it says anything new; if not, the version stands. Raises
    StaleRecord, NotEditable, PermissionDenied; then nothing is written.
    """
    require(by, "describe", "document", document)
    opened = document.version
    with transaction.atomic():
        with revising(document, by, reason, only_changes=True):
            write()
        discard_entries(document, by)
    return document.version != opened
