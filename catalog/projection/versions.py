"""Which versions of its record readers have had, and what changed from one to the next.

A version counts if a reviewer approved it for everybody and readers could really read
it: not while it was under embargo, nor, for a part, while its whole was hidden. A
withdrawal, and an approval for fewer readers, forget what was before. What changed is
told by the names of public fields, never by what stood in them.
"""
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from archive.models import Event, Revision
from archive.models.provenance import EventType
from catalog.projection.capture import public_captures
from catalog.projection.fields import COLUMNS, RECORD_FIELDS
from catalog.projection.former import approval_after
from catalog.projection.spans import shown_text
from catalog.projection.stance import CLAIM_FIELDS, QUOTATION_FIELDS, STANCE_FIELDS, current_stances

PLAIN = (*COLUMNS, *RECORD_FIELDS, "genre", "collection")


@dataclass(frozen=True)
class Stretch:
    """A time (aware datetimes; `until` None: still) in which readers could read one version."""

    version: int
    sha256: str
    since: datetime
    until: datetime | None

    def overlaps(self, other):
        return (other.until is None or self.since < other.until) and (self.until is None or other.since < self.until)


def public_versions(document, snapshot, events):
    """The versions that readers have had, oldest first; the last is the one they have.

    [{"version": number of the revision, "published_at": ISO 8601, "change": names of the public fields
    that differ from the version before}]. Names are those of COLUMNS and RECORD_FIELDS, and genre,
    collection, parent, subjects, places, contributions, relations, files, text, captures, stances,
    claims, quotations. `events` are all of the document's own, in order.
    """
    last = document.published_revision
    stretches = _stretches(events, {last.sha256: snapshot}, document.identifier)
    if len(stretches) > 1:
        snapshots = _snapshots(document.identifier, {stretch.sha256 for stretch in stretches})
        stretches = [*_with_whole(stretches[:-1], snapshots, (document.identifier,)), stretches[-1]]
    if not stretches or stretches[-1].version != last.version:
        return [_version(last.version, document.published_at, [])]
    entries = [_version(stretches[0].version, stretches[0].since, [])]
    for before, after in pairwise(stretches):
        change = _differences(snapshots[before.sha256], snapshots[after.sha256])
        entries.append(_version(after.version, after.since, change))
    return entries


def _version(number, published_at, change):
    return {"version": number, "published_at": published_at.isoformat(), "change": change}


def _stretches(events, snapshots, identifier):
    """The Stretches that the ledger tells, each version once; `snapshots` are those known already, by SHA-256."""
    told, approval = [], None
    for event in events:
        if event.type == EventType.POLICY_ASSIGNMENT:
            approval = approval_after(approval, event)
            told.append((event.occurred_at, approval))
    unknown = {one.revision_sha256 for _at, one in told if one and one.until is None} - snapshots.keys()
    snapshots = {**snapshots, **_snapshots(identifier, unknown)}
    stretches = []
    for (at, approval), (until, _next) in zip(told, [*told[1:], (None, None)], strict=True):
        if approval is None or approval.withdrawn_on:
            stretches = []
            continue
        ends = approval.ends(snapshots.get(approval.revision_sha256, {"embargo_until": None}))
        since = max(at, datetime.fromisoformat(ends).replace(tzinfo=UTC)) if ends else at
        if until is None or since < until:
            _lengthen(stretches, Stretch(approval.version, approval.revision_sha256, since, until))
    return stretches


def _lengthen(stretches, stretch):
    if stretches and stretches[-1].version == stretch.version:
        first = stretches.pop()
        stretch = Stretch(stretch.version, stretch.sha256, first.since, stretch.until)
    stretches.append(stretch)


def _with_whole(stretches, snapshots, below):
    """Those stretches in which the whole, if there is one, could be read too; `below` are the parts that led here."""
    wholes = {one: _stretches_of(one, below) for one in
              {snapshots[stretch.sha256]["parent"] for stretch in stretches} - {None}}
    return [
        stretch for stretch in stretches
        if snapshots[stretch.sha256]["parent"] is None
        or any(stretch.overlaps(whole) for whole in wholes[snapshots[stretch.sha256]["parent"]])
    ]


def _stretches_of(identifier, below):
    """The Stretches of a whole; none of one that would be its own part."""
    if identifier in below:
        return []
    events = Event.objects.filter(object_type="document", object_id=identifier, type=EventType.POLICY_ASSIGNMENT)
    stretches = _stretches(events.order_by("sequence"), {}, identifier)
    snapshots = _snapshots(identifier, {stretch.sha256 for stretch in stretches})
    return _with_whole(stretches, snapshots, (*below, identifier))


def _snapshots(identifier, digests):
    """{SHA-256: snapshot} of these revisions of a document."""
    found = Revision.objects.filter(record_type="document", record_id=identifier, sha256__in=digests)
    return {sha256: json.loads(snapshot) for sha256, snapshot in found.values_list("sha256", "snapshot")}


def _differences(before, after):
    before, after = _public(before), _public(after)
    return [name for name in after if after[name] != before[name]]


def _public(snapshot):
    """{name: what readers see under it, in a form that can be compared} of a revision.

    Relations to held documents are left out: the other document may be hidden.
    """
    return {
        **{name: snapshot[name] for name in PLAIN},
        "parent": (snapshot["parent"], snapshot["sequence"]),
        "subjects": {row["identifier"] for row in snapshot["subjects"]},
        "places": [(row["place"]["identifier"], row["as_printed"], row["note"]) for row in snapshot["places"]],
        "contributions": [(row["agent"]["identifier"], row["role"], row["as_printed"], row["basis"], row["certainty"])
                          for row in snapshot["contributions"]],
        "relations": [(row["kind"], row["described"]) for row in snapshot["relations"] if row["related"] is None],
        "files": [(row["sha256"], row["filename"]) for row in snapshot["files"]],
        "text": (shown_text(snapshot), snapshot["part_start"], snapshot["part_end"]),
        "captures": public_captures(snapshot),
        "stances": [(_chosen(row, STANCE_FIELDS), row["target"]["identifier"], _identifier(row["holder_agent"]),
                     [_place(span) for span in row["evidence"]]) for row in current_stances(snapshot)],
        "claims": [(_chosen(row, CLAIM_FIELDS), _place(row["evidence"])) for row in snapshot["claims"]],
        "quotations": [(_chosen(row, QUOTATION_FIELDS), _identifier(row["speaker_agent"]), _place(row["evidence"]))
                       for row in snapshot["quotations"]],
    }


def _chosen(row, names):
    return [row[name] for name in names]


def _identifier(agent):
    return agent["identifier"] if agent else ""


def _place(span):
    return (span["text"], span["start"], span["end"])
