"""How far coders agree: pure functions on {unit: {coder: label}}.

A unit is whatever was coded, for example (document, holder); labels are equal or
different and nothing between (nominal). Units that only one coder labelled say nothing
about agreement and are left out of it, though their labels are counted.

Krippendorff's alpha is 1 - observed / expected disagreement, computed by the coincidence
matrix: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011 (steps A to C).
Its interval is a percentile bootstrap over units, as A. F. Hayes and K. Krippendorff,
Answering the Call for a Standard Reliability Measure for Coding Data, Communication
Methods and Measures 1(1), 2007, 77-89, recommend for an alpha of few units.

What cannot be computed is None with a reason, never 0 or 1: without two coders of one
unit nothing was compared, and where every label is the same, chance would agree as well.
"""
import random
from collections import Counter
from dataclasses import dataclass

NO_OVERLAP = "no-overlap"  # no unit has labels of two coders
SINGLE_CATEGORY = "single-category"  # all labels that could be compared are the same

RESAMPLES = 1000
SEED = 2011
LEVEL = 0.95
DIGITS = 20  # binary digits to which a probability is kept


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha with its interval (low, high); None where it is not computable, with a reason.

    `interval` is also None if there are too few units that differ for one: fewer than two.
    """

    value: float | None
    interval: tuple[float, float] | None = None
    reason: str = ""


@dataclass(frozen=True)
class Agreement:
    """What a set of labels says: labels by frequency, coders, units compared, agreeing pairs, alpha.

    `raw` is the share of the pairs of labels of one unit that agree (0 to 1), or None without a pair.
    """

    counts: dict[str, int]
    coders: int
    units: int
    compared: int
    raw: float | None
    alpha: Alpha


def agreement_of(labels, *, resamples=RESAMPLES, seed=SEED):
    """The Agreement of {unit: {coder: label}}."""
    units = _compared(labels)
    every = Counter(label for given in labels.values() for label in given.values())
    return Agreement(
        counts=dict(every.most_common()), coders=len({coder for given in labels.values() for coder in given}),
        units=len(labels), compared=len(units), raw=raw_agreement(labels),
        alpha=krippendorff_alpha(labels, resamples=resamples, seed=seed),
    )


def raw_agreement(labels):
    """The share of all pairs of labels of one unit that agree; None without a pair."""
    units = _compared(labels)
    pairs = sum(unit.total() * (unit.total() - 1) for unit in units)
    return sum(_agreeing(unit) for unit in units) / pairs if pairs else None


def krippendorff_alpha(labels, *, resamples=RESAMPLES, seed=SEED):
    """The nominal Alpha of {unit: {coder: label}}, with a bootstrap interval of 95 %."""
    units = _compared(labels)
    if not units:
        return Alpha(None, reason=NO_OVERLAP)
    value = _alpha(Counter(map(_key, units)))
    if value is None:
        return Alpha(None, reason=SINGLE_CATEGORY)
    return Alpha(value, _interval(units, resamples, seed))


def _compared(labels):
    """The labels of each unit that two coders or more have labelled, as Counters."""
    return [Counter(given.values()) for given in labels.values() if len(given) > 1]


def _agreeing(unit):
    """How many ordered pairs of its labels are equal."""
    return sum(count * (count - 1) for count in unit.values())


def _key(unit):
    """Units with equal labels are one kind of unit: the same for every purpose here."""
    return tuple(sorted(unit.items()))


def _alpha(kinds):
    """Alpha of {kind of unit: how many}; None if all labels are the same.

    The coincidence of two labels counts 1 / (number of labels - 1) for each of their pairs in a unit.
    """
    agreeing, totals = 0.0, Counter()
    for kind, times in kinds.items():
        size = sum(count for _label, count in kind)
        agreeing += times * sum(count * (count - 1) for _label, count in kind) / (size - 1)
        for label, count in kind:
            totals[label] += times * count
    if len(totals) < 2:
        return None
    size = totals.total()
    expected = (size * size - sum(count * count for count in totals.values())) / (size - 1)
    return 1 - (size - agreeing) / expected


def _interval(units, resamples, seed):
    """(low, high): the middle 95 % of alpha over units drawn with replacement.

    A resample in which all labels are the same has no alpha; it is left out.
    """
    if len(units) < 2 or resamples < 1:
        return None
    kinds, draw = Counter(map(_key, units)), random.Random(seed)
    drawn = (_alpha(_resample(kinds, len(units), draw)) for _ in range(resamples))
    found = sorted(alpha for alpha in drawn if alpha is not None)
    if not found:
        return None
    return _quantile(found, (1 - LEVEL) / 2), _quantile(found, (1 + LEVEL) / 2)


def _resample(kinds, size, draw):
    """`size` units drawn with replacement, as {kind: how many}: kind by kind, so that many units cost little."""
    drawn, left = {}, sum(kinds.values())
    for kind, times in kinds.items():
        drawn[kind] = _binomial(size, times / left, draw) if times < left else size
        size, left = size - drawn[kind], left - times
    return {kind: times for kind, times in drawn.items() if times}


def _binomial(size, probability, draw):
    """How many of `size` trials succeed; each bit of a number is one trial.

    Read from its last binary digit on, a probability is halved by AND, and halved and raised by OR,
    with random bits.
    """
    if not size:
        return 0
    trials, digits = 0, round(probability * 2**DIGITS)
    for digit in range(DIGITS):
        trials = trials | draw.getrandbits(size) if digits >> digit & 1 else trials & draw.getrandbits(size)
    return trials.bit_count()


def _quantile(ordered, share):
    """The value below which this share of the ordered values lies, interpolated between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
