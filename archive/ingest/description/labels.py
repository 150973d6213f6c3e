"""The check of stance labels: who coded them, and whether the rows of one label agree."""
from django.utils.translation import gettext as _

from archive.models import Codebook, Curator

PASSAGE = {"exact", "start", "end", "prefix", "suffix"}


def check_labels(stances):
    """Yield a CellProblem for every cell of a label that contradicts another, or has nothing behind it."""
    if stances and not Codebook.objects.exists():
        yield stances[0].problem("position", _("there is no codebook yet: run archive_load_vocabularies first"))
    yield from _check_coders(stances)
    for row in stances:
        yield from _check_position(row)
    yield from _check_agreement(stances)


def _check_coders(stances):
    wanted = {row["coder"] for row in stances if row["coder"]}
    known = set(Curator.objects.filter(pseudonym__in=wanted).values_list("pseudonym", flat=True))
    for row in stances:
        if row["coder"] and row["coder"] not in known:
            yield row.problem("coder", _("no curator has the pseudonym “%(name)s”: an administrator can add one") % {
                "name": row["coder"]})


def _check_position(row):
    if row["neither_reason"] and row["position"] != "neither":
        yield row.problem("neither_reason", _("only for the position neither, not for %(position)s") % {
            "position": row["position"]})
    if not row["exact"] and row["neither_reason"] != "target-absent":
        yield row.problem("exact", _("quote the passage that is the evidence"))
    if row["holder_kind"] == "agent" and not row["holder_agent"]:
        yield row.problem("holder_agent", _("name the agent who is the holder"))


def _check_agreement(stances):
    """Rows with one key in `label` are passages of one label: all else in them says the same, or nothing."""
    first = {}
    for row in stances:
        start = first.setdefault(row["label"], row) if row["label"] else row
        for column in sorted(set(row.cells) - PASSAGE):
            if row[column] and row[column] != start[column]:
                yield row.problem(column, _("“%(here)s” differs from row %(n)d, which has the same label: there it "
                                            "is “%(there)s”") % {"here": row[column][:60], "n": start.number,
                                                                 "there": start[column][:60]})
