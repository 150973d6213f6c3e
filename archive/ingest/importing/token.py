"""One short text that stands for exactly what a preview showed.

If a sheet, a record that it touches, or anything that decides about a row is another
when the plan is made again, so is the token, and nothing is applied unseen.
"""
from archive.provenance.canonical import canonical_json, sha256_of


def token_of(plan, batch):
    """SHA-256 over every line as it was shown, and the version of every record that it is about."""
    lines = [[line.name, line.row.cells, str(line.outcome), [list(map(str, one)) for one in line.changes],
              [str(one) for one in line.problems]] for line in plan.lines]
    documents = sorted({(one.identifier, one.version, one.state) for one in plan.documents.values()})
    authorities = sorted({(one.identifier, one.version) for one in plan.authorities.records()})
    return sha256_of(canonical_json([
        lines, [list(one) for one in documents], [list(one) for one in authorities], list(map(str, plan.problems)),
        batch.identifier if batch else "",
    ]))
