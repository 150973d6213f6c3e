"""Two people described one draft: what each changed, field by field, and both put together.

Three versions are compared as people read them: the one that was opened (its
revision), the one that is saved now, and what this person wants to save. Rows
(publishers, places ...) are merged as whole groups.
"""
import json
from dataclasses import dataclass

from archive.curation.forms.describe import ROW_TITLES, values_of
from archive.models import Collection, Genre, Revision

NOT_COMPARED = ("version", "reason")
KEEP = "keep-"
MINE, SAVED = "mine", "saved"


@dataclass(frozen=True)
class Clash:
    """One field that differs between what is saved and what this person wants; values as people read them.

    `choice` is preselected where only one of the two changed it since it was
    opened; empty where a person must decide.
    """

    name: str
    label: str
    opened: str
    saved: str
    yours: str
    choice: str

    @property
    def asks(self):
        """Name of the input that takes the decision."""
        return f"{KEEP}{self.name}"

    @property
    def is_open(self):
        return not self.choice


def clashes(yours, saved, opened_version, decided=None):
    """Clashes between a bound Description and the unbound one of the saved document.

    `decided` is {name: "mine" or "saved"} of decisions that were made already.
    """
    said, now = _as_read(yours), _as_read(saved)
    before = _as_opened(saved, opened_version)
    labels = {name: str(saved.form[name].label) for name in saved.form.fields} | {
        name: str(title) for name, title in ROW_TITLES.items()}
    found = [Clash(name, labels[name], before.get(name, ""), now[name], said[name],
                   (decided or {}).get(name) or _changed_by_one(before.get(name), now[name], said[name]))
             for name in now if now[name] != said[name]]
    return found


def has_own_changes(found):
    """Whether this person changed anything of what the Clashes `found` are about, as far as is known."""
    return any(clash.choice != SAVED for clash in found)


def decisions_in(data):
    """{name: "mine" or "saved"} of what the merging form says."""
    return {name.removeprefix(KEEP): value for name, value in data.items()
            if name.startswith(KEEP) and value in (MINE, SAVED)}


def merged_data(data, saved, decided):
    """The posted `data` with the saved values of every field that `decided` leaves to the saved version.

    A mutable QueryDict for a Description on top of the saved version.
    """
    merged, now = data.copy(), values_of(saved)
    merged["version"] = str(saved.document.version)
    for name, choice in decided.items():
        if choice == SAVED:
            for key in [key for key in merged if _belongs(key, name)]:
                del merged[key]
            for key, value in now.items():
                if _belongs(key, name):
                    merged[key] = value
    return merged


def last_revision(document):
    """The Revision of the present version, with who made it; None if there is none."""
    return _revision(document, document.version)


def was_saved_by_nobody_else(document, opened_version, user):
    """Whether `user` made every version since the one that was opened: in another window, then."""
    return not Revision.objects.filter(record_type="document", record_id=document.identifier,
                                       version__gt=opened_version).exclude(made_by=user).exists()


def _belongs(key, name):
    return key == name or (name in ROW_TITLES and key.startswith(f"{name}-"))


def _changed_by_one(opened, saved, yours):
    if opened is None:
        return ""
    if saved == opened:
        return MINE
    return SAVED if yours == opened else ""


def _revision(document, version):
    return Revision.objects.select_related("made_by").filter(
        record_type="document", record_id=document.identifier, version=version).first()


def _as_read(description):
    """{name: text} of a Description, bound or not, as people read it."""
    read = {name: _shown(description.form[name], description.form[name].value())
            for name in description.form.fields if name not in NOT_COMPARED}
    return read | {prefix: _lines(rows) for prefix, rows in description.rows.items()}


def _shown(bound, value):
    """A value of a field as text, with a choice in its words."""
    if isinstance(value, list):
        value = bound.field.prepare_value(value)
    choices = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    text = "" if value in (None, "") else choices.get(str(value), str(value))
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _lines(rows):
    """Rows as lines; an empty row and one that is to be removed are not there."""
    lines = []
    for form in rows.forms:
        if form[form.key].value() and not (form.is_bound and form["DELETE"].value()):
            values = [_shown(form[name], form[name].value()) for name in form.fields if name != "DELETE"]
            lines.append(" · ".join(value for value in values if value))
    return "\n".join(sorted(lines))


def _as_opened(saved, version):
    """{name: text} of the revision that was opened, read as the form shows it; empty if it is not known."""
    revision = _revision(saved.document, version)
    if revision is None:
        return {}
    kept = json.loads(revision.snapshot)
    read = {name: _shown(saved.form[name], _value(name, kept)) for name in saved.form.fields
            if name in kept and name not in NOT_COMPARED}
    for prefix, rows in saved.rows.items():
        read[prefix] = "\n".join(sorted(_row(rows.empty_form, row) for row in _rows_kept(prefix, kept)))
    return read


def _value(name, kept):
    """A snapshot's value as the form's field has it: subjects by label, genre and collection by primary key."""
    if name == "subjects":
        return "\n".join(subject["label"] for subject in kept[name])
    if name == "genre" and kept[name]:
        return Genre.objects.filter(code=kept[name]).values_list("pk", flat=True).first()
    if name == "collection" and kept[name]:
        return Collection.objects.filter(identifier=kept[name]).values_list("pk", flat=True).first()
    return kept[name]


def _rows_kept(prefix, kept):
    if prefix == "places":
        return [{**row, "place": row["place"]["label"]} for row in kept["places"]]
    return [{**row, "agent": row["agent"]["label"]} for row in kept["contributions"] if row["role"] == prefix]


def _row(form, row):
    values = [_shown(form[name], row[name]) for name in form.fields if name != "DELETE"]
    return " · ".join(value for value in values if value)
