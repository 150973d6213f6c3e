"""What a document's page asks of the projection: five questions, or six for a part, in SQL that is written once.

The page is to be answered in 5 ms, and building these questions anew took Django half of that:
0.3 to 0.7 ms each, while the database needs 0.03 (measured at 49 and at 100,000 documents). Every
question goes by the primary key or one index; tests hold them against the models and PostgreSQL
runs the same words.
"""
import json
from dataclasses import dataclass
from functools import cached_property

from django.db import connections, router

from catalog.languages import only_language
from catalog.links import file_path
from catalog.models import PublishedCollection, PublishedDocument
from catalog.pages.lines import types_in_words
from catalog.spoken import said_term

DEEPEST = 4  # levels of parts within parts that the page lists

DOCUMENT = """
SELECT d.*, c.title AS collection_title, c.is_fictional AS collection_is_fictional,
       w.title AS whole_title, w.language AS whole_language
FROM "catalog_publisheddocument" d
LEFT JOIN "catalog_publishedcollection" c ON c.identifier = d.collection_id
LEFT JOIN "catalog_publisheddocument" w ON w.identifier = d.parent_id
WHERE d.identifier = %s
"""
CONTRIBUTIONS = """
SELECT g.role, g.as_printed, g.basis, g.certainty, a.identifier, a.name, a.kind, a.types
FROM "catalog_publishedcontribution" g JOIN "catalog_publishedagent" a ON a.identifier = g.agent_id
WHERE g.document_id = %s ORDER BY g.sequence, g.id
"""
RELATIONS = """
SELECT r.kind, r.described, r.document_id, r.related_id, d.title, d.language
FROM "catalog_publishedrelation" r LEFT JOIN "catalog_publisheddocument" d ON d.identifier = r.related_id
WHERE r.document_id = %s
UNION ALL
SELECT r.kind, r.described, r.document_id, r.related_id, d.title, d.language
FROM "catalog_publishedrelation" r JOIN "catalog_publisheddocument" d ON d.identifier = r.document_id
WHERE r.related_id = %s
"""
FILES = """
SELECT f.sha256, f.filename, f.media_type, f.size, t.sha256, t.width, t.height
FROM "catalog_publishedfile" f LEFT JOIN "catalog_publishedthumbnail" t ON t.id = (
    SELECT id FROM "catalog_publishedthumbnail"
    WHERE document_id = f.document_id AND original_sha256 = f.sha256 ORDER BY page, id LIMIT 1)
WHERE f.document_id = %s ORDER BY f.sequence
"""
OF_PART = """d.identifier, d.parent_id, d.sequence, d.title, d.language, d.issued, d.issued_basis, d.genre_label,
       d.genre_label_fa, d.text_sha256, d.text_start, d.line"""
PARTS = f"""
WITH RECURSIVE below (identifier, depth) AS (
    SELECT identifier, 1 FROM "catalog_publisheddocument" WHERE parent_id = %s
    UNION ALL
    SELECT p.identifier, b.depth + 1 FROM below b JOIN "catalog_publisheddocument" p ON p.parent_id = b.identifier
    WHERE b.depth < {DEEPEST})
SELECT {OF_PART}, b.depth FROM below b JOIN "catalog_publisheddocument" d ON d.identifier = b.identifier
ORDER BY b.depth, d.sequence, d.identifier
"""
NEIGHBOURS = f"""
SELECT * FROM (SELECT {OF_PART}, -1 AS side FROM "catalog_publisheddocument" d
    WHERE d.parent_id = %s AND d.sequence < %s ORDER BY d.sequence DESC LIMIT 1) AS earlier
UNION ALL
SELECT * FROM (SELECT {OF_PART}, 1 AS side FROM "catalog_publisheddocument" d
    WHERE d.parent_id = %s AND d.sequence > %s ORDER BY d.sequence LIMIT 1) AS later
"""


@dataclass(frozen=True)
class Given:
    """One agent in one role of the document, with `types` as codes of AgentType, each once."""

    role: str
    as_printed: str
    basis: str
    certainty: str
    agent: str
    name: str
    kind: str
    types: tuple

    @property
    def printed(self):
        """The name as printed; the agent's own where none is printed."""
        return self.as_printed or self.name

    @property
    def types_words(self):
        return types_in_words(self.types)


class Part:
    """A part as its neighbours show it; `depth` counts from 1, or says on which side of this part it stands."""

    def __init__(self, row):
        (self.pk, self.parent_id, self.sequence, self.title, language, self.issued, self.issued_basis,
         label, label_fa, self.text_sha256, self.text_start, line, self.depth) = row
        self.language = json.loads(language)
        self._line, self.genre_said = line, said_term(label, label_fa)

    @property
    def only_language(self):
        return only_language(self.language)

    @cached_property
    def publishers(self):
        """[{"identifier", "name", "types"}] as in the line of a list."""
        return json.loads(self._line).get("publishers", [])


def document_row(identifier):
    """The PublishedDocument with its collection and `whole` ({"title", "language"} or None), or None; one question."""
    row = next(iter(PublishedDocument.objects.raw(DOCUMENT, [str(identifier)])), None)
    if row is None:
        return None
    if row.collection_id:
        row.collection = PublishedCollection(identifier=row.collection_id, title=row.collection_title,
                                             is_fictional=bool(row.collection_is_fictional))
    row.whole = None if row.whole_title is None else {
        "title": row.whole_title, "language": only_language(json.loads(row.whole_language))}
    return row


def contributions_of(identifier):
    """Its Givens in their order; one question."""
    return [Given(*plain, tuple(dict.fromkeys(one["type"] for one in json.loads(types))))
            for *plain, types in answers(CONTRIBUTIONS, identifier)]


def relations_of(identifier):
    """[{"kind", "described", "is_given", "other", "title", "language"}]; one question.

    `is_given` says whether this document states the relation; `other` is the identifier of the other
    document, None for one that is not held.
    """
    found = [
        {"kind": kind, "described": described, "is_given": document == identifier,
         "other": related if document == identifier else document,
         "title": title or "", "language": json.loads(language) if language else []}
        for kind, described, document, related, title, language in answers(RELATIONS, identifier, identifier)
    ]
    return sorted(found, key=lambda relation: not relation["is_given"])


def files_of(row):
    """Its files with their addresses and first pictures; a part shows those of its whole. One question."""
    holder = row.parent_id or row.pk
    return [
        {"file": {"sha256": sha256, "filename": filename, "media_type": media_type, "size": size},
         "path": file_path(holder, sha256, filename),
         "thumbnail": {"document_id": holder, "sha256": picture, "width": width, "height": height} if picture else None}
        for sha256, filename, media_type, size, picture, width, height in answers(FILES, holder)
    ]


def parts_of(identifier):
    """Every Part below it, level by level, each level in its order; one question."""
    return [Part(row) for row in answers(PARTS, identifier)]


def neighbours_of(row):
    """(the Part before, the Part after) of a part, None where there is none; one question, none for a whole."""
    if row.parent_id is None or row.sequence is None:
        return None, None
    found = [Part(one) for one in answers(NEIGHBOURS, *[row.parent_id, row.sequence] * 2)]
    return tuple(next((part for part in found if part.depth == side), None) for side in (-1, 1))


def answers(question, *values):
    with connections[router.db_for_read(PublishedDocument)].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
