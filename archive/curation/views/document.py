"""Everything a curator sees of one record, and what may be done with it now."""
from csp.constants import SELF
from csp.decorators import csp_update
from django.shortcuts import render

from archive.curation.commenting import comments_on
from archive.curation.decisions import open_decisions, waits_for_other_eyes
from archive.curation.found import find_record
from archive.curation.guards import allowed
from archive.curation.history import happenings_of, revisions_of
from archive.curation.leaf import leaf_of
from archive.curation.reviewing import review_of
from archive.curation.text import text_with_evidence
from archive.edtf import edtf_in_words
from archive.models.access import WithdrawalReason
from archive.permissions import has_role, may, sees
from archive.stance.rounds import visible_stances
from archive.workflow.assign import people_for
from archive.workflow.states import Role, State


@allowed("document", "see")
def document(request, identifier):
    return show_document(request, find_record(request.user, identifier))


@csp_update({"frame-src": [SELF]})
def show_document(request, record, bound=None, status=200):
    """The page of `record`; `bound` is (transition, form) of a move that was refused."""
    is_reviewer = has_role(request.user, Role.REVIEWER, record)
    stances = visible_stances(request.user, record)
    return render(request, "curation/document.html", {
        "document": record,
        "issued_in_words": edtf_in_words(record.issued) if record.issued else "",
        "withdrawn_for": WithdrawalReason(record.withdrawal_reason).label if record.withdrawal_reason else "",
        **review_of(record, request.user, stances),
        **comments_on(record, request.user),
        **decisions_in_view(open_decisions(record, request.user, bound)),
        "waits_for_other_eyes": waits_for_other_eyes(record, request.user),
        "is_draft": record.state == State.DRAFT,
        "may_decide_labels": is_reviewer and record.state in (State.DRAFT, State.IN_REVIEW),
        "may_see_takedowns": may(request.user, "see", "takedown"),
        "may_assign": may(request.user, "assign", "document", record),
        "people": people_for(record.collection_id),
        "stances": sorted(stances, key=lambda stance: (stance.target.label, stance.pk)),
        **related_in_view(record, request.user),
        "revisions": revisions_of(record, request.user),
        "happenings": happenings_of(record, request.user),
        **leaf_of(record, request.user), **text_with_evidence(record, stances),
    }, status=status)


def related_in_view(record, user):
    """{"sees_whole", "parts": [(part, whether it is seen)], "relations": the same of rows}: a person does not read
    the titles of documents that they may not see.
    """
    parts = sorted(record.parts.all(), key=lambda part: part.sequence)
    return {
        "sees_whole": record.is_part and sees(user, record.parent),
        "parts": [(part, sees(user, part)) for part in parts],
        "relations": [(row, row.related is None or sees(user, row.related)) for row in record.relations.all()],
    }


def decisions_in_view(decisions):
    """{"decisions", "takes_away", "is_taking_away_open"}: those that take away stand behind a disclosure."""
    taking = [decision for decision in decisions if decision.is_taking_away]
    return {"decisions": decisions, "takes_away": bool(taking),
            "is_taking_away_open": any(decision.form.is_bound for decision in taking)}
