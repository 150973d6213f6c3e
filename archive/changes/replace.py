"""Find and replace in the words of chosen fields; each place that was found can be left out.

Plain text only. Unless told otherwise a typed ' finds a typographic one, a plain
space a no-break space, and an Arabic yeh or kaf the Persian letter: each folds
one character to one, so that the places are those of the text itself.
"""
import unicodedata
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive.changes.plan import Change, Plan, apply_plans, refusal_of
from archive.models import ChangeSet, Contribution, Document
from archive.models.checks import is_blank
from archive.stance.anchor import fold

COLUMNS = (
    "title", "alternative", "description", "rights", "rights_holder", "content_notes", "notes", "extent", "medium",
)
AS_PRINTED = "as_printed"
NAMES = (*COLUMNS, AS_PRINTED)
CONTEXT = 40  # characters shown on each side
MOST_HITS = 800  # shown in one preview
LETTERS = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"})
JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Replacement:
    """What is sought, what replaces it, in which fields, and how strictly."""

    find: str
    replace: str
    names: tuple
    match_case: bool = False
    whole_words: bool = False
    is_exact: bool = False

    def in_words(self):
        return f"“{self.find}” → “{self.replace}”"


@dataclass(frozen=True)
class Hit:
    """One place: `key` names it in the form; the words around it, before and after."""

    key: str
    label: str
    before: str
    found: str
    after: str


@dataclass(eq=False)
class ReplacePlan(Plan):
    """A Plan with every place that was found; its changes are those of the chosen ones."""

    hits: list = field(default_factory=list)


def plan_replace(documents, replacement, by, seen=None, chosen=None):
    """[ReplacePlan] of the documents in which something was found; writes nothing.

    `chosen` are keys of Hits: the others stay as they are. None takes all.
    """
    plans = []
    for document in documents:
        plan = ReplacePlan(document)
        for name in replacement.names:
            _plan_field(plan, replacement, name, chosen)
        if plan.hits:
            version = None if seen is None else seen.get(document.identifier, 0)
            plan.refusal = refusal_of(document, by, version) or plan.refusal
            plans.append(plan)
    return plans


def apply_replace(documents, replacement, by, seen, chosen):
    """Replace at the chosen Hits of the versions that were seen; returns the ChangeSet, raises as `apply_plans`."""
    plans = [plan for plan in plan_replace(documents, replacement, by, seen, chosen) if plan.changes or plan.refusal]
    return apply_plans(ChangeSet.Kind.REPLACE, replacement.in_words(), plans, by)


def places_in(text, replacement):
    """[(start, end)] of what is sought, from left to right; places do not overlap."""
    haystack, needle = _folded(text, replacement), _folded(replacement.find, replacement)
    found, at = [], haystack.find(needle)
    while needle and at != -1:
        end = at + len(needle)
        is_one = not replacement.whole_words or _stands_alone(text, at, end)
        if is_one:
            found.append((at, end))
        at = haystack.find(needle, end if is_one else at + 1)
    return found


def _folded(text, replacement):
    """`text` as it is compared: of the same length, whatever is folded."""
    if not replacement.is_exact:
        text = fold(text).translate(LETTERS)
    if not replacement.match_case:
        text = "".join(lower if len(lower := letter.casefold()) == 1 else letter for letter in text)
    return text


def _stands_alone(text, start, end):
    inside, before, after = text[start:end], text[:start][-1:], text[end:][:1]
    return not (_joins(before) and _joins(inside[0])) and not (_joins(after) and _joins(inside[-1]))


def _joins(letter):
    """Whether a character is part of a word: letters, digits, marks upon them, and what joins letters."""
    return bool(letter) and (letter in JOINERS or letter == "_" or unicodedata.category(letter)[0] in "LMN")


def _texts(document, name):
    """[(key, text)] of one field: one for a text, one each for a list and for the contributions."""
    if name == AS_PRINTED:
        return [(f"{name}.{row.pk}", row.as_printed) for row in document.contributions.all()]
    value = getattr(document, name)
    texts = value if isinstance(value, list) else [value]
    return [(f"{name}.{n}", text) for n, text in enumerate(texts)]


def label_of(name):
    """How a field is called on the screens."""
    model = Contribution if name == AS_PRINTED else Document
    return model._meta.get_field(name).verbose_name


def _plan_field(plan, replacement, name, chosen):
    texts, changed = _texts(plan.document, name), {}
    for key, text in texts:
        places = [(f"{plan.document.identifier}.{key}.{n}", *place)
                  for n, place in enumerate(places_in(text, replacement))]
        plan.hits += [Hit(hit, str(label_of(name)), text[max(0, start - CONTEXT):start], text[start:end],
                          text[end:end + CONTEXT]) for hit, start, end in places]
        taken = [place for hit, *place in places if chosen is None or hit in chosen]
        if taken and (new := _replaced(text, taken, replacement.replace)) != text:
            changed[key] = new
    if changed:
        _plan_change(plan, name, texts, changed)


def _replaced(text, places, words):
    for start, end in reversed(places):
        text = text[:start] + words + text[end:]
    return text


def _plan_change(plan, name, texts, changed):
    after = {key: changed.get(key, text) for key, text in texts}
    write = _write_printed if name == AS_PRINTED else _write_column
    plan.changes.append(Change(
        str(label_of(name)), "; ".join(text for _key, text in texts), "; ".join(after.values()),
        partial(write, plan.document, name, after)))
    plan.refusal = plan.refusal or _refused(plan.document, name, after)


def _write_column(document, name, after):
    setattr(document, name, _as_column(document, name, after))
    return [name]


def _as_column(document, name, after):
    """The texts as the column holds them; a value of a list that became empty is not there any more."""
    values = list(after.values())
    if isinstance(getattr(document, name), list):
        return [value for value in values if value.strip()]
    if name == "title":
        return "" if is_blank(values[0]) else " ".join(values[0].split())
    return values[0]


def _write_printed(document, name, after):
    for row in document.contributions.all():
        if row.as_printed != after[f"{name}.{row.pk}"]:
            row.as_printed = after[f"{name}.{row.pk}"]
            row.save(update_fields=["as_printed"])
    return []


def _refused(document, name, after):
    """Why the new words do not fit into the field; "" if they do."""
    try:
        if name == AS_PRINTED:
            for row in document.contributions.all():
                words = after[f"{name}.{row.pk}"]
                if row.basis == Contribution.Basis.PRINTED and is_blank(words):
                    return _("A name that is printed cannot be empty.")
                Contribution._meta.get_field(name).clean(words, row)
        else:
            Document._meta.get_field(name).clean(_as_column(document, name, after), document)
    except ValidationError as error:
        return f"{label_of(name)}: {' '.join(error.messages)}".capitalize()
    return ""
