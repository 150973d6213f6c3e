"""Many files in one batch: resumable, idempotent when repeated, and reconciled.

Files go through the stages in groups: while one group's rows are committed, the
next is being read and the one after it received. What is killed in between leaves a
batch that is `running`; the same intake repeated takes it up where it stood.
"""
import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from archive.ingest.draft import Reading, draft_documents, held_documents, keep_derivatives
from archive.ingest.reading import read_all, reading_room
from archive.ingest.receive import receive_sources
from archive.ingest.speaking import in_this_language
from archive.models import BatchItem, IngestBatch
from archive.models.provenance import EventType, Outcome
from archive.originals.errors import StoreUnavailable
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import entry_about, lock_ledger, record_event, record_events

GROUP_FILES = 64
GROUP_BYTES = 128 * 1024**2


@transaction.atomic
def open_batch(label, by, collection=None, is_resumable=True, kind=IngestBatch.Kind.COMMAND):
    """The interrupted batch of the same label, person and collection, or a new one."""
    batch = None
    if is_resumable:
        batch = IngestBatch.objects.filter(
            label=label, started_by=by, collection=collection, state=IngestBatch.State.RUNNING
        ).first()
    if batch is None:
        batch = IngestBatch.objects.create(label=label, started_by=by, collection=collection, kind=kind)
        record_event(EventType.INGESTION_START, batch, by=by)
    return batch


@transaction.atomic
def close_batch(batch, by, failure=""):
    """Say how the batch ended; `failure` is the reason it could not finish."""
    batch.state = IngestBatch.State.FAILED if failure else IngestBatch.State.FINISHED
    batch.failure, batch.finished_at = failure, timezone.now()
    batch.save()
    record_event(EventType.INGESTION_END, batch, by=by, outcome=Outcome.FAIL if failure else Outcome.SUCCESS,
                 **batch.counts())


def ingest_sources(sources, batch, by, on_progress=None, on_commit=None):
    """Take in every Source that the batch has not taken in before.

    `on_progress(count, bytes)` is called after each group, `on_commit(items)` with its
    BatchItems in the transaction that writes them. Raises StoreUnavailable;
    what was acknowledged before stays, the rest can be repeated.
    """
    done = set(batch.items.values_list("name", flat=True))
    groups = _groups([source for source in sources if source.name not in done])
    with reading_room() as sandbox, ThreadPoolExecutor(2) as ahead:
        for received, readings, derivatives in _prepared(groups, sandbox, ahead):
            with _without_collector():
                _commit(received, readings, derivatives, batch, by, on_commit)
            if on_progress:
                on_progress(len(received), sum(one.source.size for one in received))


@contextmanager
def _without_collector():
    """Put the cyclic garbage collector off: a group's rows are many, and free themselves without it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _groups(sources):
    """Lists of Sources, each about GROUP_FILES long and, but for one large file, GROUP_BYTES big.

    The files of one document stay together.
    """
    groups, size = [], 0
    for source in sources:
        is_companion = bool(groups) and groups[-1][-1].document_key == source.document_key
        is_full = not groups or len(groups[-1]) >= GROUP_FILES or size + source.size > GROUP_BYTES
        if is_full and not is_companion:
            groups.append([])
            size = 0
        groups[-1].append(source)
        size += source.size
    return groups


def _prepared(groups, sandbox, ahead):
    """Yield (received, readings, derivatives) of each group, in order.

    While the caller commits one group, `ahead` (two threads) reads the next and
    receives the one after it. If the store fails, the groups before are still yielded.
    """
    coming, ready = ahead.submit(in_this_language(receive_sources), groups[0] if groups else []), None
    for following in [*groups[1:], []]:
        try:
            received = coming.result()
        except StoreUnavailable:
            if ready:
                yield ready.result()
            raise
        reading = ahead.submit(_read, sandbox, received, held_documents(one.sha256 for one in received))
        coming = ahead.submit(in_this_language(receive_sources), following)
        if ready:
            yield ready.result()
        ready = reading
    yield ready.result()


def _read(sandbox, received, held):
    """Read what is new, and keep its pictures; needs no database."""
    extractions = read_all(sandbox, received, leaving_out=held)
    readings = [Reading(one, extractions.get(one.sha256)) for one in received if not one.refusal]
    return received, readings, keep_derivatives(readings)


@transaction.atomic
def _commit(received, readings, derivatives, batch, by, on_commit):
    """Write what became of a group, but for what another run of the same batch has written meanwhile."""
    lock_ledger()
    known = set(batch.items.filter(name__in=[one.source.name for one in received]).values_list("name", flat=True))
    items = draft_documents([one for one in readings if one.received.source.name not in known], batch, by, derivatives)
    items += refuse_names(batch, [(one.source.name, one.refusal) for one in received
                                  if one.refusal and one.source.name not in known], by)
    if on_commit:
        on_commit(items)


def refuse_names(batch, refusals, by):
    """Write the lines and events of refused files, pairs of (name, reason), in the caller's transaction."""
    refusals = list(refusals)
    record_events([
        entry_about(EventType.VALIDATION, batch, by=by, outcome=Outcome.FAIL,
                    name_sha256=sha256_of(name), reason=reason)
        for name, reason in refusals
    ])
    return BatchItem.objects.bulk_create([
        BatchItem(batch=batch, name=name, outcome=BatchItem.Outcome.REFUSED, reason=reason)
        for name, reason in refusals
    ])
