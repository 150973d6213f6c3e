"""The words of a whole that none of its saved parts covers, as the screen lists them."""
from archive.parts.coverage import gaps


def uncovered(whole, version):
    """[{"start", "end", "text"}] of the stretches with words in no part; none where nothing is split yet.

    `version`: the TextVersion that the parts are ranges of, or None; places are code points.
    """
    if version is None:
        return []
    ranges = list(whole.parts.filter(part_text=version).values_list("part_start", "part_end"))
    found = gaps(version.text, ranges, 0, version.length) if ranges else []
    return [{"start": one.start, "end": one.end, "text": version.text[one.start:one.end].strip()} for one in found]
