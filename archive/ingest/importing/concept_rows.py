"""Rows of subjects, places and stance targets against the records that are there."""
from archive.ingest.importing.authority_rows import field_changes, filled, pair
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.lines import CHANGED, CREATED, UNCHANGED
from archive.models import Place, StanceTarget, Subject

# {sheet: (model, what its records are fetched with, its plain columns, the column of further names, their rows)}
SHAPES = {
    "subjects": (Subject, ("labels",), ("scope_note",), "labels", "labels"),
    "places": (Place, ("names",), (), "names", "names"),
    "targets": (StanceTarget, (), ("kind", "scope_note"), "", ""),
}
REFERRING = {"subjects": ("broader", "subject"), "places": ("broader", "place"), "targets": ("agent", "agent")}


def held_concepts(sheets):
    """{sheet: {label: record}} of the subjects, places and targets that rows are about."""
    held = {}
    for sheet, (model, belonging, _columns, _names, _rows) in SHAPES.items():
        related = ("agent",) if sheet == "targets" else ("broader", "merged_into")
        records = model.objects.filter(label__in={row["label"] for row in sheets[sheet]})
        held[sheet] = {record.label: record
                       for record in records.select_related(*related).prefetch_related(*belonging)}
    return held


def compare_concept(row, record, names):
    """(outcome, changes) of a row of subjects, places or targets; `record` is None if there is none."""
    if record is None:
        return CREATED, filled(row, row.cells)
    _model, _belonging, columns, _column, _rows = SHAPES[row.kind]
    changes = field_changes(row, record, columns) + _referring(row, record, names)
    if row.kind == "places":
        changes += _degrees(row, record)
    added = new_labels(row, record)
    if added:
        column, rows = SHAPES[row.kind][3:]
        have = "; ".join(f"{one.language}: {one.text}" for one in getattr(record, rows).all())
        changes.append((column, have, "+ " + "; ".join(f"{tag}: {text}" for tag, text in added)))
    return (CHANGED if changes else UNCHANGED), changes


def _referring(row, record, names):
    column, kind = REFERRING[row.kind]
    if not row[column]:
        return []
    other = getattr(record, column)
    old, new = str(other) if other else "", "" if row[column] == EMPTY else names.heading(kind, row[column])
    return [(column, old, new)] if old != new else []


def _degrees(row, record):
    changes = []
    for column in ("latitude", "longitude"):
        if row[column]:
            old, new = getattr(record, column), None if row[column] == EMPTY else float(row[column])
            if old != new:
                changes.append((column, "" if old is None else str(old), "" if new is None else str(new)))
    return changes


def new_labels(row, record):
    """[(language, text)] of the row that the record does not have yet."""
    column, rows = SHAPES[row.kind][3:]
    if not column:
        return []
    have = {(one.language, one.text) for one in getattr(record, rows).all()} if record else set()
    return [one for one in dict.fromkeys(map(pair, row.values(column))) if one not in have]
