"""What went wrong and waits for a person, though it is no document: tasks that failed, originals that are damaged."""
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from archive.models import CaptureRequest, Event, Holding, IngestBatch
from archive.models.provenance import EventType, Outcome
from archive.permissions import has_role_everywhere
from archive.workflow.states import Role

SHOWN = 100
KEPT_IN_SIGHT = timedelta(days=30)
BATCH, CAPTURE = "batch", "capture"


@dataclass(frozen=True)
class Trouble:
    """One line of such a queue: what it is about, why it failed, when, and where one looks at it ("" if nowhere)."""

    title: str
    why: str
    at: datetime
    address: str


def failed_tasks(user):
    """{"what", "row"} of each batch and capture that failed lately; one's own only, for whoever has a grant alone."""
    since = timezone.now() - KEPT_IN_SIGHT
    batches = IngestBatch.objects.filter(state=IngestBatch.State.FAILED, started_at__gte=since).exclude(
        kind=IngestBatch.Kind.IMPORT)  # somebody discarded it
    captures = CaptureRequest.objects.filter(state=CaptureRequest.State.FAILED, asked_at__gte=since)
    if not has_role_everywhere(user, Role.CATALOGUER):
        batches, captures = batches.filter(started_by=user), captures.filter(asked_by=user)
    columns = [(batches, BATCH), (captures, CAPTURE)]
    first, other = (
        rows.order_by().annotate(what=Value(kind, CharField()), row=F("pk")).values("what", "row")
        for rows, kind in columns
    )
    return first.union(other, all=True)


def fixity_alerts(user):
    """{"object_id"} of each original that failed its last check, named once by its SHA-256.

    A check writes an event for each failure, then one for the whole store. What failed since the
    summary before the last one that read the bytes is what that check, or anybody since, found.
    """
    summaries = Event.objects.filter(
        object_type="store", object_id="originals", type=EventType.FIXITY_CHECK).order_by("-sequence")
    read = summaries.exclude(detail__contains='"bytes_read":0,').values("sequence")[:1]
    before = summaries.filter(sequence__lt=Subquery(read)).values("sequence")[:1]
    return Event.objects.filter(
        type=EventType.FIXITY_CHECK, outcome=Outcome.FAIL, sequence__gt=Coalesce(Subquery(before), 0),
    ).exclude(object_type__in=("derivative", "store")).order_by().values("object_id").distinct()


def lines_of(queue, user):
    """The Troubles of a queue, newest first, at most SHOWN of them; a constant number of questions."""
    return LINES[queue.name](user)


def _lines_of_tasks(user):
    found = list(failed_tasks(user)[:SHOWN * 2])
    keys = {kind: [one["row"] for one in found if one["what"] == kind] for kind in (BATCH, CAPTURE)}
    batches = [
        Trouble(batch.label, batch.failure, batch.started_at, reverse("curation:batch", args=[batch.identifier]))
        for batch in IngestBatch.objects.filter(pk__in=keys[BATCH])
    ]
    captures = [
        Trouble(asked.address, asked.failure, asked.ended_at or asked.asked_at,
                f"{reverse('curation:captures')}#{asked.identifier}")
        for asked in CaptureRequest.objects.filter(pk__in=keys[CAPTURE])
    ]
    return sorted([*batches, *captures], key=lambda line: line.at, reverse=True)[:SHOWN]


def _lines_of_fixity(user):
    digests = [row["object_id"] for row in fixity_alerts(user)[:SHOWN]]
    last = Event.objects.filter(
        object_type="original", object_id=OuterRef("object_id"), type=EventType.FIXITY_CHECK).order_by("-sequence")
    events = Event.objects.filter(
        object_type="original", object_id__in=digests, sequence=Subquery(last.values("sequence")[:1]))
    holdings = {row.original.sha256: row for row in Holding.objects.filter(
        original__sha256__in=digests).select_related("original", "document").order_by("-pk")}
    return sorted((_damaged(event, holdings.get(event.object_id)) for event in events),
                  key=lambda line: line.at, reverse=True)


def _damaged(event, holding):
    why = str(json.loads(event.detail).get("reason", ""))
    if holding is None:
        return Trouble(event.object_id, why, event.occurred_at, "")
    address = reverse("curation:document", args=[holding.document.identifier])
    return Trouble(f"{holding.filename} · {holding.document.title}", why, event.occurred_at, address)


LINES = {"tasks": _lines_of_tasks, "fixity": _lines_of_fixity}
