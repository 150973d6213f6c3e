"""What a whole and its parts owe each other: the text of a whole holds the words of its parts.

So nothing is hidden by hiding a part while its whole is shown, and a whole is
never shown more widely, or sooner, than the strictest of its parts.
"""
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models.access import AccessLevel, WithdrawalReason
from archive.models.document import Document
from archive.permissions import title_for
from archive.workflow.refusal import TransitionRefused
from archive.workflow.states import State

# A part withdrawn for one of these must not stay readable; an error or a successor hides nothing.
HIDING_REASONS = (
    WithdrawalReason.RIGHTS, WithdrawalReason.PRIVACY, WithdrawalReason.SAFETY, WithdrawalReason.LEGAL,
)


def refuse_wider_than_whole(document, by, level):
    """Judged by the whole as it is now; the lock keeps it so until the part has moved."""
    whole = Document.objects.select_for_update().filter(pk=document.parent_id).first()
    if whole is None:
        return
    if whole.state == State.WITHDRAWN:
        raise TransitionRefused(_("the whole, “%(whole)s”, is withdrawn: restore and publish it first") % {
            "whole": title_for(by, whole)})
    if level.rank < AccessLevel(whole.access_level).rank:
        raise TransitionRefused(
            _("a part is never more open than its whole: “%(whole)s” is %(level)s; publish it first")
            % {"whole": title_for(by, whole), "level": whole.get_access_level_display()}
        )


def refuse_hiding_part(document, by, level, until):
    """A part is not closed, nor hidden until the day `until` (None: not), while a public whole shows its words."""
    for whole in _public_wholes_of(document):
        shown_from = _hidden_until(whole.embargo_until)
        if level != AccessLevel.PUBLIC:
            raise TransitionRefused(_shows(by, whole, _("limit the whole instead, or publish the part as %(level)s") % {
                "level": AccessLevel.PUBLIC.label}))
        if _hidden_until(until) > shown_from:
            raise TransitionRefused(_shows(by, whole, _("set the embargo on the whole instead")))


def refuse_withdrawing_part(document, by, reason, is_silent):
    """A part is not withdrawn to protect somebody while a public whole shows its words."""
    if not is_silent and reason not in HIDING_REASONS:
        return
    for whole in _public_wholes_of(document):
        raise TransitionRefused(_shows(by, whole, _("withdraw the whole instead, or publish a redacted whole")))


def refuse_wider_than_parts(document, by, level, until):
    """The strictest part, and the part that is hidden longest, decide about the whole.

    `until` is the embargo that the whole would have (None: shown now). A part that
    was already decided counts with its decision or its proposal, whichever is stricter.
    """
    Document.objects.select_for_update().filter(pk=document.pk).first()
    for part in parts_below(document):
        if part.state == State.WITHDRAWN:
            _refuse_withdrawn(part, by, level)
        else:
            _refuse_stricter(part, by, level)
            _refuse_hidden_longer(part, by, level, until)


def _refuse_stricter(part, by, level):
    strictest = max(_level_of(part), level, key=lambda one: one.rank)
    if strictest != level:
        raise TransitionRefused(
            _stricter_words(part, strictest) % {"part": title_for(by, part), "level": strictest.label}
        )


def _refuse_hidden_longer(part, by, level, until):
    if level == AccessLevel.PUBLIC and _hidden_until(part.embargo_until) > _hidden_until(until):
        raise TransitionRefused(
            _("the whole shows the words of its part “%(part)s”, which is under embargo until %(day)s: "
              "hide the whole until that day too, or lift the embargo of the part first")
            % {"part": title_for(by, part), "day": part.embargo_until}
        )


def _refuse_withdrawn(part, by, level):
    """The files of a document never change: what one of its parts was withdrawn for stays in them."""
    is_hidden = part.is_withdrawn_silently or part.withdrawal_reason in HIDING_REASONS
    if is_hidden and level == AccessLevel.PUBLIC:
        raise TransitionRefused(
            _("the whole shows the words of its part “%(part)s”, which was withdrawn: publish the whole at a "
              "stricter level, or take in a redacted whole as a document of its own") % {"part": title_for(by, part)}
        )


def _shows(by, whole, instead):
    return _("“%(whole)s” is public and shows these words: %(instead)s") % {
        "whole": title_for(by, whole), "instead": instead}


def _hidden_until(until):
    """The day from which something is shown, never a past one, so that two embargoes compare."""
    today = timezone.now().date()
    return max(until, today) if until else today


def _level_of(part):
    levels = [AccessLevel(part.proposed_access)]
    if part.published_revision_id:
        levels.append(AccessLevel(part.access_level))
    return max(levels, key=lambda level: level.rank)


def _stricter_words(part, level):
    if part.proposed_access == level:
        return _("the whole shows the words of its part “%(part)s”, for which %(level)s access is proposed: "
                 "publish the whole as %(level)s, or decide about the part anew")
    return _("the whole shows the words of its part “%(part)s”, for which %(level)s access is decided: "
             "publish the whole as %(level)s, or decide about the part anew")


def _public_wholes_of(document):
    """Each published whole above `document` whose level is public, locked until the document has moved."""
    seen, above = {document.pk}, document.parent_id
    while above and above not in seen:
        seen.add(above)
        whole = Document.objects.select_for_update().get(pk=above)
        is_published = whole.published_revision_id and whole.state != State.WITHDRAWN
        if is_published and whole.access_level == AccessLevel.PUBLIC:
            yield whole
        above = whole.parent_id


def parts_below(document):
    """The parts of `document`, and the parts of each, at every depth."""
    seen, ring = {document.pk}, [document.pk]
    while ring:
        parts = list(Document.objects.filter(parent__in=ring).exclude(pk__in=seen))
        yield from parts
        ring = [part.pk for part in parts]
        seen.update(ring)
