"""A row of the sheet documents against what the archive says: which cells would change.

A cell that is left empty says nothing; `[empty]` empties; creators, publishers and
contributors are replaced role by role, and so are subjects and places.
"""
from archive.edtf import parse_edtf
from archive.ingest.description.attribution import read_attributions
from archive.ingest.description.columns import SHEETS
from archive.ingest.description.references import ROLES, place_name
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.present import (
    FIELDS,
    LISTS,
    SEPARATOR,
    attribution_words,
    place_cell,
    plain,
    present_attributions,
    present_cell,
    present_places,
)
from archive.models import Contribution

DATES = {name for name, column in SHEETS["documents"].items() if column.check is parse_edtf}


def document_changes(row, document, names, contributions=()):
    """[(column, old, new)] of the cells of `row` that `document` does not say yet.

    `contributions`: the rows of that sheet about the document; they say more than
    the columns, so they win over them.
    """
    changes = []
    for column in (*FIELDS, *ROLES, "subjects", "places"):
        if row[column]:
            old, new = present_cell(document, column), new_cell(row, column, names, contributions)
            if _is_other(row, column, document, names, contributions, old, new):
                changes.append((column, old, new))
    return changes


def new_cell(row, column, names, contributions=()):
    """What the row would have the document say in `column`, in words; "" for `[empty]`."""
    if row[column] == EMPTY:
        return ""
    if column in ROLES:
        return SEPARATOR.join(attribution_words(*one) for one in wanted_attributions(row, column, names, contributions))
    if column == "subjects":
        return SEPARATOR.join(sorted(wanted_subjects(row, names)))
    if column == "places":
        return SEPARATOR.join(place_cell(heading, note) for heading, note, _typed in wanted_places(row, names))
    if column in LISTS:
        return SEPARATOR.join(row.values(column))
    return parse_edtf(row[column]).text if column in DATES else plain(row[column])


def _is_other(row, column, document, names, contributions, old, new):
    if column in ROLES:
        return present_attributions(document, column) != wanted_attributions(row, column, names, contributions)
    if column == "places":
        return sorted(present_places(document)) != sorted(one[:2] for one in wanted_places(row, names))
    return old != new


def wanted_attributions(row, role, names, contributions=()):
    """[(heading, as printed, basis, certainty)] that the row gives to one role, each agent once."""
    if row[role] == EMPTY:
        return []
    said = {names.heading("agent", one["agent"]): contribution_said(one)
            for one in contributions if one["role"] == role}
    wanted = {}
    for found in read_attributions(row, role):
        heading = names.heading("agent", found.name)
        wanted.setdefault(heading, (found.as_printed, str(found.basis), str(found.certainty)))
    return [(heading, *said.get(heading, rest)) for heading, rest in wanted.items()] + [
        (heading, *rest) for heading, rest in said.items() if heading not in wanted]


def contribution_said(row):
    """(as printed, basis, certainty) of a row of the sheet contributions."""
    basis = row["basis"] or Contribution.Basis.PRINTED
    as_printed = row["as_printed"] or (row["agent"] if basis == Contribution.Basis.PRINTED else "")
    return as_printed, str(basis), str(row["certainty"] or Contribution.Certainty.CERTAIN)


def wanted_subjects(row, names):
    """The headings of the subjects that the row gives, each once."""
    if row["subjects"] == EMPTY:
        return []
    return list(dict.fromkeys(names.heading("subject", label) for label in row.values("subjects")))


def wanted_places(row, names):
    """[(heading, note, name as typed)] of the places that the row gives, each place once."""
    if row["places"] == EMPTY:
        return []
    wanted = {}
    for name, note in map(place_name, row.values("places")):
        wanted.setdefault(names.heading("place", name), (note, name))
    return [(heading, note, typed) for heading, (note, typed) in wanted.items()]
