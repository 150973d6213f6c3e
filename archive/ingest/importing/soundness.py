"""What a single cell cannot show: rows that stand twice, lead nowhere, or may not be written by this person."""
from collections import Counter

from django.utils.translation import gettext as _

from archive.ingest.description.placing import part_sequences
from archive.ingest.description.references import DOCUMENT_SHEETS
from archive.ingest.description.structure import ONLY_OF_PARTS, UNIQUE, check_sequences, check_unique
from archive.ingest.importing.found import why_not_editable

FIRST_DRAFT = 1


def check_references(sheets, documents):
    """Yield a CellProblem for every id that stands twice or leads nowhere. `documents`: {id: Document} held."""
    for sheet, column in UNIQUE.items():
        yield from check_unique([row for row in sheets[sheet] if row[column]], column)
    ids = {row["id"] for row in sheets["documents"]} | set(documents)
    for sheet in DOCUMENT_SHEETS:
        for row in sheets[sheet]:
            if row["document"] not in ids:
                yield row.problem("document", _unknown_id(row["document"]))
    for row in sheets["relations"]:
        if bool(row["related"]) == bool(row["described"]):
            yield row.problem("related", _("fill in either related or described"))
        elif row["related"] and row["related"] not in ids:
            yield row.problem("related", _unknown_id(row["related"]))
        elif row["related"] == row["document"]:
            yield row.problem("related", _("a document is not related to itself"))
    yield from _check_parts(sheets["documents"], documents)


def _unknown_id(key):
    return _("no row of documents has the id “%(id)s”, and it is no identifier of the archive") % {"id": key}


def _check_parts(rows, documents):
    by_id = {row["id"]: row for row in rows}
    for row in rows:
        whole, part = documents.get(row["parent"]), documents.get(row["id"])
        if not row["parent"]:
            yield from (row.problem(column, _("only a part has this: name its parent, or leave it empty"))
                        for column in ONLY_OF_PARTS if row[column] and not (part and part.is_part))
        elif whole is None and row["parent"] not in by_id:
            yield row.problem("parent", _unknown_id(row["parent"]))
        elif (whole and whole.is_part) or (row["parent"] in by_id and by_id[row["parent"]]["parent"]):
            yield row.problem("parent", _("a part cannot have parts: name the whole"))
        elif part and whole and part.parent_id != whole.pk:
            yield row.problem("parent", _("“%(title)s” is no part of this document") % {"title": part})
        elif part and row["sequence"] and part.sequence != row.integer("sequence"):
            yield row.problem("sequence", _("“%(title)s” is part %(n)d: change its place at the desk") % {
                "title": part, "n": part.sequence})
    yield from check_sequences(rows)
    yield from _same_place(rows, documents)


def _same_place(rows, documents):
    """Two ways to name one whole (a row's id, the archive's identifier) must not give one place twice."""
    sequences = part_sequences(rows)
    keys = {row["id"]: (documents[row["parent"]].pk, sequences[row["id"]]) for row in rows
            if row["parent"] in documents and row["id"] not in documents}
    counts = Counter(keys.values())
    for row in rows:
        if row["id"] in keys and counts[keys[row["id"]]] > 1:
            yield row.problem("sequence", _("several parts would have the place %(n)d: number all of them") % {
                "n": keys[row["id"]][1]})


def check_documents(sheets, documents, by):
    """Yield a CellProblem for every row about a document that this person cannot change now."""
    reasons = {key: why_not_editable(document, by) for key, document in documents.items()}
    for row in sheets["documents"]:
        if reasons.get(row["id"]):
            yield row.problem("id", reasons[row["id"]])
        elif row["id"] not in documents and reasons.get(row["parent"]):
            yield row.problem("parent", reasons[row["parent"]])
    described = {row["id"] for row in sheets["documents"]}
    for sheet in DOCUMENT_SHEETS:
        for row in sheets[sheet]:
            if row["document"] not in described and reasons.get(row["document"]):
                yield row.problem("document", reasons[row["document"]])


def check_titles(rows, documents):
    """Yield a CellProblem for every document that is described for the first time without a title."""
    for row in rows:
        document = documents.get(row["id"])
        if not row["title"] and (document is None or document.version == FIRST_DRAFT):
            yield row.problem("title", _("must not be empty: write the title as printed, or a devised one in "
                                         "[brackets]"))
