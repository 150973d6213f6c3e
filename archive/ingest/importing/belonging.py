"""Captures, contributions and relations of documents: which of them are there already."""
import datetime

from archive.ingest.importing.authority_rows import filled
from archive.ingest.importing.comparing import contribution_said
from archive.ingest.importing.lines import CHANGED, CREATED, UNCHANGED
from archive.ingest.importing.present import plain

CAPTURED = ("requested_url", "final_url", "collector", "organisation", "tool", "tool_version", "conversions",
            "custody", "completeness_note")


def compare_belonging(row, document, documents, names):
    """(outcome, changes) of a row of captures, contributions or relations.

    `document` is None for a part that the import makes; `documents`: {id: Document}.
    """
    if document is None:
        return CREATED, filled(row, row.cells)
    if row.kind == "contributions":
        return _contribution(row, document, names)
    is_held = (_capture if row.kind == "captures" else _relation)(row, document, documents)
    return (UNCHANGED, []) if is_held else (CREATED, filled(row, row.cells))


def _contribution(row, document, names):
    agent, said = names.heading("agent", row["agent"]), contribution_said(row)
    held = next((one for one in document.contributions.all()
                 if (one.role, one.agent.name) == (row["role"], agent)), None)
    if held is None:
        return CREATED, filled(row, row.cells)
    changes = [(column, old, new) for column, old, new in zip(
        ("as_printed", "basis", "certainty"), (held.as_printed, held.basis, held.certainty), said, strict=True)
        if old != new]
    return (CHANGED if changes else UNCHANGED), changes


def _capture(row, document, _documents):
    said = _captured(*(plain(row[name]) for name in CAPTURED), row.values("redirects"), row.integer("status"),
                     *(datetime.datetime.fromisoformat(row[name]) if row[name] else None
                       for name in ("started_at", "ended_at")))
    return said in [_captured(*(plain(getattr(one, name)) for name in CAPTURED), one.redirects, one.status,
                              one.started_at, one.ended_at) for one in document.captures.all()]


def _captured(*values):
    return values


def _relation(row, document, documents):
    related = documents.get(row["related"]) if row["related"] else None
    if row["related"] and related is None:  # a part that the import makes
        return False
    return (row["kind"], related.pk if related else None, row["described"], row["note"]) in {
        (one.kind, one.related_id, one.described, one.note) for one in document.relations.all()}
