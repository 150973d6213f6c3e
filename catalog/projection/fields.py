"""Which plain fields of a revision readers see; a field that is not named here stays in the archive."""

# Columns of PublishedDocument.
COLUMNS = ("title", "type", "language", "issued", "issued_basis", "description")

# Kept in its `record`.
RECORD_FIELDS = (
    "alternative", "translated_from", "issued_as_printed", "created", "modified", "valid",
    "date_copyrighted", "temporal", "extent", "medium", "rights", "license", "rights_holder",
    "content_notes", "printed_heading", "truncation", "boundary_certainty",
)
