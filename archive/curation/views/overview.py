"""The dashboard: what the archive holds, what passes through the desk, what is missing, whether the bytes are whole."""
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.curation.guards import allowed
from archive.models import Document
from archive.overview.coding import coding_seen_by
from archive.overview.drawing import HEIGHT, STEP, columns, shares
from archive.overview.gaps import gaps_of
from archive.overview.holdings import by_access, by_collection, by_genre, by_language, by_state
from archive.overview.keeping import keeping
from archive.overview.throughput import weeks_until
from archive.permissions import has_role_everywhere
from archive.workflow.states import Role

BETWEEN = 9  # from the left of the bar “received” to that of the bar “published”


@allowed("dashboard", "see")
def overview(request):
    documents = Document.objects.visible_to(request.user)
    lacking, looked_at = gaps_of(documents)
    sees_all = has_role_everywhere(request.user, Role.CATALOGUER)
    return render(request, "curation/overview.html", {
        "state": shares(by_state(documents)), "charts": charts_of(documents), "all": documents.count(),
        "throughput": throughput_of(weeks_until(documents, timezone.now().date())),
        "gaps": shares(lacking, looked_at), "looked_at": looked_at,
        "coding": coding_seen_by(request.user),
        **(keeping_of() if sees_all else {}),
    })


def keeping_of():
    """The Keeping, and its kinds as shares."""
    found = keeping()
    return {"keeping": found, "kinds": shares(found.kinds)}


def charts_of(documents):
    """[(title, shares)] of the smaller charts; those without a line are left out."""
    charts = (
        (_("Access of what was reviewed"), by_access(documents)), (_("Genres"), by_genre(documents)),
        (_("Languages"), by_language(documents)), (_("Collections"), by_collection(documents)),
    )
    return [(title, shares(lines)) for title, lines in charts if any(line.count for line in lines)]


def throughput_of(weeks):
    """The Weeks with the two rows of bars that draw them, and what they come to."""
    days = [date_format(week.monday, "j M Y") for week in weeks]
    received = columns([week.received for week in weeks], [
        _("week of %(day)s: %(n)s received") % {"day": day, "n": week.received}
        for day, week in zip(days, weeks, strict=True)])
    published = columns([week.published for week in weeks], [
        _("week of %(day)s: %(n)s published") % {"day": day, "n": week.published}
        for day, week in zip(days, weeks, strict=True)], BETWEEN)
    return {
        "weeks": weeks, "received": received, "published": published, "height": HEIGHT, "width": len(weeks) * STEP,
        "all_received": sum(week.received for week in weeks), "all_published": sum(week.published for week in weeks),
        "first": weeks[0].monday, "last": weeks[-1].monday,
    }
