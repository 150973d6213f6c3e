"""What the descriptions lack: each gap is a list that somebody can work through."""
from django.db.models import Count

from archive.curation.filters import LACKING
from archive.overview.holdings import Line
from archive.workflow.states import State


def gaps_of(documents):
    """(Lines by gap, number of documents looked at); withdrawn documents are left out. One query."""
    present = documents.exclude(state=State.WITHDRAWN)
    counts = present.aggregate(
        all=Count("pk", distinct=True),
        **{f"no_{name}": Count("pk", filter=condition, distinct=True) for name, (_label, condition) in LACKING.items()},
    )
    lines = [Line(label, counts[f"no_{name}"], f"lacks={name}") for name, (label, _condition) in LACKING.items()]
    return sorted(lines, key=lambda line: -line.count), counts["all"]
