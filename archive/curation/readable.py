"""A snapshot (plain JSON value) as escaped HTML that a person can read, and what differs between two."""
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

EMPTY = (None, "", [], {})
# Keys of snapshots and events that are no fields with a name of their own.
CALLED = {
    "captures": gettext_lazy("captures"), "claims": gettext_lazy("claims"), "quotations": gettext_lazy("quotations"),
    "contributions": gettext_lazy("contributions"), "relations": gettext_lazy("relations"),
    "stances": gettext_lazy("stances"), "files": gettext_lazy("files"), "places": gettext_lazy("places"),
    "reason": gettext_lazy("reason"), "version": gettext_lazy("version"),
    "revision_sha256": gettext_lazy("revision sha256"), "transition": gettext_lazy("transition"),
    "state": gettext_lazy("state"), "is_on": gettext_lazy("is on"), "document": gettext_lazy("document"),
    "action": gettext_lazy("action"), "coders": gettext_lazy("coders"), "tool": gettext_lazy("tool"),
}


@dataclass(frozen=True)
class Difference:
    """One field of a record that is not the same in two versions; both values as plain JSON."""

    name: str
    label: str
    before: object
    after: object

    @property
    def before_html(self):
        return as_html(self.before)

    @property
    def after_html(self):
        return as_html(self.after)


def differences(before, after, model_name="document"):
    """Differences between two snapshots, in the order of the newer one's fields."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        Difference(name, label_of(model_name, name), before.get(name), after.get(name))
        for name in names if before.get(name) != after.get(name)
    ]


def label_of(model_name, name):
    """How a snapshot's key is called on the screens."""
    try:
        field = apps.get_model("archive", model_name)._meta.get_field(name)
        return str(getattr(field, "verbose_name", _called(name)))
    except (FieldDoesNotExist, LookupError):
        return _called(name)


def _called(name):
    return str(CALLED.get(name, name.replace("_", " ")))


def as_html(value, model_name=""):
    """Any plain JSON value as nested lists; every string is escaped."""
    if isinstance(value, dict) and value:
        return _dict_as_html(value, model_name)
    if isinstance(value, list) and value:
        items = format_html_join("", '<li dir="auto">{}</li>', ((as_html(item),) for item in value))
        return format_html("<ul>{}</ul>", items)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in EMPTY:
        return format_html('<span class="empty">{}</span>', _("empty"))
    return format_html("{}", value)


def _dict_as_html(value, model_name):
    """What is filled in, one by one; then, in one line, what is empty."""
    rows = [(label_of(model_name, key), as_html(inner)) for key, inner in value.items() if inner not in EMPTY]
    empty = [label_of(model_name, key) for key, inner in value.items() if inner in EMPTY]
    if empty:
        names = pgettext("between words of a list", ", ").join(empty)
        rows.append((_("empty"), format_html('<span class="empty">{}</span>', names)))
    return format_html('<dl class="snapshot">{}</dl>', format_html_join("", '<dt>{}</dt><dd dir="auto">{}</dd>', rows))
