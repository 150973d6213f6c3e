"""What is behind: documents and agents whose projection is not what the archive says now.

After a crash between commit and projection, and each day for embargoes that end.
"""
from archive.models import Agent, Document
from catalog.models import PublishedAgent, PublishedDocument, Tombstone
from catalog.projection.renamed import renamed_documents
from catalog.projection.tombstone import tombstone_fields
from catalog.projection.visibility import Visibility, standing_of


def stale_documents():
    """Identifiers of documents whose rows are missing, outdated or no longer due, or show an old name."""
    due = _by_identifier(Document.objects.public(), "identifier", "published_revision__version", "published_at")
    projected = _by_identifier(PublishedDocument.objects.order_by(), "pk", "record_version", "published_at")
    stones = {row.pop("identifier"): row for row in Tombstone.objects.values()}
    withdrawn = set(Document.objects.filter(withdrawn_at__isnull=False).values_list("identifier", flat=True))
    different = {one for one in due.keys() | projected.keys() if due.get(one) != projected.get(one)}
    behind = {one for one in different | stones.keys() | withdrawn
              if _is_behind(standing_of(one), one in projected and one not in different, one in projected,
                            stones.get(one))}
    return sorted(behind | renamed_documents())


def stale_agents():
    """Identifiers of public agents whose authority record was edited since."""
    projected = dict(PublishedAgent.objects.values_list("pk", "record_version"))
    current = dict(Agent.objects.filter(identifier__in=projected).values_list("identifier", "version"))
    return sorted(one for one, version in projected.items() if current.get(one) != version)


def _by_identifier(rows, identifier, *columns):
    return {row[0]: row[1:] for row in rows.values_list(identifier, *columns)}


def _is_behind(standing, is_current, is_projected, stone):
    """Whether its row (is it there, is it the revision that is due?) and tombstone are not what they should be."""
    if standing.visibility is Visibility.PUBLIC:
        return stone is not None or not is_current
    if standing.visibility is Visibility.WITHDRAWN:
        return is_projected or stone != tombstone_fields(standing)
    return is_projected or stone is not None
