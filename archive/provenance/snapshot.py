"""A whole record as one plain value: what a revision keeps and what the catalog projects.

Agents, subjects, places and targets are named by identifier and by label at that
time; bytes and texts by SHA-256. The value is JSON-safe and complete: nothing a
curator wrote about the document is outside it.
"""
from django.db.models import Prefetch

from archive.models.document import Document
from archive.models.text import TextVersion

DUBLIN_CORE_FIELDS = (
    "title", "alternative", "type", "language", "translated_from", "issued", "issued_as_printed",
    "issued_basis", "created", "modified", "valid", "date_copyrighted", "temporal", "extent",
    "medium", "description", "rights", "license", "rights_holder",
)
PART_FIELDS = ("sequence", "part_start", "part_end", "printed_heading", "truncation", "boundary_certainty")
ACCESS_FIELDS = ("proposed_access", "embargo_reason", "persons_at_risk", "content_notes")
PRIVATE_FIELDS = ("notes",)
NAMED = (
    "subjects", "contributions__agent", "relations__related", "places__place", "captures",
    "holdings__original__derivatives", "stances__target", "stances__holder_agent", "stances__coder",
    "stances__codebook", "stances__supersedes", "quotations__speaker_agent",
)
TEXTS = (
    "holdings__original__texts", "stances__evidence__text_version", "stances__further_evidence__text_version",
    "claims__evidence__text_version", "quotations__evidence__text_version",
)

GROUP = 500  # so that a large batch does not hold all snapshots at once


def snapshot_document(document):
    """The document and all that belongs to it, read anew, as a JSON-safe dict."""
    return snapshot_documents([document])[document.pk]


def snapshot_documents(documents):
    """{primary key: snapshot} of several documents, in a number of queries that grows only with every GROUP."""
    keys = [document.pk for document in documents]
    rows = (
        Document.objects.select_related("genre", "collection", "parent", "part_text").defer("part_text__text")
        .prefetch_related(*NAMED, *_texts_by_hash())
    )
    return {row.pk: _snapshot(row) for start in range(0, len(keys), GROUP)
            for row in rows.filter(pk__in=keys[start:start + GROUP])}


def _texts_by_hash():
    """A text is named by its hash, so that megabytes are not read for each save."""
    return [Prefetch(path, TextVersion.objects.defer("text")) for path in TEXTS]


def _in_order(manager):
    """Rows as they were added: the same record gives the same snapshot on every database."""
    return sorted(manager.all(), key=lambda row: row.pk)


def _snapshot(document):
    own = {name: getattr(document, name) for name in
           DUBLIN_CORE_FIELDS + PART_FIELDS + ACCESS_FIELDS + PRIVATE_FIELDS}
    return {
        "identifier": document.identifier,
        **own,
        "embargo_until": document.embargo_until.isoformat() if document.embargo_until else None,
        "genre": document.genre.code if document.genre else None,
        "collection": document.collection.identifier if document.collection else None,
        "parent": document.parent.identifier if document.parent else None,
        "part_text": document.part_text.sha256 if document.part_text else None,
        "subjects": [_named(subject, "label") for subject in document.subjects.all()],
        "contributions": [_contribution(row) for row in document.contributions.all()],
        "relations": [_relation(row) for row in _in_order(document.relations)],
        "places": [_place(row) for row in _in_order(document.places)],
        "captures": [_capture(row) for row in document.captures.all()],
        "files": [_file(row) for row in document.holdings.all()],
        "stances": [_stance(row) for row in document.stances.all()],
        "claims": [_claim(row) for row in document.claims.all()],
        "quotations": [_quotation(row) for row in document.quotations.all()],
    }


def _named(record, attribute):
    return {"identifier": record.identifier, "label": getattr(record, attribute)}


def _agent(agent):
    return _named(agent, "name") if agent else None


def _contribution(row):
    return {"agent": _agent(row.agent), "role": row.role, "as_printed": row.as_printed,
            "basis": row.basis, "certainty": row.certainty, "sequence": row.sequence}


def _relation(row):
    related = _named(row.related, "title") if row.related else None
    return {"kind": row.kind, "related": related, "described": row.described, "note": row.note}


def _place(row):
    return {"place": _named(row.place, "label"), "as_printed": row.as_printed, "note": row.note}


def _capture(row):
    fields = ("identifier", "requested_url", "final_url", "redirects", "status", "headers", "collector",
              "organisation", "tool", "tool_version", "conversions", "custody", "completeness_note")
    times = {name: value.isoformat() if value else None
             for name, value in (("started_at", row.started_at), ("ended_at", row.ended_at))}
    return {**{name: getattr(row, name) for name in fields}, **times}


def _file(row):
    original = row.original
    return {
        "sha256": original.sha256, "size": original.size, "media_type": original.media_type,
        "encoding": original.encoding, "filename": row.filename, "sequence": row.sequence,
        "texts": [{"sha256": text.sha256, "kind": text.kind, "length": text.length, "tool": text.tool}
                  for text in original.texts.all()],
        "derivatives": [{"sha256": made.sha256, "kind": made.kind, "page": made.page, "size": made.size,
                         "media_type": made.media_type, "width": made.width, "height": made.height}
                        for made in _in_order(original.derivatives)],
    }


def _span(span):
    return {"text": span.text_version.sha256, "start": span.start, "end": span.end,
            "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix}


def _stance(row):
    fields = ("identifier", "holder_kind", "holder", "position", "neither_reason", "explicitness",
              "confidence", "rationale", "status")
    return {
        **{name: getattr(row, name) for name in fields},
        "holder_agent": _agent(row.holder_agent),
        "target": {**_named(row.target, "label"), "kind": row.target.kind},
        "coder": row.coder.pseudonym, "codebook": row.codebook.version,
        "supersedes": row.supersedes.identifier if row.supersedes else None,
        "evidence": [_span(span) for span in row.spans()],
    }


def _claim(row):
    fields = ("identifier", "value", "comparator", "unit", "subject", "claimant")
    return {**{name: getattr(row, name) for name in fields}, "evidence": _span(row.evidence)}


def _quotation(row):
    fields = ("identifier", "speaker", "mode", "variant_group", "note")
    return {**{name: getattr(row, name) for name in fields},
            "speaker_agent": _agent(row.speaker_agent), "evidence": _span(row.evidence)}
