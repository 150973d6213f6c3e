"""Saves what somebody entered about a draft; what was kept of it unsaved is gone with the same commit."""
from django.db import transaction

from archive.drafting.entries import discard_entries
from archive.permissions import require
from archive.provenance.revise import revising


def save_description(document, by, reason, write):
    """Call `write()`, which writes the checked description, as the next version of `document`.

    Raises StaleRecord, NotEditable, PermissionDenied; then nothing is written.
    """
    require(by, "describe", "document", document)
    with transaction.atomic(), revising(document, by, reason):
        write()
        discard_entries(document, by)
