"""A batch of uploads ends when nothing is expected any more, and is taken up again when more is announced."""
from django.db import transaction

from archive.ingest.batch import close_batch
from archive.models import IngestBatch, Upload
from archive.models.provenance import EventType
from archive.provenance.ledger import lock_ledger, record_event

ARRIVING = (Upload.State.EXPECTED, Upload.State.RECEIVED)


@transaction.atomic
def close_if_complete(batch, by):
    """Close the batch unless something is still arriving or it is closed; whoever comes second finds it closed.

    The ledger is locked before the batch, as everywhere: in another order two writers could wait for each other.
    """
    if batch.uploads.filter(state__in=ARRIVING).exists():
        return
    lock_ledger()
    batch = IngestBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == IngestBatch.State.RUNNING and not batch.uploads.filter(state__in=ARRIVING).exists():
        close_batch(batch, by)


def reopen(batch, by):
    """The batch, locked until the transaction ends and running: more is about to be announced in it."""
    batch = IngestBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != IngestBatch.State.RUNNING:
        batch.state, batch.finished_at, batch.failure = IngestBatch.State.RUNNING, None, ""
        batch.save()
        record_event(EventType.INGESTION_START, batch, by=by)
    return batch
