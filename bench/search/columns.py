"""The columns of the projection that are filled, in the order in which rows are given.

Keys that the database numbers by itself are left out; a test compares the rest with the models.
"""

COLUMNS = {
    "publishedagent": ("identifier", "name", "kind", "types", "record", "record_version"),
    "publishedheading": ("identifier", "kind", "label", "record"),
    "publishedname": ("owner_kind", "owner", "text", "folded", "language", "kind", "is_hidden"),
    "publishedcollection": ("identifier", "title", "description", "is_fictional"),
    "publisheddocument": (
        "identifier", "parent_id", "sequence", "title", "type", "genre", "genre_label", "genre_label_fa", "language",
        "issued", "issued_earliest", "issued_latest", "issued_basis", "description", "collection_id", "record", "line",
        "text", "text_sha256", "text_start", "text_end", "record_version", "published_at"),
    "publishedcontribution": ("document_id", "agent_id", "role", "as_printed", "basis", "certainty", "sequence"),
    "publishedmention": ("document_id", "agent_id"),
    "publisheduse": ("document_id", "heading_id"),
    "publishedstance": (
        "identifier", "document_id", "target_identifier", "target_label", "target_agent", "holder",
        "holder_agent", "position", "coder", "status"),
    "publishedfile": ("document_id", "sha256", "size", "media_type", "filename", "sequence"),
    "publishedthumbnail": (
        "document_id", "sha256", "original_sha256", "size", "media_type", "width", "height", "page"),
    "publishedrelation": ("document_id", "kind", "related_id", "described"),
    "change": ("identifier", "is_removal", "changed_at"),
}


def insertion(table):
    """The SQL that inserts one row of a table."""
    columns = COLUMNS[table]
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO catalog_{table} ({names}) VALUES ({', '.join('?' * len(columns))})"
