"""What the descriptions lack: each gap is a list that somebody can work through."""
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive.models import Contribution, Document
from archive.overview.holdings import Line
from archive.workflow.states import State

# {name: (what is lacking, in words; the condition)}. No condition joins another table: each document counts once.
LACKING = {
    "date": (_("a date of issue"), Q(issued="")),
    "publisher": (_("a publisher"), ~Q(Exists(
        Contribution.objects.filter(document=OuterRef("pk"), role=Contribution.Role.PUBLISHER)))),
    "creator": (_("a creator"), ~Q(Exists(
        Contribution.objects.filter(document=OuterRef("pk"), role=Contribution.Role.CREATOR)))),
    "genre": (_("a genre"), Q(genre__isnull=True)),
    "language": (_("a language"), Q(language=[])),
    "subjects": (_("a subject"), ~Q(Exists(
        Document.subjects.through.objects.filter(document=OuterRef("pk"))))),
    "collection": (_("a collection"), Q(collection__isnull=True)),
    "description": (_("a description"), Q(description="")),
    "risk": (_("an answer about persons at risk"), Q(persons_at_risk="not-assessed")),
}
# {name of a gap: the rows of another table by which a document does not have it}.
FILLED_BY = {
    "publisher": Contribution.objects.filter(role=Contribution.Role.PUBLISHER),
    "creator": Contribution.objects.filter(role=Contribution.Role.CREATOR),
    "subjects": Document.subjects.through.objects.all(),
}


def gaps_of(documents):
    """(Lines by gap, number of documents looked at); withdrawn documents are left out. The same few queries always."""
    withdrawn, present = documents.filter(state=State.WITHDRAWN), documents.exclude(state=State.WITHDRAWN)
    counts = _lacking(present, LACKING.keys() - FILLED_BY.keys())
    gone = _lacking(withdrawn, FILLED_BY.keys())
    for name, rows in FILLED_BY.items():
        # To count the documents that the other table names is cheaper than to look there for each document.
        named = documents.belongings(rows).order_by().values("document").distinct().count()
        present_named = named - (gone["all"] - gone[name])
        counts[name] = max(0, counts["all"] - present_named)  # somebody may have saved between two questions
    lines = [Line(words, counts[name], f"lacks={name}") for name, (words, _lacks) in LACKING.items()]
    return sorted(lines, key=lambda line: -line.count), counts["all"]


def _lacking(documents, names):
    """{"all": how many documents, name of a gap: how many lack it}. One query."""
    counts = documents.aggregate(
        all=Count("pk"), **{f"no_{name}": Count("pk", filter=LACKING[name][1]) for name in names})
    return {name.removeprefix("no_"): n for name, n in counts.items()}
