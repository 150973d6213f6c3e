"""The check of stance labels: who coded them, and whether the rows of one label agree."""
from archive.models import Codebook, Curator

PASSAGE = {"exact", "start", "end", "prefix", "suffix"}


def check_labels(stances):
    """Yield a CellProblem for every cell of a label that contradicts another, or has nothing behind it."""
    if stances and not Codebook.objects.exists():
        yield stances[0].problem("position", "there is no codebook yet: run archive_load_vocabularies first")
    yield from _check_coders(stances)
    for row in stances:
        yield from _check_position(row)
    yield from _check_agreement(stances)


def _check_coders(stances):
    wanted = {row["coder"] for row in stances if row["coder"]}
    known = set(Curator.objects.filter(pseudonym__in=wanted).values_list("pseudonym", flat=True))
    for row in stances:
        if row["coder"] and row["coder"] not in known:
            yield row.problem("coder", f"no curator has the pseudonym “{row['coder']}”: an administrator can add one")


def _check_position(row):
    if row["neither_reason"] and row["position"] != "neither":
        yield row.problem("neither_reason", f"only for the position neither, not for {row['position']}")
    if not row["exact"] and row["neither_reason"] != "target-absent":
        yield row.problem("exact", "quote the passage that is the evidence")
    if row["holder_kind"] == "agent" and not row["holder_agent"]:
        yield row.problem("holder_agent", "name the agent who is the holder")


def _check_agreement(stances):
    """Rows with one key in `label` are passages of one label: all else in them says the same, or nothing."""
    first = {}
    for row in stances:
        start = first.setdefault(row["label"], row) if row["label"] else row
        for column in sorted(set(row.cells) - PASSAGE):
            if row[column] and row[column] != start[column]:
                yield row.problem(column, f"“{row[column][:60]}” differs from row {start.number}, which has the same "
                                          f"label: there it is “{start[column][:60]}”")
