"""Agreement of coders: published and hand-computed examples, an independent computation, and what has no value."""
import itertools
import random
import time
from fractions import Fraction

import pytest

from archive.stance.agreement import (
    NO_OVERLAP,
    SINGLE_CATEGORY,
    Alpha,
    _binomial,
    agreement_of,
    krippendorff_alpha,
    raw_agreement,
)

# Krippendorff 2011, example B (binary data, two observers, no missing data): alpha = 0.095.
BINARY = {unit: {"A": a, "B": b} for unit, (a, b) in enumerate(zip("0100000000", "1110010010", strict=True))}
# The same paper, examples C (nominal, two observers) and D (four observers, labels missing): 0.692 and 0.743.
NOMINAL = {unit: {"A": a, "B": b} for unit, (a, b) in enumerate(zip("aabbdcccedda", "babbbccceddd", strict=True))}
ROWS = {"A": "1 2 3 3 2 1 4 1 2 . . .", "B": "1 2 3 3 2 2 4 1 2 5 . 3", "C": ". 3 3 3 2 3 4 2 2 5 1 .",
        "D": "1 2 3 3 2 4 4 1 2 5 1 ."}
MISSING = {
    unit: {coder: row.split()[unit] for coder, row in ROWS.items() if row.split()[unit] != "."} for unit in range(12)
}


def brute_force(labels):
    """Alpha as observed over expected disagreement, by listing every pair of labels; None if nothing differs."""
    units = [list(given.values()) for given in labels.values() if len(given) > 1]
    pool = [label for unit in units for label in unit]
    observed = sum(
        Fraction(sum(a != b for a, b in itertools.permutations(unit, 2)), len(unit) - 1) for unit in units
    ) / len(pool)
    expected = Fraction(sum(a != b for a, b in itertools.permutations(pool, 2)), len(pool) * (len(pool) - 1))
    return float(1 - observed / expected) if expected else None


def coded(rng, units, coders, categories, missing):
    return {unit: {coder: rng.choice(categories) for coder in range(coders) if rng.random() > missing}
            for unit in range(units)}


@pytest.mark.parametrize(("labels", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_published_examples_come_out_as_printed(labels, alpha):
    assert round(krippendorff_alpha(labels).value, 3) == alpha


def test_an_example_that_can_be_computed_by_hand():
    """Three units ++, --, +-: observed 2 of 6, expected 18 of 30, so alpha is 1 - (1/3)/(3/5) = 4/9."""
    labels = {1: {"A": "+", "B": "+"}, 2: {"A": "-", "B": "-"}, 3: {"A": "+", "B": "-"}}
    assert krippendorff_alpha(labels).value == pytest.approx(4 / 9)
    assert raw_agreement(labels) == pytest.approx(2 / 3)


def test_systematic_disagreement_is_below_zero():
    labels = {unit: {"A": "favor", "B": "against"} for unit in range(4)}
    assert krippendorff_alpha(labels).value == pytest.approx(-0.75)
    assert raw_agreement(labels) == 0


@pytest.mark.parametrize("seed", range(30))
def test_alpha_equals_an_independent_computation(seed):
    rng = random.Random(seed)
    labels = coded(rng, rng.randint(2, 12), rng.randint(2, 4), ("favor", "against", "neither")[:rng.randint(2, 3)],
                   rng.choice((0, 0.3)))
    if not any(len(given) > 1 for given in labels.values()):
        assert krippendorff_alpha(labels, resamples=0) == Alpha(None, None, NO_OVERLAP)
        return
    expected = brute_force(labels)
    assert krippendorff_alpha(labels, resamples=0).value == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("labels", "reason"), [
    ({}, NO_OVERLAP),
    ({1: {"A": "favor"}, 2: {"B": "against"}}, NO_OVERLAP),
    ({1: {"A": "favor", "B": "favor"}, 2: {"A": "favor", "B": "favor"}}, SINGLE_CATEGORY),
    ({1: {"A": "favor", "B": "favor"}, 2: {"A": "against"}}, SINGLE_CATEGORY),
])
def test_what_cannot_be_computed_has_a_reason_and_no_number(labels, reason):
    found = agreement_of(labels)
    assert found.alpha == Alpha(None, None, reason)
    assert (found.raw is None) is (reason == NO_OVERLAP)


def test_labels_coders_and_units_are_counted_also_where_nothing_is_compared():
    found = agreement_of({1: {"A": "favor", "B": "favor", "C": "against"}, 2: {"A": "favor"}})
    assert (found.counts, found.coders, found.units, found.compared) == ({"favor": 3, "against": 1}, 3, 2, 1)
    assert found.raw == pytest.approx(1 / 3)
    assert found.alpha.interval is None


def test_the_interval_holds_the_value_repeats_itself_and_narrows_with_more_units():
    few = krippendorff_alpha(NOMINAL)
    many = krippendorff_alpha({(times, unit): given for times in range(20) for unit, given in NOMINAL.items()})
    assert few == krippendorff_alpha(NOMINAL)
    assert few != krippendorff_alpha(NOMINAL, seed=1)
    for alpha in (few, many):
        low, high = alpha.interval
        assert -1 <= low < alpha.value < high <= 1
    assert many.interval[1] - many.interval[0] < (few.interval[1] - few.interval[0]) / 2


def test_the_interval_is_that_of_a_plain_bootstrap():
    rng = random.Random(5)
    labels = {unit: {"A": a, "B": a if rng.random() < 0.8 else rng.choice("xyz")}
              for unit in range(60) for a in rng.choice("xyz")}
    units = list(labels.values())
    drawn = sorted(brute_force(dict(enumerate(rng.choices(units, k=len(units))))) for _ in range(400))
    low, high = krippendorff_alpha(labels).interval
    assert low == pytest.approx(drawn[10], abs=0.05)
    assert high == pytest.approx(drawn[389], abs=0.05)


def test_as_many_trials_succeed_as_their_probability_says():
    draw = random.Random(3)
    for probability in (0.01, 1 / 3, 0.9):
        mean = sum(_binomial(500, probability, draw) for _ in range(2000)) / 2000
        assert mean == pytest.approx(500 * probability, rel=0.03)


def test_a_thousand_units_take_no_noticeable_time():
    labels = coded(random.Random(1), 1000, 3, ("favor", "against", "neither"), 0.1)
    before = time.process_time()
    krippendorff_alpha(labels)
    assert time.process_time() - before < 2
