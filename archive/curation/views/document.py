"""Everything a curator sees of one record, and what may be done with it now."""
from django.shortcuts import render

from archive.curation.checklist import missing_from
from archive.curation.decisions import open_decisions, waits_for_other_eyes
from archive.curation.found import find_record
from archive.curation.guards import for_role
from archive.curation.history import happenings_of, revisions_of
from archive.curation.marking import marked_pieces
from archive.edtf import edtf_in_words
from archive.models.access import WithdrawalReason
from archive.permissions import has_role
from archive.workflow.states import Role, State

LONGEST_TEXT = 200_000  # characters shown on one page


@for_role(Role.CATALOGUER)
def document(request, identifier):
    return show_document(request, find_record(request.user, identifier))


def show_document(request, record, bound=None, status=200):
    """The page of `record`; `bound` is (transition, form) of a move that was refused."""
    is_reviewer = has_role(request.user, Role.REVIEWER, record)
    return render(request, "curation/document.html", {
        "document": record,
        "issued_in_words": edtf_in_words(record.issued) if record.issued else "",
        "withdrawn_for": WithdrawalReason(record.withdrawal_reason).label if record.withdrawal_reason else "",
        "missing": missing_from(record),
        "decisions": open_decisions(record, request.user, bound),
        "waits_for_other_eyes": waits_for_other_eyes(record, request.user),
        "is_draft": record.state == State.DRAFT,
        "may_decide_labels": is_reviewer and record.state in (State.DRAFT, State.IN_REVIEW),
        "is_reviewer": is_reviewer,
        "stances": sorted(record.stances.all(), key=lambda stance: (stance.target.label, stance.pk)),
        "parts": sorted(record.parts.all(), key=lambda part: part.sequence),
        "revisions": revisions_of(record),
        "happenings": happenings_of(record),
        **text_with_evidence(record),
    }, status=status)


def text_with_evidence(record):
    """{"pieces": ..., "is_cut": ..., "text_version": ...}; no pieces for a document without text."""
    version, place = record.text_version(), record.text_range()
    if version is None or place is None:
        return {"pieces": [], "is_cut": False, "text_version": None}
    first, last = place
    shown_last = min(last, first + LONGEST_TEXT)
    spans = [span for span in evidence_of(record) if span.text_version_id == version.pk]
    return {
        "pieces": marked_pieces(version.text, first, shown_last, spans),
        "is_cut": shown_last < last,
        "text_version": version,
    }


def evidence_of(record):
    """Every EvidenceSpan that the record's labels, claims and quotations stand on, each once."""
    spans = [span for stance in record.stances.all() for span in stance.spans()]
    spans += [row.evidence for rows in (record.claims.all(), record.quotations.all()) for row in rows]
    return list({span.pk: span for span in spans}.values())
