"""What a document says now, cell by cell, in the words of the sheet documents."""
from archive.ingest.description.columns import SHEETS
from archive.ingest.description.references import ROLES

PRESENT = (
    "contributions__agent", "subjects", "places__place", "relations__related", "captures", "stances__target",
    "stances__holder_agent", "stances__coder", "stances__evidence", "stances__further_evidence",
    "claims__evidence", "quotations__evidence", "quotations__speaker_agent",
)
# Columns that are fields of the document itself, and the field's name where it is another.
FIELDS = {name: name for name in (
    "title", "alternative", "type", "genre", "language", "translated_from", "issued", "issued_as_printed",
    "issued_basis", "created", "modified", "valid", "date_copyrighted", "temporal", "extent", "medium", "description",
    "rights", "license", "rights_holder", "printed_heading", "truncation", "boundary_certainty", "embargo_until",
    "embargo_reason", "persons_at_risk", "content_notes", "notes",
)} | {"access": "proposed_access"}
LISTS = {name for name in FIELDS if SHEETS["documents"][name].is_list}
SEPARATOR = "; "


def field_cell(document, column):
    """The cell that says what the document's field says."""
    value = getattr(document, FIELDS[column])
    if value is None:
        return ""
    if column in LISTS:
        return SEPARATOR.join(value)
    if column == "genre":
        return value.code
    return value.isoformat() if hasattr(value, "isoformat") else plain(value)


def plain(text):
    """Text as a cell keeps it: without the space around it, with the line ends of a spreadsheet."""
    return text.strip().replace("\r\n", "\n").replace("\r", "\n")


def present_attributions(document, role):
    """[(heading, as printed, basis, certainty)] of one role, in their order."""
    return [(row.agent.name, row.as_printed, row.basis, row.certainty)
            for row in document.contributions.all() if row.role == role]


def present_places(document):
    """[(heading, note)], in the order in which they were added."""
    return [(row.place.label, row.note) for row in sorted(document.places.all(), key=lambda row: row.pk)]


def place_cell(heading, note):
    return f"{heading} ({note})" if note else heading


def attribution_words(heading, as_printed, basis, certainty):
    """An attribution as a cell writes it; what a cell cannot write is said in brackets behind it."""
    is_certain = certainty == "certain"
    if basis == "inferred" and not as_printed:
        return f"[{heading}]" if is_certain else f"[{heading}?]"
    said = [f"“{as_printed}”" if as_printed and as_printed != heading else "",
            basis if basis != "printed" else "", "" if is_certain else certainty]
    said = ", ".join(filter(None, said))
    return f"{heading} ({said})" if said else heading


def present_cell(document, column):
    """What the document says in `column`, in words."""
    if column in ROLES:
        return SEPARATOR.join(attribution_words(*one) for one in present_attributions(document, column))
    if column == "subjects":
        return SEPARATOR.join(sorted(subject.label for subject in document.subjects.all()))
    if column == "places":
        return SEPARATOR.join(place_cell(*one) for one in present_places(document))
    return field_cell(document, column)
