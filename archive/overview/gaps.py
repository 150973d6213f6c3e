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


def gaps_of(documents):
    """(Lines by gap, number of documents looked at); withdrawn documents are left out. One query."""
    present = documents.exclude(state=State.WITHDRAWN)
    counts = present.aggregate(
        all=Count("pk"), **{f"no_{name}": Count("pk", filter=lacks) for name, (_words, lacks) in LACKING.items()})
    lines = [Line(words, counts[f"no_{name}"], f"lacks={name}") for name, (words, _lacks) in LACKING.items()]
    return sorted(lines, key=lambda line: -line.count), counts["all"]
