"""A snapshot (plain JSON value) as escaped HTML that a person can read, and what differs between two."""
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

EMPTY = (None, "", [], {})


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
        return str(getattr(field, "verbose_name", name.replace("_", " ")))
    except (FieldDoesNotExist, LookupError):
        return name.replace("_", " ")


def as_html(value, model_name=""):
    """Any plain JSON value as nested lists; every string is escaped."""
    if isinstance(value, dict) and value:
        return _dict_as_html(value, model_name)
    if isinstance(value, list) and value:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((as_html(item),) for item in value)))
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
        rows.append((_("empty"), format_html('<span class="empty">{}</span>', ", ".join(empty))))
    return format_html('<dl class="snapshot">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))
