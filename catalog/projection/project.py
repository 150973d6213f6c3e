"""`project_document`: brings what the public sees of one document up to date."""
from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument, Tombstone
from catalog.projection.agent import remove_unnamed_agents
from catalog.projection.document import write_document, write_relations
from catalog.projection.neighbours import parts_of, referring_to
from catalog.projection.tombstone import write_tombstone
from catalog.projection.visibility import Visibility, standing_of
from catalog.projection.writing import record_change, writing_projection


def project_document(identifier):
    """Write, remove, or turn into a tombstone the document and its parts, in one transaction.

    Harmless to repeat. Returns nothing: whether a document exists is told to nobody.
    """
    with writing_projection():
        project_in_transaction(identifier)


def project_in_transaction(identifier):
    """The same, inside `writing_projection()`; return the identifiers of the document and its parts."""
    named = _agents_named_around(identifier)
    done = set()
    _project_with_parts(identifier, done)
    remove_unnamed_agents(named)
    PublishedCollection.objects.filter(documents__isnull=True).delete()
    return done


def _agents_named_around(identifier):
    """Agents that the rows about to be replaced name: the document's and its parts'."""
    rows = [identifier]
    agents = set()
    while rows:
        agents |= set(PublishedAgent.objects.filter(mentions__document__in=rows).values_list("pk", flat=True))
        rows = list(PublishedDocument.objects.filter(parent__in=rows).values_list("pk", flat=True))
    return agents


def _project_with_parts(identifier, done):
    done.add(identifier)
    parts, referring = parts_of(identifier), referring_to(identifier)
    was_there = _clear(identifier)
    standing = standing_of(identifier)
    if standing.visibility is Visibility.PUBLIC:
        write_document(standing)
        _renew_relations(referring)
    elif standing.visibility is Visibility.WITHDRAWN:
        write_tombstone(standing)
    if was_there or standing.visibility is not Visibility.HIDDEN:
        record_change(identifier, is_removal=standing.visibility is not Visibility.PUBLIC)
    for part in parts:
        if part not in done:
            _project_with_parts(part, done)


def _clear(identifier):
    """Remove the document's row, with all that hangs on it, and its tombstone; whether there was any."""
    rows, _by_model = PublishedDocument.objects.filter(pk=identifier).delete()
    stones, _by_model = Tombstone.objects.filter(pk=identifier).delete()
    return bool(rows or stones)


def _renew_relations(identifiers):
    """Let public documents that refer to one just written point to it."""
    for identifier in sorted(identifiers):
        if PublishedDocument.objects.filter(pk=identifier).exists():
            write_relations(identifier, standing_of(identifier).snapshot)
