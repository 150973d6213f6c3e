"""Applies a checked description in one transaction: all of it, or nothing."""
from django.core.exceptions import ValidationError
from django.db import transaction

from archive.ingest.description.annotations import write_claim, write_quotation, write_stances
from archive.ingest.description.authorities import write_authorities
from archive.ingest.description.documents import (
    describe,
    new_part,
    write_capture,
    write_contribution,
    write_relation,
)
from archive.ingest.description.held import (
    DIFFERENTLY,
    described_before,
    described_so,
    description_sha256,
    find_held,
    rows_by_document,
)
from archive.ingest.description.placing import part_sequences, place_parts
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.description.structure import files_of
from archive.ingest.description.tally import Tally
from archive.ingest.draft import held_documents
from archive.provenance.ledger import lock_ledger
from archive.provenance.revise import claim_version, keep_revisions
from archive.stance.anchor import AnchorError

ALREADY = "described in the same way before"


@transaction.atomic
def apply_description(sheets, batch, by):
    """Write every row of `sheets`; return the Tally.

    The files have been received by `batch`. Raises DescriptionRefused for what could
    only be found now, naming the row; nothing is applied then.
    """
    lock_ledger()
    held = _find_received(sheets, batch)
    tally = Tally(batch)
    write_authorities(sheets, by, tally)
    documents, fresh = _find_or_create(sheets, held)
    belonging = rows_by_document(sheets)
    for row in sheets["documents"]:
        _write_document(row, belonging[row["id"]], documents[row["id"]], row["id"] in fresh, tally)
    for row in sheets["documents"]:
        _write_belonging(row, belonging[row["id"]], documents, row["id"] in fresh, by, tally)
    described = [documents[key] for key in fresh]
    if described:
        keep_revisions(described, by, f"described by import {batch.identifier}")
    tally.save()
    return tally


def _find_received(sheets, batch):
    """{id: Document} of what the archive has of the described documents, now that `batch` has received the files."""
    items = {item.name: item for item in batch.items.all()}
    digests, problems = {}, []
    for row in sheets["documents"]:
        if not row["parent"]:
            found = [items[name] for name in files_of(row, items)]
            digests[row["id"]] = [item.sha256 for item in found]
            problems += [row.problem("file", f"“{item.name}” was refused: {item.reason}")
                         for item in found if not item.sha256]
    if not problems:
        held = held_documents({sha256 for found in digests.values() for sha256 in found})
        documents, problems = find_held(sheets, digests, held)
    if problems:
        raise DescriptionRefused(problems)
    return documents


def _find_or_create(sheets, held):
    """({id: Document}, ids of those that are to be described now). `held`: {id: Document}."""
    documents, fresh, rows = dict(held), [], sheets["documents"]
    for row in rows:
        if not row["parent"] and not described_before(documents[row["id"]]):
            claim_version(documents[row["id"]])
            fresh.append(row["id"])
    texts = {key: documents[key].text_version() for key in {row["parent"] for row in rows} - {""}}
    ranges, _problems = place_parts(rows, {key: found.text for key, found in texts.items() if found})
    sequences = part_sequences(rows)
    for row in rows:
        if row["parent"] and row["id"] not in held:
            whole = documents[row["parent"]]
            documents[row["id"]] = new_part(whole, row, sequences[row["id"]], ranges.get(row["id"]))
            documents[row["id"]].save()
            fresh.append(row["id"])
    return documents, fresh


def _write_document(row, belonging, document, is_fresh, tally):
    sha256 = description_sha256(row, belonging)
    if is_fresh:
        describe(document, row)
        tally.created(row, document=document, sha256=sha256)
    elif described_so(document, sha256):
        tally.unchanged(row, ALREADY, document=document, sha256=sha256)
    else:
        raise DescriptionRefused([row.problem("id", DIFFERENTLY.format(document=document))])


def _write_belonging(document_row, rows, documents, is_fresh, by, tally):
    document = documents[document_row["id"]]
    if is_fresh:
        try:
            write_stances(document, [row for row in rows if row.kind == "stances"], by)
        except (AnchorError, ValidationError) as error:
            raise DescriptionRefused([document_row.problem("id", _said(error))]) from error
    for row in rows:
        if not is_fresh:
            tally.unchanged(row, ALREADY, document=document)
            continue
        _write_row(document, row, documents)
        tally.created(row, document=document)


def _write_row(document, row, documents):
    verbs = {"captures": write_capture, "contributions": write_contribution, "claims": write_claim,
             "quotations": write_quotation}
    try:
        if row.kind == "relations":
            write_relation(document, row, documents)
        elif row.kind in verbs:
            verbs[row.kind](document, row)
    except (AnchorError, ValidationError) as error:
        raise DescriptionRefused([row.problem("document", _said(error))]) from error


def _said(error):
    return "; ".join(getattr(error, "messages", [str(error)]))
