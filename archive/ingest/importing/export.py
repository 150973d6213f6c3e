"""The present description of documents as sheets, to be changed in a spreadsheet program and imported again.

Imported unchanged, it changes nothing. What a cell cannot say (an item with `;` in
it, a text longer than a cell) is left empty, and an empty cell leaves what is there.
Labels, claims and quotations are not exported: an import only ever adds to them.
"""
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from archive.ingest.description.columns import SHEETS
from archive.ingest.description.references import ROLES, place_name
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.formulas import escaped
from archive.ingest.importing.present import (
    FIELDS,
    LISTS,
    PRESENT,
    SEPARATOR,
    field_cell,
    place_cell,
    present_attributions,
    present_places,
)
from archive.ingest.importing.template import write_workbook
from archive.models import Document

MOST_DOCUMENTS = 5_000
MOST_CHARACTERS = 32_767  # of a cell, by every spreadsheet program
COLUMNS = [name for name in SHEETS["documents"] if name not in ("file", "sha256", "opening", "closing")]


class TooMany(Exception):
    """More documents than one import takes."""


def export_description(documents):
    """The bytes of an XLSX that describes `documents`, a DocumentQuerySet. Raises TooMany."""
    read = list(documents.select_related("genre", "parent").order_by("pk").prefetch_related(
        *(name for name in PRESENT if name.startswith(("contributions", "subjects", "places"))))[:MOST_DOCUMENTS + 1])
    if len(read) > MOST_DOCUMENTS:
        raise TooMany(_("there are more than %(n)d documents: export a smaller batch or collection") % {
            "n": MOST_DOCUMENTS})
    rows = [[escaped(_cell(document, column)) for column in COLUMNS] for document in read]
    contributions = [[escaped(cell) for cell in row] for document in read for row in _contributions(document)]
    return write_workbook({"documents": (COLUMNS, rows),
                           "contributions": (list(SHEETS["contributions"]), contributions)})


def exportable(user, batch=None, collection=None):
    """The drafts that this person may change of a batch, of a collection, or of both."""
    documents = Document.objects.visible_to(user).filter(state="draft")
    if batch is not None:
        documents = documents.filter(batch_items__batch=batch).distinct()
    return documents if collection is None else documents.filter(collection=collection)


def _cell(document, column):
    text = _said(document, column)
    is_sayable = len(text) <= MOST_CHARACTERS and text != EMPTY and not ILLEGAL_CHARACTERS_RE.search(text)
    return text if is_sayable else ""


def _said(document, column):
    if column == "id":
        return document.identifier
    if column == "parent":
        return document.parent.identifier if document.parent else ""
    if column in ("sequence", "start", "end"):
        value = getattr(document, column if column == "sequence" else f"part_{column}")
        return "" if value is None else str(value)
    if column in ROLES:
        return _names(document, column)
    if column == "subjects":
        return _list(sorted(subject.label for subject in document.subjects.all()))
    if column == "places":
        return _places(document)
    return _list(getattr(document, FIELDS[column])) if column in LISTS else field_cell(document, column)


def _list(items):
    """Items as one cell; "" if the cell would be read as other items."""
    return "" if any(";" in item or item != item.strip() or not item for item in items) else SEPARATOR.join(items)


def _names(document, role):
    """The names of one role, if each can be written as a name alone; else the sheet contributions has them."""
    found = present_attributions(document, role)
    return _list([_name(*one) for one in found]) if all(_is_plain(*one) for one in found) else ""


def _is_plain(heading, as_printed, basis, certainty):
    is_printed = basis == "printed" and certainty == "certain" and as_printed == heading
    return (is_printed or (basis == "inferred" and not as_printed)) and not set(heading) & set("[];?")


def _name(heading, _as_printed, basis, certainty):
    if basis == "printed":
        return heading
    return f"[{heading}]" if certainty == "certain" else f"[{heading}?]"


def _places(document):
    cells = [(place_cell(*one), one) for one in present_places(document)]
    return _list([cell for cell, _one in cells]) if all(place_name(cell) == one for cell, one in cells) else ""


def _contributions(document):
    for role in ROLES:
        found = present_attributions(document, role)
        if _names(document, role) or not found:
            continue
        for heading, as_printed, basis, certainty in found:
            yield [document.identifier, role, heading, as_printed, basis, certainty]
