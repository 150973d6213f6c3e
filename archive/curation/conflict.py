"""Two versions side by side: what is saved now and what this person wanted to save."""
from dataclasses import dataclass

NOT_COMPARED = ("version", "reason")


@dataclass(frozen=True)
class Clash:
    """One field that differs; both values as people read them."""

    label: str
    saved: str
    yours: str


def clashes(yours, saved):
    """Clashes between a bound Description and an unbound one of the saved document."""
    found = [
        Clash(saved.form[name].label, shown(saved.form[name]), shown(yours.form[name]))
        for name in saved.form.fields if name not in NOT_COMPARED
    ]
    for name in ("contributions", "places"):
        rows = (rows_of(getattr(saved, name)), rows_of(getattr(yours, name)))
        found.append(Clash(str(getattr(saved, name).model._meta.verbose_name_plural), *rows))
    return [clash for clash in found if clash.saved != clash.yours]


def shown(bound_field):
    """A field's value as text, with a choice in its words."""
    value = bound_field.value()
    choices = {str(key): str(label) for key, label in getattr(bound_field.field, "choices", ())}
    text = "" if value in (None, "") else choices.get(str(value), str(value))
    return "\n".join(line.rstrip() for line in text.splitlines())


def rows_of(formset):
    """The rows of a formset as lines; an empty row and one marked for deletion are not there."""
    lines = []
    for form in formset.forms:
        values = [shown(form[name]) for name in form.fields if name not in ("id", "DELETE", form_parent(formset))]
        is_empty = not form.instance.pk and not (form.is_bound and form.has_changed())
        if not is_empty and not (form.is_bound and form["DELETE"].value()):
            lines.append(" · ".join(value for value in values if value))
    return "\n".join(lines)


def form_parent(formset):
    """The hidden field by which a row knows its document."""
    return formset.fk.name
