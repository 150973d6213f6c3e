"""One CaptureRequest, from its address to a draft: the WARC, the file itself where it is no page, the screenshot.

All rows come in one transaction, so a worker that is killed leaves a document with
everything that is known of its capture, or none.
"""
import tempfile
from datetime import timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import VERSION
from archive.ingest.batch import close_batch, ingest_sources, open_batch
from archive.ingest.capture.addresses import Rules
from archive.ingest.capture.allowance import Allowance
from archive.ingest.capture.coding import decode
from archive.ingest.capture.errors import CaptureError
from archive.ingest.capture.fetch import fetch
from archive.ingest.capture.screenshot import take_screenshot
from archive.ingest.capture.warc import write_warc
from archive.ingest.naming import storable
from archive.ingest.receive import Source
from archive.ingest.uploads.sending import require_sending
from archive.models import BatchItem, CaptureRequest, IngestBatch
from archive.models.provenance import EventType, Outcome
from archive.originals.errors import StoreUnavailable
from archive.permissions import require
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import record_event

PAGES = ("text/html", "application/xhtml+xml", "")
State = CaptureRequest.State


def capture(request, rules=None):
    """Work off a request that was claimed; afterwards it is finished, or failed with its reason.

    Whoever asked may have lost the right since.
    """
    rules = rules or Rules()
    try:
        require(request.asked_by, "add", "capture")
        require_sending(request.asked_by, request.collection)
        with tempfile.TemporaryDirectory(prefix="capture-") as folder:
            _capture(request, rules, Path(folder))
    except (CaptureError, PermissionDenied, StoreUnavailable) as error:
        fail(request, str(error))
    except Exception:
        fail(request, _("The capture failed for a reason that is not known; the server's log says more. Save the "
                        "page with a browser and send the file."))
        raise


@transaction.atomic
def fail(request, reason):
    """Say why nothing came of it; the batch, if one was opened, ends with the same reason."""
    CaptureRequest.objects.filter(pk=request.pk).update(
        state=State.FAILED, failure=reason, ended_at=timezone.now())
    record_event(EventType.CAPTURE, request, by=request.asked_by, outcome=Outcome.FAIL,
                 address_sha256=sha256_of(request.address), reason=reason)
    if request.batch is not None and request.batch.state == IngestBatch.State.RUNNING:
        close_batch(request.batch, request.asked_by, reason)


def _capture(request, rules, folder):
    started = timezone.now()
    hops = fetch(request.address, rules, Allowance(settings.CAPTURE_MAX_BYTES, settings.CAPTURE_SECONDS), folder)
    ended = timezone.now()
    stem = _stem(hops[-1].url, started)
    files, notes = _files(hops, stem, rules, folder)
    facts = _facts(request, hops, started, ended, notes)
    batch = _batch_of(request)
    first = files[0][0]
    sources = [Source(name, path.stat().st_size, path, filename=name, belongs_to=first, capture=facts)
               for name, path in files]
    ingest_sources(sources, batch, request.asked_by, on_commit=lambda items: _finish(request, batch, items))


def _files(hops, stem, rules, folder):
    """([(name, Path)] of what is kept, first what readers open; notes on what is missing)."""
    page, notes = hops[-1], []
    warc = folder / f"{stem}.warc.gz"
    write_warc(hops, warc)
    files = [(warc.name, warc)]
    if not page.is_complete:
        notes.append("The connection ended before the answer was complete.")
    if not 200 <= page.status < 300:
        notes.append(f"The server answered with the status {page.status}: this is its message, not the page.")
    if _media_type(page) in PAGES:
        notes.append(_picture(page.url, rules, folder, stem, files))
    elif page.status == 200:
        _file_itself(page, folder, stem, files, notes)
    return files, notes


def _file_itself(page, folder, stem, files, notes):
    """What is no page (a PDF, a picture) is kept as the file too, before the WARC."""
    target = folder / "file"
    why_not = decode(page.body, page.header("content-encoding"), target, settings.CAPTURE_MAX_BYTES)
    if why_not:
        notes.append(f"The file stands in the WARC alone: {why_not}.")
    elif target.stat().st_size:
        suffix = PurePosixPath(unquote(urlsplit(page.url).path)).suffix[:12]
        files.insert(0, (storable(f"{stem}{suffix}"), target))


def _picture(url, rules, folder, stem, files):
    """Take the screenshot; return the note on what it shows, or on why there is none."""
    missing = "Pictures, styles and scripts are not in the WARC"
    taken = timezone.now()
    path, why_not = take_screenshot(url, rules, folder, settings.CAPTURE_MAX_BYTES, settings.CAPTURE_SECONDS)
    if path is None:
        return f"{missing}, and there is no screenshot: {why_not}."
    files.append((f"{stem}.png", path))
    return (f"{missing}. The screenshot shows the page as a browser loaded it once more at "
            f"{taken:%Y-%m-%d %H:%M:%S} UTC.")


def _media_type(page):
    return page.header("content-type").partition(";")[0].strip().lower()


def _stem(url, at):
    return storable(f"{urlsplit(url).hostname.replace(':', '-')}-{at:%Y%m%d-%H%M%S}")


def _facts(request, hops, started, ended, notes):
    """The fields of the Capture."""
    page = hops[-1]
    return {
        "requested_url": request.address, "final_url": page.url[:2000], "started_at": started, "ended_at": ended,
        "redirects": [{"url": hop.url, "status": hop.status} for hop in hops[:-1]],
        "status": page.status, "headers": _headers(page.headers), "collector": request.asked_by.pseudonym,
        "tool": "standpoint", "tool_version": VERSION, "completeness_note": " ".join(notes),
    }


def _headers(headers):
    """{name: value}; of a name that comes several times, the values in lines."""
    kept = {}
    for name, value in headers:
        value = value.replace("\x00", "\ufffd")
        kept[name] = f"{kept[name]}\n{value}" if name in kept else value
    return kept


@transaction.atomic
def _batch_of(request):
    """The batch of an attempt that was interrupted, or a new one."""
    if request.batch is None or request.batch.state != IngestBatch.State.RUNNING:
        batch = open_batch(f"capture {urlsplit(request.address).hostname} {timezone.now():%Y-%m-%d %H:%M:%S}",
                           request.asked_by, request.collection, is_resumable=False, kind=IngestBatch.Kind.CAPTURE)
        CaptureRequest.objects.filter(pk=request.pk).update(batch=batch)
        request.batch = batch
    return request.batch


def _finish(request, batch, items):
    """In the transaction that drafts the document: the request is done, or failed if no file was taken in."""
    held = [item for item in items if item.document_id]
    if not held:
        return fail(request, _("Nothing of the answer could be kept: %(why)s.") % {"why": items[0].reason})
    new = next((item for item in held if item.outcome == BatchItem.Outcome.CREATED), held[0])
    CaptureRequest.objects.filter(pk=request.pk).update(
        state=State.FINISHED, document=new.document, failure="", ended_at=timezone.now())
    return close_batch(batch, request.asked_by)


def time_for_one():
    """How long one capture may take until its worker must be dead: fetching, the screenshot, reading."""
    return timedelta(seconds=2 * settings.CAPTURE_SECONDS + 4 * settings.EXTRACTION_SECONDS + 60)
