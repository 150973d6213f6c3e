"""The third stage: the rows and events of received files, in the caller's transaction.

From the commit of that transaction on, the files are acknowledged.
"""
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from archive.ingest.naming import MAX_FILENAME
from archive.ingest.suggestions import suggest_fields
from archive.models import BatchItem, Capture, Derivative, Document, Holding, Original, TextVersion
from archive.models.provenance import EventType, Outcome
from archive.originals.store import derivative_store
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import entry_about, lock_ledger, record_events
from archive.provenance.revise import keep_revisions


@dataclass(frozen=True)
class Reading:
    """One received file with what was read from it; `extraction` is None for bytes that are held already."""

    received: object
    extraction: object

    @property
    def sha256(self):
        return self.received.sha256


def keep_derivatives(readings):
    """Store the thumbnails, before any row names them; return {(sha256, page): StoredBlob}."""
    thumbnails = [(reading.sha256, made) for reading in readings if reading.extraction
                  for made in reading.extraction.thumbnails]
    blobs = derivative_store().put_many([(BytesIO(made.data), len(made.data)) for _sha256, made in thumbnails])
    return {(sha256, made.page): blob for (sha256, made), blob in zip(thumbnails, blobs, strict=True)
            if hasattr(blob, "sha256")}


def draft_documents(readings, batch, by, derivatives):
    """Write the drafts of new files and a BatchItem for every file; return the BatchItems.

    Each file is one draft, but those with the same `document_key` are one together.
    Bytes that are already held make no second document: their item is `unchanged`
    and names the document, and an event records that they were received again.
    """
    lock_ledger()
    held, new = held_documents(reading.sha256 for reading in readings), {}
    for reading in readings:
        if reading.sha256 not in held:
            new.setdefault(reading.sha256, reading)
    documents = held | _create(list(new.values()), batch, by, derivatives)
    items = [_item(reading.received, batch, documents[reading.sha256], new.get(reading.sha256) is reading)
             for reading in readings]
    record_events([_received_again(item, batch, by) for item in items if item.outcome == "unchanged"])
    return BatchItem.objects.bulk_create(items)


def note_held(name, sha256, document, batch, by):
    """Write the line of a file that was not sent because `document` holds its bytes; in the caller's transaction.

    The event says that it was offered, not received: nobody has seen these bytes again.
    """
    record_events([entry_about(EventType.TRANSFER, document, by=by, offered_again=sha256, batch=batch.identifier)])
    return BatchItem.objects.create(
        batch=batch, name=name, sha256=sha256, document=document, outcome=BatchItem.Outcome.UNCHANGED,
        reason=_already_held(document),
    )


def held_documents(digests):
    """{SHA-256: Document} of those among `digests` that are held; the first document, if several hold the bytes."""
    holdings = Holding.objects.filter(original__sha256__in=list(digests)).select_related("document", "original")
    return {holding.original.sha256: holding.document for holding in holdings.order_by("-pk")}


def _item(received, batch, document, is_new):
    reason = "" if is_new else _already_held(document)
    return BatchItem(
        batch=batch, name=received.source.name, sha256=received.sha256, document=document,
        outcome=BatchItem.Outcome.CREATED if is_new else BatchItem.Outcome.UNCHANGED, reason=reason,
    )


def _already_held(document):
    return _("these bytes are already held as “%(title)s” (%(identifier)s)") % {
        "title": document.title, "identifier": document.identifier}


def _received_again(item, batch, by):
    return entry_about(EventType.TRANSFER, item.document, by=by, received_again=item.sha256,
                       batch=batch.identifier)


