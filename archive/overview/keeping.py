"""What the archive keeps, and what its checks of the bytes found."""
import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Sum
from django.utils import timezone

from archive.models import Event, Original
from archive.models.provenance import EventType
from archive.overview.holdings import MOST_LINES, Line

CHECKED_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Check:
    """The last check that read the bytes of every original; None counts are not known."""

    at: datetime
    checked: int
    good: int
    is_intact: bool

    @property
    def is_due(self):
        """Whether it is longer ago than every byte should be read again."""
        return timezone.now() - self.at > CHECKED_WITHIN


@dataclass(frozen=True)
class Keeping:
    """Number of originals, their bytes, the largest kinds, free bytes of the disk, and the last Check or None."""

    originals: int
    size: int
    kinds: list
    free: int
    check: Check | None


def keeping():
    """The present Keeping."""
    rows = list(Original.objects.order_by().values_list("media_type").annotate(n=Count("pk"), total=Sum("size")))
    kinds = sorted((Line(media_type, n) for media_type, n, _total in rows), key=lambda line: (-line.count, line.label))
    number, size = sum(n for _type, n, _total in rows), sum(total for _type, _n, total in rows)
    return Keeping(number, size, kinds[:MOST_LINES], _free(), last_check())


def last_check():
    """The last Check, from the summary that `archive_verify_storage` leaves in the ledger; None if there is none."""
    summaries = Event.objects.filter(type=EventType.FIXITY_CHECK, object_type="store", object_id="originals")
    for event in summaries.exclude(detail__contains='"bytes_read":0,').order_by("-sequence")[:1]:
        said = json.loads(event.detail)
        return Check(event.occurred_at, said.get("checked", 0), said.get("good", 0), event.outcome == "success")
    return None


def _free():
    folder = settings.MEDIA_ROOT
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
