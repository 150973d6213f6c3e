"""What is behind: documents and agents whose projection is not what the archive says now.

After a crash between commit and projection, and each day for embargoes that end.
"""
from archive.models import Agent, Document
from archive.workflow.states import State
from catalog.models import PublishedAgent, PublishedDocument, Tombstone
from catalog.projection.visibility import Visibility, standing_of


def stale_documents():
    """Identifiers of documents whose rows are missing, outdated or no longer due."""
    due = _by_identifier(Document.objects.public(), "identifier", "published_revision__version", "published_at")
    projected = _by_identifier(PublishedDocument.objects.order_by(), "pk", "record_version", "published_at")
    stones = set(Tombstone.objects.values_list("pk", flat=True))
    withdrawn = set(Document.objects.filter(state=State.WITHDRAWN).values_list("identifier", flat=True))
    doubtful = {one for one in due.keys() | projected.keys() if due.get(one) != projected.get(one)}
    return sorted(
        one for one in doubtful | stones | withdrawn
        if _is_behind(standing_of(one).visibility, one in projected, one in stones, due.get(one) == projected.get(one))
    )


def stale_agents():
    """Identifiers of public agents whose authority record was edited since."""
    projected = dict(PublishedAgent.objects.values_list("pk", "record_version"))
    current = dict(Agent.objects.filter(identifier__in=projected).values_list("identifier", "version"))
    return sorted(one for one, version in projected.items() if current.get(one) != version)


def _by_identifier(rows, identifier, *columns):
    return {row[0]: row[1:] for row in rows.values_list(identifier, *columns)}


def _is_behind(visibility, is_projected, has_stone, is_same):
    if visibility is Visibility.PUBLIC:
        return has_stone or not (is_projected and is_same)
    if visibility is Visibility.WITHDRAWN:
        return is_projected or not has_stone
    return is_projected or has_stone
