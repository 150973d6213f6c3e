"""What differs between two snapshots, as escaped HTML: in texts by the word, in lists by the entry.

Removed words stand in <del>, added ones in <ins>; both say so to screen readers.
Each keeps the direction of its own script, so that Persian and English mix.
"""
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from archive.curation.readable import EMPTY, as_html, differences, label_of
from archive.models import Collection, Document, Genre
from archive.permissions import title_for
from archive.provenance.restoring import DESCRIBED, LEFT

# Letters with their marks and joiners are one word; each space and sign stands alone.
TOKENS = re.compile(r"[\w\u0300-\u036f\u064b-\u0655\u0670\u200c\u200d]+|\s+|.", re.DOTALL)
MOST_TOKENS = 6000  # of a text that is compared word by word; a longer one is marked as a whole
ORDER = (*DESCRIBED, *LEFT)
ROWS = {
    "contributions": "contribution", "relations": "documentrelation", "places": "documentplace",
    "stances": "stanceannotation", "claims": "claim", "quotations": "quotation", "captures": "capture",
    "files": "holding",
}


@dataclass(frozen=True)
class Compared:
    """One field that differs; both values as HTML with what differs marked."""

    name: str
    label: str
    before_html: str
    after_html: str


def compare_snapshots(before, after, titles=None, hidden=()):
    """[Compared] of every field that differs, in the order of the record.

    `titles` is of `titles_in`; `hidden` names fields that this person must not see.
    """
    titles = titles or {}
    return [
        Compared(found.name, found.label, *_marked(found, titles))
        for found in differing(before, after, hidden)
    ]


def differing(before, after, hidden=()):
    """Differences of two snapshots in the order of the record, not of the alphabet, without `hidden` fields."""
    found = [one for one in differences(before, after) if one.name not in hidden]
    return sorted(found, key=lambda one: ORDER.index(one.name) if one.name in ORDER else len(ORDER))


def titles_in(user, *snapshots):
    """{code or identifier: title} of the genres, collections and wholes that snapshots name, in three queries.

    Of a whole that `user` may not see it says only that it lies elsewhere.
    """
    named = {name: {one.get(name) for one in snapshots if one.get(name)} for name in ("genre", "collection", "parent")}
    return {
        **{genre.code: str(genre) for genre in Genre.objects.filter(code__in=named["genre"])},
        **dict(Collection.objects.filter(identifier__in=named["collection"]).values_list("identifier", "title")),
        **{whole.identifier: title_for(user, whole) for whole in Document.objects.filter(
            identifier__in=named["parent"]).only("identifier", "title", "collection")},
    }


def _marked(found, titles):
    """(HTML of the value before, HTML of the value after)."""
    values = (found.before, found.after)
    if any(isinstance(value, list) for value in values):
        lines = [[_line(found.name, item) for item in value or ()] for value in values]
        marked = _marked_lists(*lines) if lines[0] != lines[1] else tuple(map(as_html, values))
    else:
        marked = mark_words(*(_words(found.name, value, titles) for value in values))
    return tuple(html or as_html(None) for html in marked)


def _words(name, value, titles):
    """A single value as a person reads it: a choice in its words, a named record by its title."""
    if value in EMPTY:
        return ""
    return str(titles.get(value) or _choice("document", name, value))


def _choice(model, name, value):
    try:
        choices = dict(apps.get_model("archive", model)._meta.get_field(name).flatchoices)
    except (FieldDoesNotExist, LookupError, AttributeError):
        return value
    return choices.get(value, value)


def _line(name, item):
    """One entry of a list in one line: what is filled in, with its field where the words alone do not tell it."""
    if not isinstance(item, dict):
        return str(item)
    if set(item) == {"identifier", "label"}:
        return item["label"]
    model = ROWS.get(name, "")
    told = ((key, _value(model, key, value)) for key, value in item.items()
            if value not in EMPTY and key not in ("identifier", "sequence"))
    return " · ".join(f"{label_of(model, key)}: {value}" for key, value in told)


def _value(model, key, value):
    if isinstance(value, dict):
        return value.get("label") or value.get("exact") or _line(key, value)
    if isinstance(value, list):
        return "; ".join(_value(model, key, one) for one in value)
    return str(_choice(model, key, value) if isinstance(value, str) else value)


def mark_words(before, after):
    """(`before` with what went, `after` with what came), compared by the word, escaped."""
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    if max(len(old), len(new)) > MOST_TOKENS:
        return removed(before), added(after)
    pieces = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        went, came = "".join(old[a:b]), "".join(new[c:d])
        pieces[0].append(went if kind == "equal" else removed(went))
        pieces[1].append(came if kind == "equal" else added(came))
    return tuple(format_html_join("", "{}", ((piece,) for piece in side)) for side in pieces)


def removed(text):
    """`text` marked as gone; nothing for the empty text."""
    return format_html('<del dir="auto"><span class="unseen">{} </span>{}</del>', _("removed:"), text) if text else ""


def added(text):
    """`text` marked as new; nothing for the empty text."""
    return format_html('<ins dir="auto"><span class="unseen">{} </span>{}</ins>', _("added:"), text) if text else ""


def _marked_lists(old, new):
    """Two lists as <ul>; an entry that only changed is compared by the word with the one in its place."""
    sides = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            for side in sides:
                side += old[a:b]
            continue
        paired = min(b - a, d - c)
        for went, came in zip(old[a:a + paired], new[c:c + paired], strict=True):
            for side, html in zip(sides, mark_words(went, came), strict=True):
                side.append(html)
        sides[0].extend(map(removed, old[a + paired:b]))
        sides[1].extend(map(added, new[c + paired:d]))
    return tuple(_as_list(side) for side in sides)


def _as_list(items):
    lines = format_html_join("", '<li dir="auto">{}</li>', ((item,) for item in items))
    return format_html("<ul>{}</ul>", lines) if items else ""
