"""How much passed through the desk, week by week."""
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count

from archive.overview.day import Day
from archive.workflow.states import State

WEEKS = 26


@dataclass(frozen=True)
class Week:
    """One week from its Monday: documents taken in, and documents published in their present version."""

    monday: date
    received: int
    published: int


def weeks_until(documents, today):
    """The last WEEKS Weeks, the one of `today` last; weeks without work are there too. Days in UTC."""
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    received = _per_week(documents, "created_at", mondays[0])
    # Every state is named because the index by which they are found begins with it.
    published = _per_week(documents.filter(state__in=State.values), "published_at", mondays[0])
    return [Week(monday, received[monday], published[monday]) for monday in mondays]


def _per_week(documents, field, since):
    counts = Counter()
    first = datetime.combine(since, time.min, UTC)  # a moment is compared as it is kept, without a function
    rows = (documents.filter(**{f"{field}__gte": first}).order_by()
            .annotate(day=Day(field)).values_list("day").annotate(n=Count("pk")))
    for text, n in rows:
        day = date.fromisoformat(text)
        counts[day - timedelta(days=day.weekday())] += n
    return counts
