"""The last check: every quoted passage stands where its row says, in exactly one place."""
from archive.stance.anchor import AnchorError, Quote, anchor

SHEETS_WITH_PASSAGES = ("stances", "claims", "quotations")


def check_passages(sheets, texts, ranges):
    """Yield a CellProblem for every passage that does not stand in its document.

    `texts`: {id of a whole: text or None}; `ranges`: {part id: (start, end)}.
    """
    documents = {row["id"]: row for row in sheets["documents"]}
    for sheet in SHEETS_WITH_PASSAGES:
        for row in sheets.get(sheet, []):
            if not row["exact"]:
                continue
            document = documents[row["document"]]
            text = texts.get(document["parent"] or document["id"])
            if text is None:
                yield row.problem("exact", "the document has no text in which the passage could stand")
            elif not document["parent"] or document["id"] in ranges:
                yield from _check(row, text, ranges.get(document["id"]))


def _check(row, text, within):
    try:
        anchor(text, quote_of(row), within)
    except AnchorError as error:
        yield row.problem("exact", str(error))


def quote_of(row):
    """The Quote that a row of stances, claims or quotations gives."""
    return Quote(row.raw("exact"), row.integer("start"), row.integer("end"), row.raw("prefix"), row.raw("suffix"))
