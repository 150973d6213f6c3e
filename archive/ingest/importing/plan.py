"""Plans an import: what would become of every row. Stores nothing.

Each check sees every row, also those that an earlier check refused, so that all
that is wrong with a row is said at once; only then are the sound rows compared.
"""
from archive.ingest.description.labels import check_labels
from archive.ingest.description.passages import SHEETS_WITH_PASSAGES
from archive.ingest.description.placing import part_sequences
from archive.ingest.importing.authorities import check_authorities, compare_authorities, read_authorities
from archive.ingest.importing.authority_rows import filled
from archive.ingest.importing.belonging import compare_belonging
from archive.ingest.importing.cells import check_desk_cells, known_sheets, without_marks
from archive.ingest.importing.comparing import document_changes
from archive.ingest.importing.dependence import refuse_dependants
from archive.ingest.importing.found import find_documents
from archive.ingest.importing.lines import CHANGED, CREATED, UNCHANGED, Lines, Plan
from archive.ingest.importing.marked import (
    Place,
    check_coders,
    check_rounds,
    compare_labels,
    compare_marked,
    place_passages,
    texts_of,
)
from archive.ingest.importing.names import check_names, read_names
from archive.ingest.importing.part_rows import place_new_parts
from archive.ingest.importing.soundness import check_documents, check_references, check_titles
from archive.ingest.importing.token import token_of

WHERE = {"id", "file", "sha256", "parent"}  # columns that say which document is meant, not what it is


def plan_import(sheets, by, batch=None, problems=()):
    """The Plan of `sheets`, {name: [Row]}, for the Curator `by`.

    `batch` is the IngestBatch of intake whose file names the rows use, or None;
    `problems` those that were met when the sheets were read.
    """
    sheets, unknown = known_sheets(sheets)
    meant, bad_cells = check_desk_cells(sheets)
    named, lines = without_marks(meant), Lines(meant)
    names, found = read_names(named), find_documents(named, by, batch)
    plan = Plan(lines.all, documents=found.documents, sequences=part_sequences(named["documents"]), names=names,
                authorities=read_authorities(named, names))
    plan.problems = lines.refuse([*problems, *unknown, *bad_cells, *found.problems, *_checked(named, plan, by)])
    passages, misplaced = _place(plan, named)
    plan.problems += lines.refuse([*misplaced, *check_titles(lines.sound("documents"), plan.documents)])
    _compare(plan, lines, passages, by)
    plan.problems += lines.refuse(_authorities_compared(plan, lines, by))
    refuse_dependants(lines, names)
    plan.token = token_of(plan, batch)
    return plan


def _checked(sheets, plan, by):
    """Yield a CellProblem for all that is wrong with a row whatever the others say, refused ones too."""
    yield from check_names(plan.names, sheets)
    yield from check_references(sheets, plan.documents)
    yield from check_documents(sheets, plan.documents, by)
    yield from check_labels(sheets["stances"])
    yield from check_coders(sheets["stances"], by)
    yield from check_rounds(sheets["stances"], plan.documents)


def _place(plan, sheets):
    """(passages, [CellProblem]): place new parts and quoted passages in their texts."""
    rows, held = sheets["documents"], plan.documents
    parents = {row["id"]: row["parent"] for row in rows if row["parent"]}
    anchored = {row["document"] for sheet in SHEETS_WITH_PASSAGES for row in sheets[sheet] if row["exact"]}
    with_text = anchored | set(parents.values()) | {parents.get(key, "") for key in anchored}
    texts = texts_of([held[key] for key in with_text if key in held])
    plan.ranges, problems = place_new_parts(rows, held, plan.sequences, texts)
    places = {key: _place_of(key, held, plan.ranges, texts, parents) for key in anchored
              if key in held or key in plan.ranges or (parents.get(key) in held
                                                       and held[parents[key]].pk not in texts)}
    passages, misplaced = place_passages(sheets, places)
    return passages, [*problems, *misplaced]


def _place_of(key, held, ranges, texts, parents):
    """The Place of a document's text, or None if it has none."""
    document = held.get(key)
    whole = document if document is not None else held[parents[key]]
    version = texts.get(whole.parent_id or whole.pk)
    if document is not None and document.part_text_id:
        if version is None or version.pk != document.part_text_id:
            version = document.part_text
        return Place(version.text, version.pk, (document.part_start, document.part_end))
    return Place(version.text, version.pk, ranges.get(key)) if version else None


def _compare(plan, lines, passages, by):
    """Say of every sound line about a document what would become of it."""
    _compare_documents(plan, lines)
    for kind in ("captures", "contributions", "relations"):
        for row in lines.sound(kind):
            document = plan.documents.get(row["document"])
            lines.of(row).about(document, *compare_belonging(row, document, plan.documents, plan.names))
    for kind in ("claims", "quotations"):
        for row in lines.sound(kind):
            document = plan.documents.get(row["document"])
            lines.of(row).about(document, *compare_marked(row, document, passages, plan.names))
    for row, outcome, changes in compare_labels(lines.sound("stances"), plan.documents, passages, plan.names, by):
        lines.of(row).about(plan.documents.get(row["document"]), outcome, changes)


def _compare_documents(plan, lines):
    contributions = {}
    for row in lines.sound("contributions"):
        contributions.setdefault(row["document"], []).append(row)
    for row in lines.sound("documents"):
        document = plan.documents.get(row["id"])
        said = _compare_document(row, document, plan.names, contributions.get(row["id"], ()))
        lines.of(row).about(document, *said)


def _compare_document(row, document, names, contributions):
    """Only a part that does not exist yet is created; a draft is there, though nobody has described it."""
    if document is None:
        return CREATED, filled(row, [column for column in row.cells if column not in WHERE])
    changes = document_changes(row, document, names, contributions)
    return (CHANGED if changes else UNCHANGED), changes


def _authorities_compared(plan, lines, by):
    """Say of every sound line about an authority record what would become of it; the problems of those it cannot."""
    compare_authorities(lines.all, plan.authorities, plan.names)
    return list(check_authorities(lines.all, plan.authorities, plan.names, by))
