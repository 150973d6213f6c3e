"""Parts of a whole that lie in collections which a person has no role for: they keep their range and their number.

Whoever splits the whole sees their range alone, and makes, moves and removes the parts around them.
"""
from bisect import bisect_left

from django.utils.translation import gettext as _

from archive.models.document import BoundaryCertainty
from archive.permissions import sees


def parts_seen(parts, user):
    """(the parts that `user` may see, those that lie elsewhere), in their order."""
    parts = sorted(parts, key=lambda part: part.sequence)
    return [part for part in parts if sees(user, part)], [part for part in parts if not sees(user, part)]


def numbers_around(elsewhere, said):
    """A number in the order of the text for each of `said` (PartSaids in that order), none that `elsewhere` has."""
    taken, numbers, last = {part.sequence for part in elsewhere}, [], 0
    placed = [part for part in elsewhere if part.part_start is not None]
    for one in said:
        before = (part.sequence for part in placed if _is_before(part, one.start, one.end))
        last = max(last, *before, 0) + 1
        while last in taken:
            last += 1
        numbers.append(last)
    return numbers


def problems_with(elsewhere, version, present, said):
    """[(index of the PartSaid, or None, sentence)]: what would change the number or share the words of a part
    elsewhere. `present` are the Documents that are seen.
    """
    found, starts = [], [sorted(one.part_start or 0 for one in present), sorted(one.start for one in said)]
    for part in elsewhere:
        if part.part_start is None or part.part_text_id not in (version.pk, None):
            continue
        place = {"start": part.part_start, "end": part.part_end}
        if len({bisect_left(row, part.part_start) for row in starts}) > 1:
            found.append((None, _(
                "The part at characters %(start)s to %(end)s lies in another collection, and would get another number: "
                "ask somebody who may describe it.") % place))
        found += [(index, _("It overlaps a part in another collection, characters %(start)s to %(end)s.") % place)
                  for index, one in enumerate(said) if _overlaps(part, one)]
    return found


def _overlaps(part, one):
    is_disputed = BoundaryCertainty.DISPUTED in (part.boundary_certainty, one.boundary_certainty)
    return one.start < part.part_end and part.part_start < one.end and not is_disputed


def _is_before(part, start, end):
    return (part.part_start, part.part_end) < (start, end)
