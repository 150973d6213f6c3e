"""What a document's own file says of it, proposed field by field; nothing is filled in by this.

The sources are what extraction kept of the file (its own metadata), the address
that it was captured from, and its text. A file's own date of making and the day
of its capture are never proposed as the date of issue.
"""
from dataclasses import replace

from django.utils.translation import gettext as _

from archive.curation.proposals import Suggestion, from_addresses, from_metadata, from_text
from archive.models import Genre

GENRES = {"text/html": "web-page", "application/xhtml+xml": "web-page", "application/warc": "web-page",
          "message/rfc822": "email"}
GENRE_FAMILIES = {"audio": "recording", "video": "recording"}


def suggestions_for(record, description):
    """Suggestions for what `description` leaves open; all of them while nobody has described the record.

    `record` comes with holdings, originals, captures and contributions prefetched.
    Three queries at most, besides the text.
    """
    is_new = record.version == 1
    found = [one for one in _all(record) if one is not None]
    marked = [_marked(one, description) for one in found]
    return [one for one in marked if is_new or (not one.is_entered and _is_open(one, description))]


def _all(record):
    holdings = list(record.holdings.all())
    text = _beginning(record)
    file = holdings[0].original if holdings else None
    embedded = (file.private_metadata or {}).get("embedded", {}) if file else {}
    media_type = file.media_type if file else ""
    by_itself = list(from_metadata(embedded, media_type, text))
    yield from by_itself
    yield from from_text(text, {one.entry for one in by_itself})
    if not any(one.entry == "publisher" for one in by_itself):
        yield from from_addresses(
            [capture.final_url or capture.requested_url for capture in record.captures.all()] + [embedded.get("url")])
    yield _genre(media_type)


def _beginning(record, most=20_000):
    version, place = record.text_version(), record.text_range()
    return version.text[place[0]:min(place[1], place[0] + most)] if version and place else ""


def _genre(media_type):
    code = GENRES.get(media_type) or GENRE_FAMILIES.get(media_type.partition("/")[0])
    genre = Genre.objects.filter(code=code).first() if code else None
    return genre and Suggestion("genre", {"genre": str(genre.pk)}, str(genre), _("the kind of file"))


def _marked(suggestion, description):
    """The suggestion, knowing whether the form says it already."""
    rows = description.rows.get(suggestion.entry)
    if rows is not None:
        is_entered = any(str(form["agent"].value() or "") == suggestion.values["agent"] for form in rows.forms)
    else:
        is_entered = all(_shown(description.form[name].value()) == value for name, value in suggestion.values.items())
    return replace(suggestion, is_entered=is_entered)


def _is_open(suggestion, description):
    rows = description.rows.get(suggestion.entry)
    if rows is not None:
        return not any(form["agent"].value() for form in rows.forms)
    return not any(description.form[name].value() for name in suggestion.values)


def _shown(value):
    return "" if value is None else str(value)
