"""A document's text with the evidence of its labels, claims and quotations marked, as several screens show it."""
from archive.curation.marking import marked_pieces

LONGEST_TEXT = 200_000  # characters shown on one page


def text_with_evidence(record, stances):
    """{"pieces": ..., "is_cut": ..., "text_version": ...}; no pieces for a document without text.

    `stances` are the labels whose evidence is marked: those that the person who looks may see.
    """
    version, place = record.text_version(), record.text_range()
    if version is None or place is None:
        return {"pieces": [], "is_cut": False, "text_version": None}
    first, last = place
    shown_last = min(last, first + LONGEST_TEXT)
    spans = [span for span in evidence_of(record, stances) if span.text_version_id == version.pk]
    return {
        "pieces": marked_pieces(version.text, first, shown_last, spans),
        "is_cut": shown_last < last,
        "text_version": version,
    }


def evidence_of(record, stances):
    """Every EvidenceSpan that these labels and the record's claims and quotations stand on, each once."""
    spans = [span for stance in stances for span in stance.spans()]
    spans += [row.evidence for rows in (record.claims.all(), record.quotations.all()) for row in rows]
    return list({span.pk: span for span in spans}.values())
