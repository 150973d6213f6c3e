"""What is behind: documents and names whose projection is not what the archive says now.

After a crash between commit and projection, and each day for embargoes that end.
"""
from archive.models import Document
from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument, PublishedHeading, Tombstone
from catalog.projection.authority import (
    renew_agents,
    renew_collection,
    renew_genre,
    renew_headings,
    renew_merged,
)
from catalog.projection.codebook import write_codebooks
from catalog.projection.merged import merged_and_shown
from catalog.projection.tombstone import tombstone_fields
from catalog.projection.visibility import Visibility, standing_of
from catalog.projection.writing import writing_projection

AT_ONCE = 500  # names that are compared in one transaction


def stale_documents():
    """Identifiers of documents whose rows are missing, outdated, incomplete or no longer due."""
    due = _by_identifier(Document.objects.public(), "identifier", "published_revision__version", "published_at")
    projected = _by_identifier(PublishedDocument.objects.order_by(), "pk", "record_version", "published_at")
    stones = {row.pop("identifier"): row for row in Tombstone.objects.values()}
    withdrawn = set(Document.objects.filter(withdrawn_at__isnull=False).values_list("identifier", flat=True))
    different = {one for one in due.keys() | projected.keys() if due.get(one) != projected.get(one)}
    different |= _written_before_lines()
    return sorted(one for one in different | stones.keys() | withdrawn
                  if _is_behind(standing_of(one), one in projected and one not in different, one in projected,
                                stones.get(one)))


def renew_names():
    """Compare every public name with its record and write what differs; return how many records did.

    Documents agree with the rows of their agents and headings (`renamed.py`), so only these are compared.
    """
    with writing_projection():
        renewed = write_codebooks()
    for merged in merged_and_shown():
        with writing_projection():
            renew_merged(merged)
            renewed += 1
    for model, renew in ((PublishedAgent, renew_agents), (PublishedHeading, renew_headings)):
        for identifiers in _some_at_once(model.objects.order_by("pk").values_list("pk", flat=True)):
            with writing_projection():
                renewed += renew(identifiers)
    genres = PublishedDocument.objects.exclude(genre="").order_by("genre").values_list("genre", flat=True).distinct()
    collections = PublishedCollection.objects.order_by("pk").values_list("pk", flat=True)
    for shown, renew in ((genres, renew_genre), (collections, renew_collection)):
        for key in list(shown):
            with writing_projection():
                renewed += renew(key)
    return renewed


def _written_before_lines():
    """Rows of a version that had no lines, headings and names yet."""
    return set(PublishedDocument.objects.order_by().filter(line={}).values_list("pk", flat=True))


def _some_at_once(identifiers):
    identifiers = list(identifiers)
    return [identifiers[start:start + AT_ONCE] for start in range(0, len(identifiers), AT_ONCE)]


def _by_identifier(rows, identifier, *columns):
    return {row[0]: row[1:] for row in rows.values_list(identifier, *columns)}


def _is_behind(standing, is_current, is_projected, stone):
    """Whether its row (is it there, is it the revision that is due?) and tombstone are not what they should be."""
    if standing.visibility is Visibility.PUBLIC:
        return stone is not None or not is_current
    if standing.visibility is Visibility.WITHDRAWN:
        return is_projected or stone != tombstone_fields(standing)
    return is_projected or stone is not None
