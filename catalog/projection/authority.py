"""`project_name`: brings the name of one record, and every document that shows it, up to date."""
from archive.models import Agent, Codebook, Collection, Genre, Place, StanceTarget, Subject
from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument, PublishedHeading
from catalog.projection.agent import write_agents
from catalog.projection.codebook import write_codebooks
from catalog.projection.heading import Kind, write_headings
from catalog.projection.merged import redirect_merged, renew_redirects, showing
from catalog.projection.project import finish, project_in_transaction
from catalog.projection.renamed import Renamed
from catalog.projection.writing import record_changes, writing_projection

COLLECTION_FIELDS = ("title", "description", "is_fictional")


def project_name(record):
    """Write what readers see of this agent, subject, place, target, genre, collection or codebook, if they do."""
    with writing_projection():
        if getattr(record, "merged_into_id", None):
            renew_merged(record.identifier)
        PROJECT[type(record)](record)


def renew_merged(identifier):
    """Write everything that names this merged record anew: it stands under its primary then."""
    documents = showing(identifier)
    if documents:
        redirect_merged(identifier)
    renew_redirects()
    done = set()
    for document in documents:
        if document not in done:
            done |= project_in_transaction(document)


def renew_agents(identifiers):
    """Write these agents, those of them that are public, and the documents that name them; return how many differed."""
    renamed = Renamed()
    public = PublishedAgent.objects.order_by().filter(pk__in=identifiers)
    write_agents(list(public.values_list("pk", flat=True)), renamed)
    finish(renamed)
    return len(renamed.touched)


def renew_headings(identifiers):
    """The same of headings."""
    used = {kind: set() for kind in Kind}
    for identifier, kind in PublishedHeading.objects.order_by().filter(pk__in=identifiers).values_list("pk", "kind"):
        used[kind].add(identifier)
    renamed = Renamed()
    write_headings(used, renamed)
    finish(renamed)
    return len(renamed.touched)


def renew_genre(code):
    """Let every document of this genre say its labels; return whether any said others."""
    label, label_fa = next(iter(Genre.objects.filter(code=code).values_list("label", "label_fa")), ("", ""))
    old = PublishedDocument.objects.filter(genre=code).exclude(genre_label=label, genre_label_fa=label_fa)
    documents = list(old.order_by("pk").values_list("pk", flat=True))
    old.update(genre_label=label, genre_label_fa=label_fa)
    record_changes(documents)
    return bool(documents)


def renew_collection(identifier):
    """Let a public collection say its title and description; return whether it said something else."""
    now = Collection.objects.filter(identifier=identifier).values(*COLLECTION_FIELDS).first()
    row = PublishedCollection.objects.filter(pk=identifier)
    if now is None or row.values(*COLLECTION_FIELDS).first() in (None, now):
        return False
    row.update(**now)
    record_changes(PublishedDocument.objects.filter(collection=identifier).order_by("pk").values_list("pk", flat=True))
    return True


def _renew_with_narrower(record):
    """What stands directly below a subject or place shows its label too."""
    renew_headings([record.identifier, *record.narrower.values_list("identifier", flat=True)])


PROJECT = {
    Agent: lambda agent: renew_agents([agent.identifier]),
    Subject: _renew_with_narrower,
    Place: _renew_with_narrower,
    StanceTarget: lambda target: renew_headings([target.identifier]),
    Genre: lambda genre: renew_genre(genre.code),
    Collection: lambda collection: renew_collection(collection.identifier),
    Codebook: lambda codebook: write_codebooks(),
}
