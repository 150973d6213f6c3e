"""What is marked in a text: by target and by coder, as the reader asks.

The rule of `Highlight.lights` is written once more in static/catalog/viewer/text.js,
which applies it without a reload; a test in the browser holds both to the same.
"""
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from archive.models import StanceAnnotation as Stance
from catalog.pages.notes import FIGURES, QUOTATIONS
from catalog.spoken import gettext as _
from catalog.words import label_of

ALL, NONE = "all", "none"
KINDS = ("favor", "against", "neither", "figure", "quotation")
SAID = {"figure": gettext_lazy("figure claimed"), "quotation": gettext_lazy("quotation")}
OTHERS = {FIGURES: gettext_lazy("Figures claimed"), QUOTATIONS: gettext_lazy("Quotations")}


@dataclass(frozen=True)
class Choice:
    """One entry of a list of choices, with its number of passages (None where a number says nothing)."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Sign:
    """One line of the legend: how a kind of note looks, and what it is called."""

    kind: str
    sign: str
    word: str


@dataclass(frozen=True)
class Highlight:
    """What the reader wants to see marked, and what there is to choose from."""

    target: str
    coder: str
    targets: tuple
    coders: tuple
    legend: tuple

    def lights(self, note):
        """Whether a note is to be seen."""
        is_target = self.target in (ALL, note.target)
        is_coder = self.coder in (ALL, note.coder) or (not note.coder and self.target == note.target)
        return is_target and is_coder

    @property
    def has_coders(self):
        """Whether there is more than one coder to choose from, besides all of them."""
        return len(self.coders) > 2


def highlight_of(notes, labels_of_targets, asked):
    """The Highlight that `asked` (a QueryDict or dict) names; an unknown choice means everything.

    `labels_of_targets` is {identifier: label}, in the order of the list.
    """
    by_target = Counter(note.target for note in notes)
    by_coder = Counter(note.coder for note in notes if note.coder)
    names = {identifier: label for identifier, label in (labels_of_targets | OTHERS).items() if by_target[identifier]}
    target = _known(asked.get("target"), {NONE, *names})
    coder = _known(asked.get("coder"), by_coder)
    return Highlight(target, coder, (
        Choice(ALL, _("everything"), len(notes), target == ALL),
        Choice(NONE, _("nothing"), None, target == NONE),
        *(Choice(value, str(label), by_target[value], target == value) for value, label in names.items()),
    ), (
        Choice(ALL, _("all coders"), by_coder.total(), coder == ALL),
        *(Choice(value, value, by_coder[value], coder == value) for value in sorted(by_coder)),
    ), legend_of(notes))


def legend_of(notes):
    """A Sign for each kind of note that the text has."""
    signs = {note.kind: note.sign[0] for note in notes}
    return tuple(Sign(kind, signs[kind], str(SAID.get(kind) or label_of(Stance.Position, kind)))
                 for kind in KINDS if kind in signs)


def _known(value, known):
    return value if value in known else ALL
