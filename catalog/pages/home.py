"""The entrance: what this is, how much of it there is, and who is speaking."""
from collections import Counter

from django.db.models import Count, Q
from django.shortcuts import render

from catalog.models import PublishedAgent, PublishedCollection, PublishedDocument
from catalog.pages.access import reader_page

SHOWN = 6


@reader_page
def home(request):
    wholes = PublishedDocument.objects.whole().for_lists()
    counts = PublishedDocument.objects.order_by().aggregate(
        documents=Count("pk", filter=Q(parent__isnull=True)), parts=Count("pk", filter=Q(parent__isnull=False))
    )
    by_type, publishers = publishers_by_type()
    return render(request, "catalog/home.html", {
        **counts,
        "publishers": publishers,
        "publishers_by_type": by_type,
        "collections": PublishedCollection.objects.annotate(
            size=Count("documents", filter=Q(documents__parent__isnull=True))),
        "recent": wholes.recently_published_first()[:SHOWN],
        "newest": wholes.filter(issued_earliest__isnull=False).newest_issued_first()[:SHOWN],
    })


def publishers_by_type():
    """([(type code, number, share of the largest in percent)], number of publishers), most frequent first.

    A publisher of two types counts in both; one without a type as unknown.
    """
    rows = list(PublishedAgent.objects.filter(contributions__role="publisher").distinct().values_list("pk", "types"))
    counter = Counter(code for _pk, types in rows for code in {one["type"] for one in types} or {"unknown"})
    largest = max(counter.values(), default=1)
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return [(code, number, round(100 * number / largest)) for code, number in ordered], len(rows)
