"""Where the parts of a whole begin and end in its text."""
from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from archive.stance.anchor import fold


def place_parts(documents, texts):
    """({part id: (start, end)}, problems) of every part whose whole has a text.

    `texts`: {document id: text}. A part without start begins where its opening
    words stand; one without end reaches to the next part, or to the end.
    """
    ranges, problems = {}, []
    for parent, parts in parts_by_whole(documents).items():
        text = texts.get(parent)
        if text is None:
            problems += [part.problem("start", _("the whole has no text: leave start and end empty"))
                         for part in parts if part["start"] or part["opening"]]
            continue
        found, wrong = _place(parts, text)
        ranges.update(found)
        problems += wrong
    return ranges, problems


def parts_by_whole(documents):
    """{whole id: its part rows, in order}."""
    parts, order = defaultdict(list), part_sequences(documents)
    for row in documents:
        if row["parent"]:
            parts[row["parent"]].append(row)
    return {parent: sorted(rows, key=lambda row: order[row["id"]]) for parent, rows in parts.items()}


def part_sequences(documents):
    """{part id: its place in the order of its whole}: the cell, or else the order of the rows."""
    sequences, counts = {}, Counter()
    for row in documents:
        if row["parent"]:
            counts[row["parent"]] += 1
            sequences[row["id"]] = row.integer("sequence") or counts[row["parent"]]
    return sequences


def _place(parts, text):
    folded = fold(text)
    starts = _starts(parts, folded)
    problems = [part.problem("start", _("give the start, or opening words that stand after the part before"))
                for part, start in zip(parts, starts, strict=True) if start < 0]
    ranges = {}
    for position, part in enumerate(parts):
        if starts[position] >= 0:
            following = next((start for start in starts[position + 1:] if start >= 0), len(text))
            ranges[part["id"]] = (starts[position], _end(part, starts[position], following, text, folded))
    return ranges, problems + _wrong_ranges(parts, ranges, text, folded)


def _starts(parts, folded):
    """Where each part begins; -1 where that cannot be told."""
    starts, reached = [], 0
    for part in parts:
        start = part.integer("start")
        if start is None:
            start = folded.find(fold(part.raw("opening")), reached) if part["opening"] else -1
        starts.append(start)
        reached = max(reached, start + 1)
    return starts


def _end(part, start, following, text, folded):
    """The end as given, or after the last place of the closing words, or where the next part begins."""
    end, closing = part.integer("end"), fold(part.raw("closing"))
    if end is not None:
        return end
    at = folded.rfind(closing, start, following) if part["closing"] else -1
    return at + len(closing) if at >= 0 else start + len(text[start:following].rstrip())


def _wrong_ranges(parts, ranges, text, folded):
    problems, reached = [], 0
    for part in parts:
        if part["id"] not in ranges:
            continue
        start, end = ranges[part["id"]]
        opening, closing = fold(part.raw("opening")), fold(part.raw("closing"))
        if end > len(text):
            problems.append(part.problem("end", _("the whole has only %(n)d characters") % {"n": len(text)}))
        elif end <= start:
            problems.append(part.problem("end", _("the part would be empty: it starts at %(start)d") % {
                "start": start}))
        elif start < reached:
            problems.append(part.problem("start", _("overlaps the part before, which ends at %(end)d") % {
                "end": reached}))
        elif not folded.startswith(opening, start):
            problems.append(part.problem("opening", _("at character %(start)d the text has “%(there)s”") % {
                "start": start, "there": text[start:start + 40]}))
        elif not folded.endswith(closing, start, end):
            found = text[max(0, end - 40):end]
            problems.append(part.problem("closing", _("before character %(end)d the text has “%(there)s”") % {
                "end": end, "there": found}))
        reached = max(reached, end)
    return problems
