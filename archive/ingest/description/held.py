"""Whether a described document is in the archive already, and was described in the same way."""
from collections import defaultdict

from archive.ingest.description.placing import part_sequences
from archive.ingest.description.references import DOCUMENT_SHEETS
from archive.models import BatchItem, Document
from archive.provenance.canonical import canonical_json, sha256_of
from archive.workflow.states import State

FIRST_DRAFT = 1
DIFFERENTLY = ("“{document}” ({document.identifier}) is described already, and differently: "
               "edit it at the desk, or take its rows out of the folder")


def description_sha256(row, belonging):
    """SHA-256 of all that the folder says about one document."""
    said = sorted((one.kind, canonical_json({name: cell for name, cell in one.cells.items() if cell}))
                  for one in (row, *belonging))
    return sha256_of(canonical_json(said))


def described_before(document):
    """Whether the document is more than a draft as it was received."""
    return document.version > FIRST_DRAFT or document.state != State.DRAFT


def described_so(document, sha256):
    """Whether an import has described the document in just this way."""
    return BatchItem.objects.filter(document=document, sha256=sha256).exists()


def held_part(whole, sequence):
    """The part of `whole` at that place of the order, or None."""
    return Document.objects.filter(parent=whole, sequence=sequence).first()


def rows_by_document(sheets):
    """{document id: its rows of all other sheets, in order}."""
    belonging = defaultdict(list)
    for sheet in DOCUMENT_SHEETS:
        for row in sheets.get(sheet, []):
            belonging[row["document"]].append(row)
    return belonging


def find_held(sheets, files, held):
    """({id: Document} of the described documents and parts that the archive has, problems).

    `files`: {id: [SHA-256]} of the wholes; `held`: {SHA-256: Document}.
    """
    documents, problems, sequences = {}, [], part_sequences(sheets["documents"])
    for row in sheets["documents"]:
        if row["parent"]:
            continue
        found = {held[sha256].pk: held[sha256] for sha256 in files[row["id"]] if sha256 in held}
        if len(found) > 1 or (found and not _has_exactly(*found.values(), files[row["id"]])):
            names = ", ".join(f"“{one}” ({one.identifier})" for one in found.values())
            problems.append(row.problem("file", f"some of these files are held already, in {names}: "
                                                "name exactly the files of one document"))
        elif found:
            documents[row["id"]] = next(iter(found.values()))
    for row in sheets["documents"]:
        part = held_part(documents[row["parent"]], sequences[row["id"]]) if row["parent"] in documents else None
        if part:
            documents[row["id"]] = part
    return documents, problems


def _has_exactly(document, digests):
    return sorted(document.holdings.values_list("original__sha256", flat=True)) == sorted(set(digests))


def check_held(sheets, documents):
    """Yield a CellProblem for every document that is described already, but otherwise.

    `documents`: {id: Document} of those that are held, as `find_held` gives them.
    """
    belonging = rows_by_document(sheets)
    for row in sheets["documents"]:
        document = documents.get(row["id"])
        if document is None or (not row["parent"] and not described_before(document)):
            continue
        if not described_so(document, description_sha256(row, belonging[row["id"]])):
            yield row.problem("id", DIFFERENTLY.format(document=document))


def check_held_ranges(sheets, documents, ranges):
    """Yield a CellProblem for every held part that would now begin or end elsewhere.

    A part without `end` reaches to the next one, so a new row behind it moves its end.
    """
    for row in sheets["documents"]:
        part = documents.get(row["id"])
        if part is not None and row["id"] in ranges and (part.part_start, part.part_end) != ranges[row["id"]]:
            yield row.problem("end", f"“{part}” is held as characters {part.part_start} to {part.part_end}, but would "
                                     f"now be {ranges[row['id']][0]} to {ranges[row['id']][1]}: edit it at the desk")
