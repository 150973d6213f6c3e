"""Where a document came from, as its ledger tells it, in the few words that are public.

Only events up to the approval of the published revision count, so that work in
progress never shows. Events of an original are those of this document's own
intake: another, perhaps hidden, document may hold the same bytes.
"""
import json

from archive.models import Event

OF_DOCUMENT = frozenset(("accession", "capture", "ingestion", "transfer", "metadata modification"))
OF_ORIGINAL = frozenset(("message digest calculation", "format identification", "validation",
                         "virus check", "metadata extraction"))


def public_timeline(document, snapshot, events):
    """The events that readers see, oldest first, as dicts; `events` are all of the document's own, in order.

    Keys: type (PREMIS), at (ISO 8601, UTC), agent ({kind, name}), outcome, and
    where it applies version, sha256, media_type.
    """
    approval = _approval(events, document.published_revision.sha256)
    if approval is None:
        return []
    own = [event for event in events if event.sequence < approval.sequence and event.type in OF_DOCUMENT]
    chosen = [*own, *_of_originals(snapshot, events, approval.sequence)]
    chosen.sort(key=lambda event: event.sequence)
    return [*(_entry(event) for event in chosen), {**_entry(approval), "type": "publication"}]


def _approval(events, revision_sha256):
    """The latest event by which a reviewer published this revision, or None."""
    for event in reversed(events):
        detail = json.loads(event.detail)
        if detail.get("transition") == "publish" and detail.get("revision_sha256") == revision_sha256:
            return event
    return None


def _of_originals(snapshot, own, approval):
    """For each original, the first event of each kind after this document received it."""
    received = {json.loads(event.detail).get("sha256"): event.sequence for event in own if event.type == "ingestion"}
    digests = [file["sha256"] for file in snapshot["files"]]
    chosen = {}
    for event in Event.objects.filter(
        object_type="original", object_id__in=digests, type__in=OF_ORIGINAL, sequence__lt=approval
    ).order_by("sequence"):
        if event.sequence > received.get(event.object_id, own[0].sequence):
            chosen.setdefault((event.object_id, event.type), event)
    return chosen.values()


def _entry(event):
    detail = json.loads(event.detail)
    entry = {"type": event.type, "at": event.occurred_at.isoformat(), "outcome": event.outcome,
             "agent": _agent(event, detail)}
    if event.type == "metadata modification":
        entry["version"] = detail.get("version")
    if event.object_type == "original":
        entry["sha256"] = event.object_id
    if event.type == "format identification":
        entry["media_type"] = detail.get("media_type", "")
    return entry


def _agent(event, detail):
    """Who acted, without a name for people."""
    if event.agent.startswith("software:"):
        tools = [str(tool) for tool in detail.get("tools") or []]
        return {"kind": "software", "name": ", ".join(tools) or event.agent.removeprefix("software:")}
    if event.agent.startswith("curator:"):
        return {"kind": "reviewer" if detail.get("transition") == "publish" else "curator", "name": ""}
    return {"kind": "unknown", "name": ""}
