"""The pseudonym stands beside all that a person labels and decides; a change of it leaves an event with both.

Rights stay as they are, and so do the person's sessions.
"""
from archive.models import Curator
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event


def pseudonym_of(curator):
    """The pseudonym as it is saved, whatever the object in hand says."""
    return Curator.objects.values_list("pseudonym", flat=True).get(pk=curator.pk)


def settle_pseudonym(curator, before, by):
    """Record that the saved pseudonym is another one than `before` (as `pseudonym_of` gave it).

    Must run inside the transaction that made the change; does nothing where nothing changed.
    """
    after = pseudonym_of(curator)
    if after != before:
        record_event(EventType.METADATA_MODIFICATION, curator, by=by, action="pseudonym changed", before=before,
                     after=after)
