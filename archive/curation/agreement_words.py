"""How far coders agree, in words and as bars; it says how alike they read, never who is right."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import StanceAnnotation
from archive.stance.agreement import NO_OVERLAP

WIDTH, HEIGHT, GAP = 240, 16, 8  # of the bars, in the units of the drawing


@dataclass(frozen=True)
class Bar:
    """One position: how many labels have it, and its bar in the drawing."""

    position: str
    label: str
    count: int
    share: str
    width: float
    y: int


def alpha_in_words(alpha):
    """“0.61 (95 % interval 0.40 to 0.79)”, or why it cannot be computed."""
    if alpha.value is None:
        return reason_in_words(alpha.reason)
    if alpha.interval is None:
        return f"{alpha.value:.2f}"
    return _("%(alpha)s (95 %% interval %(low)s to %(high)s)") % {
        "alpha": f"{alpha.value:.2f}", "low": f"{alpha.interval[0]:.2f}", "high": f"{alpha.interval[1]:.2f}"}


def reason_in_words(reason):
    if reason == NO_OVERLAP:
        return _("not computable: no voice was labelled by two coders")
    return _("not computable: all labels that could be compared are the same, so chance would agree as well")


def raw_in_words(raw):
    return _("not computable: no voice was labelled by two coders") if raw is None else _percent(raw)


def bars_of(counts):
    """A Bar for each position, longest is WIDTH; positions that nobody chose are there too."""
    most, total = max(counts.values(), default=0), sum(counts.values())
    return [
        Bar(value, label, counts.get(value, 0), _share(counts.get(value, 0), total),
            round(WIDTH * counts.get(value, 0) / most, 1) if most else 0, n * (HEIGHT + GAP))
        for n, (value, label) in enumerate(StanceAnnotation.Position.choices)
    ]


def _share(count, total):
    return _percent(count / total) if total else "–"


def _percent(share):
    """“88 %”, in one piece also where words run from right to left."""
    return f"\u2066{share * 100:.0f} %\u2069"


def bars_height():
    return len(StanceAnnotation.Position) * (HEIGHT + GAP)
