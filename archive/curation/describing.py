"""What the describing screen shows of one draft, and says after a save."""
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.curation.checklist import checklist_of
from archive.curation.commenting import comments_on
from archive.curation.found import find_record
from archive.curation.leaf import leaf_of
from archive.curation.neighbours import neighbours_of
from archive.curation.suggested import suggestions_for
from archive.curation.text import text_with_evidence
from archive.curation.told import still_missing
from archive.stance.rounds import visible_stances

# What the checklist asks for, by name of the input: the page marks these fields in words.
FOR_REVIEW = ("publisher", "language", "genre", "persons_at_risk", "issued", "description", "rights")


def describing_context(request, record, description):
    """The context of describe.html; `record` comes from `find_record`, `description` is its Description."""
    came_from = request.POST.get("from", request.GET.get("from", ""))
    suggestions, stances = suggestions_for(record, description), visible_stances(request.user, record)
    return {
        "document": record, "description": description, "sections": description.sections(suggestions),
        "has_suggestions": any(not one.is_entered for one in suggestions), "for_review": FOR_REVIEW,
        "missing": missing_of(record, stances), "near": neighbours_of(record, request.user, came_from),
        **leaf_of(record, request.user), **text_with_evidence(record, stances),
        "remarks": open_remarks(record, request.user),
    }


def open_remarks(record, user):
    """What others ask for, but for the words with which the draft came back: the screen shows these first."""
    return [one for one in comments_on(record, user)["remarks"]
            if one.is_open and one.comment.text != record.review_comment]


def missing_of(record, stances):
    """[{"text": sentence, "at": fragment of the form that it is about, or ""}] of what reviewers look at."""
    return [{"text": line.words, "at": line.anchor} for line in checklist_of(record, stances).open]


def missing_now(user, document):
    """As `missing_of`, of what is saved now."""
    record = find_record(user, document.identifier)
    return missing_of(record, visible_stances(user, record))


def words_of_save(document, is_new=True):
    """`is_new`: the save said something new, and made this version."""
    words = _("Saved as version %(n)s.") if is_new else _("Nothing changed; version %(n)s stands.")
    return words % {"n": document.version}


def words_of_submission(document, moved, is_new=True):
    """`moved` documents went to review: this one, and its parts."""
    words = (_("Saved as version %(n)s and sent to review.") if is_new
             else _("Nothing changed; version %(n)s was sent to review.")) % {"n": document.version}
    parts = ngettext("%(n)s part went with it.", "%(n)s parts went with it.", moved - 1) % {"n": moved - 1}
    return " ".join(filter(None, (words, parts if moved > 1 else "", still_missing(document))))


def entered(kept):
    """What a browser would send of the form in which UnsavedEntries were typed, as a QueryDict."""
    data = QueryDict(mutable=True)
    for name, value in kept.entries.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    data["version"] = str(kept.opened_version)
    return data