def _create(readings, batch, by, derivatives):
    """{SHA-256: Document} of new drafts."""
    if not readings:
        return {}
    originals = Original.objects.bulk_create([_original(reading) for reading in readings])
    documents = _create_documents(readings, batch)
    rows = [(reading, original, documents[reading.received.source.document_key])
            for reading, original in zip(readings, originals, strict=True)]
    Holding.objects.bulk_create(_holdings(rows))
    _keep_captures(readings, documents, by)
    TextVersion.objects.bulk_create([text for reading, original, _d in rows for text in _texts(reading, original)])
    Derivative.objects.bulk_create([
        made for reading, original, _d in rows for made in _derivatives(reading, original, derivatives)
    ])
    record_events([entry for row in rows for entry in _entries(*row, batch, by)])
    keep_revisions(list(documents.values()), by, "drafted from the received file")
    return {original.sha256: document for _r, original, document in rows}


def _create_documents(readings, batch):
    """{document key: Document}; the first file of a document says what its draft begins with."""
    first = {}
    for reading in readings:
        first.setdefault(reading.received.source.document_key, reading)
    documents = Document.objects.bulk_create([
        Document(collection=batch.collection, **suggest_fields(_filename(reading), reading.extraction))
        for reading in first.values()
    ])
    return dict(zip(first, documents, strict=True))


def _holdings(rows):
    counts = Counter()
    for reading, original, document in rows:
        counts[document.pk] += 1
        yield Holding(document=document, original=original, sequence=counts[document.pk],
                      filename=_filename(reading)[-MAX_FILENAME:])


def _keep_captures(readings, documents, by):
    """Write how documents were collected, before their first revision, of those that the archive itself fetched."""
    facts = {one.received.source.document_key: one.received.source.capture for one in readings}
    captures = Capture.objects.bulk_create([
        Capture(document=documents[key], **said) for key, said in facts.items() if said])
    if not captures:
        return
    record_events([
        entry_about(EventType.CAPTURE, capture.document, by=by, capture=capture.identifier, status=capture.status,
                    requested_sha256=sha256_of(capture.requested_url), final_sha256=sha256_of(capture.final_url),
                    tool=f"{capture.tool} {capture.tool_version}")
        for capture in captures
    ])


def _filename(reading):
    source = reading.received.source
    return source.filename or PurePosixPath(source.name).name


def _original(reading):
    extraction = reading.extraction
    embedded = {name: value for name, value in vars(extraction.metadata).items() if value}
    return Original(
        sha256=reading.received.sha256, size=reading.received.size, media_type=extraction.media_type[:127],
        encoding=(extraction.encoding or "")[:40],
        private_metadata=_without_nul({"embedded": embedded, "technical": extraction.private_metadata}),
    )


def _without_nul(value):
    """PostgreSQL keeps no U+0000 in text or JSON."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(item) for key, item in value.items()}
    return [_without_nul(item) for item in value] if isinstance(value, (list, tuple)) else value


def _texts(reading, original):
    kinds = {found.kind for found in reading.extraction.texts}
    for found in reading.extraction.texts:
        kind = found.kind if "raw" in kinds else TextVersion.Kind.RAW
        yield TextVersion(original=original, kind=kind, text=found.text, length=len(found.text),
                          sha256=sha256_of(found.text), tool=found.tool[:100])


def _derivatives(reading, original, blobs):
    for made in reading.extraction.thumbnails:
        blob = blobs.get((original.sha256, made.page))
        if blob is not None:
            yield Derivative(original=original, page=made.page, sha256=blob.sha256, size=blob.size,
                             media_type=made.media_type, width=made.width, height=made.height, tool="Pillow")


def _entries(reading, original, document, batch, by):
    extraction = reading.extraction
    failures = [{"stage": failure.stage, "reason": failure.reason} for failure in extraction.failures]
    tools = [f"{tool.name} {tool.version}" for tool in extraction.tools]
    yield entry_about(EventType.INGESTION, document, by=by, batch=batch.identifier, sha256=original.sha256,
                      size=original.size)
    yield entry_about(EventType.DIGEST, original, algorithm="SHA-256", size=original.size)
    yield entry_about(EventType.FORMAT_IDENTIFICATION, original, media_type=original.media_type, tools=tools)
    yield entry_about(EventType.METADATA_EXTRACTION, original, tools=tools, failures=failures,
                      outcome=Outcome.WARNING if failures else Outcome.SUCCESS)
