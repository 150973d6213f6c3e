"""What a person wishes of the desk for themselves."""
from django.db import transaction

from archive.models.provenance import EventType
from archive.provenance.ledger import record_event


@transaction.atomic
def set_wants_email(curator, wants_email):
    """Tell `curator` by e-mail what waits for them, or stop it; the switch for the whole archive comes first."""
    if curator.wants_email == wants_email:
        return
    curator.wants_email = wants_email
    curator.save(update_fields=["wants_email"])
    record_event(EventType.METADATA_MODIFICATION, curator, by=curator, wants_email=wants_email)
