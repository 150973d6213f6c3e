"""`project_document`: brings what the public sees of one document up to date."""
import json

from archive.models import Document
from catalog.models import (
    PublishedAgent,
    PublishedCollection,
    PublishedDocument,
    PublishedHeading,
    PublishedRelation,
    Tombstone,
)
from catalog.projection.agent import remove_unnamed_agents
from catalog.projection.document import write_document, write_relations
from catalog.projection.heading import remove_unused_headings
from catalog.projection.name import remove_names_without_owner
from catalog.projection.neighbours import parts_and_referring
from catalog.projection.renamed import Renamed
from catalog.projection.renewal import renew_documents
from catalog.projection.tombstone import write_tombstone
from catalog.projection.visibility import Visibility, standing_of
from catalog.projection.writing import record_change, writing_projection


def project_document(identifier):
    """Write, remove, or turn into a tombstone the document and its parts, in one transaction.

    Harmless to repeat. Returns nothing: whether a document exists is told to nobody.
    """
    with writing_projection():
        project_in_transaction(identifier)


def project_in_transaction(identifier, own_standing=None, further=()):
    """The same, inside `writing_projection()`; return the identifiers of the documents written.

    `own_standing` as `visibility.standing_of` takes it; `further` are documents that are written too,
    though no published revision leads to them.
    """
    agents, headings = _named_around(identifier)
    done, renamed = set(), Renamed()
    for one in (identifier, *further):
        if one not in done:
            _project_with_parts(one, done, renamed, own_standing)
    if remove_unnamed_agents(agents) + remove_unused_headings(headings):
        remove_names_without_owner(agents | headings)
    PublishedCollection.objects.filter(documents__isnull=True).delete()
    finish(renamed, done)
    return done


def finish(renamed, done=frozenset()):
    """Let all other documents say what was found to be called differently, inside `writing_projection()`."""
    if renamed.agents or renamed.headings:
        renew_documents(renamed)
    if renamed.targets:
        _project_using(renamed.targets, done)


def _project_using(targets, done):
    """Project anew what takes positions on targets that lead to another agent: other agents are public then."""
    using = PublishedDocument.objects.filter(uses__heading__in=targets).order_by("pk")
    for identifier in list(using.values_list("pk", flat=True)):
        if identifier not in done:
            project_in_transaction(identifier)


def _named_around(identifier):
    """(agents, headings) of the rows about to be replaced: the document's and its parts'."""
    rows, agents, headings = [identifier], set(), set()
    while rows:
        agents |= set(PublishedAgent.objects.order_by().filter(mentions__document__in=rows)
                      .values_list("pk", flat=True))
        headings |= set(PublishedHeading.objects.order_by().filter(uses__document__in=rows)
                        .values_list("pk", flat=True))
        rows = list(PublishedDocument.objects.order_by().filter(parent__in=rows).values_list("pk", flat=True))
    return agents, headings


def _project_with_parts(identifier, done, renamed, own_standing):
    done.add(identifier)
    parts, referring = parts_and_referring(identifier)
    was_there = _clear(identifier)
    standing = standing_of(identifier, own_standing=own_standing)
    if standing.visibility is Visibility.PUBLIC:
        write_document(standing, renamed)
        if referring:
            _renew_relations(referring)
    elif standing.visibility is Visibility.WITHDRAWN:
        write_tombstone(standing)
    if was_there or standing.visibility is not Visibility.HIDDEN:
        record_change(identifier, is_removal=standing.visibility is not Visibility.PUBLIC)
    for part in parts:
        if part not in done:
            _project_with_parts(part, done, renamed, own_standing)


def _clear(identifier):
    """Remove the document's row, with all that hangs on it, and its tombstone; whether there was any."""
    rows, _by_model = PublishedDocument.objects.filter(pk=identifier).delete()
    stones, _by_model = Tombstone.objects.filter(pk=identifier).delete()
    return bool(rows or stones)


def _renew_relations(identifiers):
    """Let public documents that refer to one just written point to it."""
    public = list(PublishedDocument.objects.order_by().filter(pk__in=identifiers).values_list("pk", flat=True))
    PublishedRelation.objects.filter(document__in=public).delete()
    revisions = Document.objects.published().filter(identifier__in=public).order_by("pk")
    write_relations({identifier: json.loads(snapshot) for identifier, snapshot in
                     revisions.values_list("identifier", "published_revision__snapshot")})
