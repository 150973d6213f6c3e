"""What a reviewer weighs beside the record: the checklist, what changed since readers last saw it, what is next."""
import json

from archive.curation.checklist import checklist_of
from archive.curation.comparing import compare_snapshots, titles_in
from archive.curation.queues import next_waiting
from archive.models import Revision
from archive.workflow.states import State


def review_of(document, user, stances):
    """{"checklist", "since", "changes", "next_waiting", "is_in_review"} for the document's page.

    `stances` are the labels that `user` may see. `since` is the published Revision (None: never
    published), `changes` what the present version says otherwise.
    """
    published, present = _revisions(document)
    changes = []
    if published is not None and present is not None and published.pk != present.pk:
        seen = {stance.identifier for stance in stances}
        snapshots = [_seen_by(revision, seen) for revision in (published, present)]
        changes = compare_snapshots(*snapshots, titles_in(user, *snapshots))
    return {
        "checklist": checklist_of(document, stances),
        "since": published,
        "changes": changes,
        "next_waiting": next_waiting(user, document),
        "is_in_review": document.state == State.IN_REVIEW,
    }


def _revisions(document):
    """(the published revision, the present one), None for one that there is not; one question."""
    if document.published_revision_id is None:
        return None, None
    kept = Revision.objects.filter(record_type="document", record_id=document.identifier)
    present = kept.filter(version=document.version)
    both = {row.pk: row for row in kept.filter(pk=document.published_revision_id) | present}
    return (both.get(document.published_revision_id),
            next((row for row in both.values() if row.version == document.version), None))


def _seen_by(revision, seen):
    """The snapshot without labels that a round of blind labelling hides."""
    snapshot = json.loads(revision.snapshot)
    return {**snapshot, "stances": [row for row in snapshot["stances"] if row["identifier"] in seen]}
