"""Which sheets and columns the excerpt form has, and that its sheets speak of the same parts."""
from collections import Counter

from django.utils.translation import gettext as _

from archive.ingest.description.cells import nearest_first
from archive.ingest.description.problems import CellProblem

EVERYWHERE = {"part", "seed"}
EXCERPT_SHEETS = {
    "parts": {"line_start", "line_end", "opening", "title", "publisher", "creator", "date_edtf", "type", "place",
              "agents", "oddities"},
    "offsets": {"line_start", "line_end", "char_start", "char_end", "chars", "first24", "last24"},
    "stances": {"holder", "target", "position", "explicitness", "exact", "start", "end", "line", "prefix32",
                "suffix32"},
    "figures": {"value", "comparator", "subject", "claimant", "exact", "start", "end", "line"},
    "quotes": {"line", "char_start", "speaker", "mode", "opening", "variant_group", "note"},
}


def check_excerpt_form(sheets):
    """Yield a CellProblem for every sheet or column that is not known, and every row that fits no part."""
    seeds = {row["part"]: row["seed"] for row in sheets["parts"]}
    for name, rows in sheets.items():
        if name not in EXCERPT_SHEETS:
            yield CellProblem(name, 0, "", _("unknown sheet of the excerpt form; known are %(names)s") % {
                "names": ", ".join(sorted(EXCERPT_SHEETS))})
            continue
        known = EXCERPT_SHEETS[name] | EVERYWHERE
        for column in sorted({column for row in rows for column in row.cells} - known):
            yield CellProblem(name, 1, column, _("unknown column; known are %(names)s") % {
                "names": ", ".join(nearest_first(column, known))})
        for row in rows:
            yield from _check_part(row, seeds)
    yield from _check_once(sheets.get("offsets", []))


def _check_part(row, seeds):
    if row["part"] not in seeds:
        yield row.problem("part", _("no row of parts has the key “%(key)s”") % {"key": row["part"]})
    elif row["seed"] and row["seed"] != seeds[row["part"]]:
        yield row.problem("seed", _("part %(part)s is of “%(file)s”") % {
            "part": row["part"], "file": seeds[row["part"]]})


def _check_once(offsets):
    counts = Counter(row["part"] for row in offsets)
    for row in offsets:
        if counts[row["part"]] > 1:
            yield row.problem("part", _("the part “%(part)s” stands in %(n)d rows") % {
                "part": row["part"], "n": counts[row["part"]]})
