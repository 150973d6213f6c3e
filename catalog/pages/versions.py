"""The versions of its record that readers have had, with what changed from one to the next."""
from datetime import UTC

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy

from catalog.pages.history import day_in_words
from catalog.spoken import gettext as _
from catalog.spoken import ngettext, pgettext

# The public fields that a version may change: those of projection/versions.py.
NAMES = {
    "title": gettext_lazy("title"), "alternative": gettext_lazy("other titles"), "type": gettext_lazy("type"),
    "genre": gettext_lazy("genre"), "language": gettext_lazy("language"),
    "translated_from": gettext_lazy("language of the original"), "issued": gettext_lazy("date of issue"),
    "issued_basis": gettext_lazy("how the date of issue is known"),
    "issued_as_printed": gettext_lazy("date of issue as printed"), "created": gettext_lazy("date of making"),
    "modified": gettext_lazy("date of change"), "valid": gettext_lazy("time of validity"),
    "date_copyrighted": gettext_lazy("copyright date"), "temporal": gettext_lazy("period"),
    "extent": gettext_lazy("extent"), "medium": gettext_lazy("medium"), "rights": gettext_lazy("rights"),
    "license": gettext_lazy("licence"), "rights_holder": gettext_lazy("rights holder"),
    "description": gettext_lazy("description"), "content_notes": gettext_lazy("content note"),
    "printed_heading": gettext_lazy("printed heading"), "truncation": gettext_lazy("how the part is cut"),
    "boundary_certainty": gettext_lazy("where the part begins and ends"), "collection": gettext_lazy("collection"),
    "parent": gettext_lazy("place in a whole"), "subjects": gettext_lazy("subjects"),
    "places": gettext_lazy("places"), "contributions": gettext_lazy("publishers, creators and contributors"),
    "relations": gettext_lazy("relations"), "files": gettext_lazy("files"), "text": gettext_lazy("text"),
    "captures": gettext_lazy("capture record"), "stances": gettext_lazy("positions"),
    "claims": gettext_lazy("figures claimed"), "quotations": gettext_lazy("quotations"),
}


def versions_in_words(versions, current):
    """[{"number", "at" (ISO 8601), "day" (in words), "change", "is_current"}] of a record's `versions`, newest first.

    `current` is the number of the version that the page shows.
    """
    return [
        {"number": one["version"], "is_current": one["version"] == current, **_published(one["published_at"]),
         "change": _first() if place == 0 else change_in_words(one["change"])}
        for place, one in reversed([*enumerate(versions)])
    ]


def change_in_words(names):
    """“title; positions”, or that nothing changed that readers see."""
    words = pgettext("between names", "; ").join(str(NAMES.get(name, name)) for name in names)
    return _("Changed: %(fields)s") % {"fields": words} if words else _("Nothing changed that readers see")


def _published(written):
    day = parse_datetime(written).astimezone(UTC).date()
    return {"at": day.isoformat(), "day": day_in_words(day)}


def _first():
    return _("The first version that readers had")


def standing_in_words(versions):
    """Which of the versions this page shows: always the latest."""
    return ngettext("This is the only version that readers have had.",
                    "This is the latest of %(n)s versions that readers have had.", len(versions)) % {"n": len(versions)}
