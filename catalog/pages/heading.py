"""The pages of subjects and places: what they are called, what stands above and below them, their documents."""
from django.http import Http404
from django.shortcuts import render

from catalog.models import PublishedHeading, PublishedName
from catalog.pages.access import reader_page
from catalog.pages.entity import documents_of
from catalog.pages.moved import moved
from catalog.spoken import gettext as _
from catalog.spoken import pgettext

Kind = PublishedHeading.Kind
MOST_NARROWER = 200
SECONDS = 3600  # in a degree


@reader_page
def subject(request, identifier):
    return shown(request, identifier, Kind.SUBJECT)


@reader_page
def place(request, identifier):
    return shown(request, identifier, Kind.PLACE)


def shown(request, identifier, kind):
    """The page; what was merged leads to its primary, and what is not public is not found."""
    try:
        context = page_of(identifier, kind)
    except Http404:
        return moved(kind.value, identifier)
    return render(request, "catalog/heading.html", context)


def page_of(identifier, kind):
    """The context of a subject or place; at most eleven queries. Raise Http404 if no public document uses it."""
    heading = heading_or_404(identifier, kind)
    broader = heading.record["broader"]
    below = PublishedHeading.objects.filter(kind=kind, record__broader__identifier=heading.pk)
    return {
        "heading": heading, "names": names_of(heading.pk),
        "coordinates": coordinates_in_words(heading.record.get("latitude"), heading.record.get("longitude")),
        "scope_note": heading.record.get("scope_note", ""), "broader": broader,
        "has_broader_page": bool(broader) and PublishedHeading.objects.filter(pk=broader["identifier"]).exists(),
        "narrower": list(below.values("identifier", "label")[:MOST_NARROWER]),
        "listed": documents_of(kind.value, heading.pk),
    }


def heading_or_404(identifier, kind):
    heading = PublishedHeading.objects.filter(pk=str(identifier), kind=kind).first()
    if heading is None:
        raise Http404
    return heading


def names_of(owner):
    """[{"text", "language"}]: the other forms of a name that may be shown."""
    names = PublishedName.objects.filter(owner=owner, is_hidden=False).exclude(kind="heading")
    return list(names.order_by("pk").values("text", "language"))


def coordinates_in_words(latitude, longitude):
    """“41°42′36″ north, 38°9′36″ west”; "" if they are not known. Degrees, WGS 84."""
    if latitude is None or longitude is None:
        return ""
    north = _("%(degrees)s north") if latitude >= 0 else _("%(degrees)s south")
    east = _("%(degrees)s east") if longitude >= 0 else _("%(degrees)s west")
    return pgettext("between words of a list", ", ").join(
        (north % {"degrees": in_degrees(latitude)}, east % {"degrees": in_degrees(longitude)}))


def in_degrees(value):
    """Degrees, minutes and seconds, without trailing noughts: 41.71 is 41°42′36″."""
    minutes, seconds = divmod(round(abs(value) * SECONDS), 60)
    degrees, minutes = divmod(minutes, 60)
    parts = [f"{degrees}°", f"{minutes}′", f"{seconds}″"]
    while len(parts) > 1 and parts[-1][:-1] == "0":
        parts.pop()
    return "".join(parts)
