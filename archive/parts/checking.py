"""Finds what stands against giving a whole the parts that somebody said."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models.document import BoundaryCertainty, Truncation
from archive.models.labelling import LabellingRound
from archive.parts.coverage import overlaps
from archive.parts.fitting import misfits
from archive.permissions import may, refusal
from archive.workflow.states import State

MOST_PARTS = 500
# What a part must not have to be removed, and how it is called.
KEEPING = (
    ("stances", gettext_lazy("labels")), ("claims", gettext_lazy("claims")),
    ("quotations", gettext_lazy("quotations")), ("parts", gettext_lazy("parts")),
    ("comments", gettext_lazy("comments")), ("related_from", gettext_lazy("relations from other documents")),
    ("batch_items", gettext_lazy("a line in the report of an import")),
    ("takedown_cases", gettext_lazy("requests for removal")),
    ("labelling_rounds", gettext_lazy("labelling rounds")),
)


def problems_of(whole, version, said, numbers, present, by):
    """[(index of the PartSaid, or None, sentence)]: all that is wrong with `said`, which is in the order of the text.

    `numbers` are those that they would get. `present`: {identifier: Document} of the parts there are that `by` may
    see, with what is anchored in them prefetched; `by` may change and remove only those that they may describe.
    """
    if version is None:
        return [(None, _("No text was read from this document: it cannot be split."))]
    if whole.is_part:
        return [(None, _("This is a part itself: split its whole."))]
    if len(said) > MOST_PARTS:
        return [(None, _("At most %(n)s parts.") % {"n": MOST_PARTS})]
    found = [(index, sentence) for index, one in enumerate(said) for sentence in _problems_of(one, version, present)]
    found += _twice(said) + _overlapping(said)
    return found + _problems_of_present(said, numbers, present, version, by)


def _problems_of(one, version, present):
    if one.identifier and one.identifier not in present:
        yield _("This part is not there any more: open the page again.")
    if not 0 <= one.start < one.end <= version.length:
        yield _("%(start)s to %(end)s is no range of a text of %(length)s characters.") % {
            "start": one.start, "end": one.end, "length": version.length}
    if not one.title.strip():
        yield _("Give a title; one that you devise goes in [square brackets].")
    if one.truncation not in ("", *Truncation.values) or one.boundary_certainty not in ("", *BoundaryCertainty.values):
        yield _("Choose the truncation and the certainty from the lists.")


def _twice(said):
    named = [one.identifier for one in said if one.identifier]
    return [(index, _("This part is said twice.")) for index, one in enumerate(said)
            if one.identifier and named.count(one.identifier) > 1]


def _overlapping(said):
    """Two parts share characters only where somebody says that the boundary is disputed."""
    disputed = {index for index, one in enumerate(said) if one.boundary_certainty == BoundaryCertainty.DISPUTED}
    return [
        (both.other, _("It overlaps the part before it by %(n)s characters: move a boundary, or say that it is "
                       "disputed.") % {"n": both.end - both.start})
        for both in overlaps([(one.start, one.end) for one in said]) if not {both.one, both.other} & disputed
    ]


def _problems_of_present(said, numbers, present, version, by):
    """What stands against moving, renumbering or removing the parts there are."""
    places = {one.identifier: (index, one) for index, one in enumerate(said)}
    found, labelled = [], being_labelled(present.values())
    for identifier, part in present.items():
        if identifier not in places:
            found += [(None, sentence) for sentence in _why_kept(part, labelled, by)]
            continue
        index, one = places[identifier]
        if part.pk in labelled and (one.start, one.end) != (part.part_start, part.part_end):
            found.append((index, _labelled_blindly(part)))
            continue
        is_same = one.is_as_in(part, numbers[index]) and part.part_text_id in (version.pk, None)
        if not is_same and not may(by, "describe", "document", part):
            found.append((index, _not_theirs(part)))
        elif not is_same and part.state != State.DRAFT:
            found.append((index, _("“%(part)s” is %(state)s: only a draft can be changed or get another number.")
                          % {"part": part, "state": part.get_state_display()}))
        found += [(index, _("%(what)s stands on “%(exact)s”, characters %(start)s to %(end)s: that would lie outside.")
                   % vars(misfit)) for misfit in misfits(part, one.start, one.end)]
    return found


def being_labelled(parts):
    """Primary keys of those of which a labelling round is open: they stay as they are, and what others have
    labelled in them is not told.
    """
    opened = LabellingRound.objects.filter(document__in=[part.pk for part in parts], closed_at__isnull=True)
    return set(opened.values_list("document", flat=True))


def _labelled_blindly(part):
    return _("“%(part)s” is being labelled: its boundaries stay until the labelling round is closed.") % {"part": part}


def _not_theirs(part):
    return f"“{part}”: {refusal('document', 'describe')}"


def _why_kept(part, labelled, by):
    if not may(by, "describe", "document", part):
        yield _not_theirs(part)
        return
    if part.pk in labelled:
        yield _labelled_blindly(part)
        return
    if part.state != State.DRAFT or part.published_revision_id:
        yield _("“%(part)s” is or was public, or in review: it cannot be removed.") % {"part": part}
        return
    has = [str(words) for name, words in KEEPING if getattr(part, name).exists()]
    if has:
        yield _("“%(part)s” cannot be removed: it has %(what)s.") % {"part": part, "what": ", ".join(has)}
