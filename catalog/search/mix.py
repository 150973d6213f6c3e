"""Who speaks in a set of documents, as numbers: the source mix.

Shares are parts of the documents, from 0 to 1. A document with two publishers, or
with publishers of two types, counts for both, so shares can add up to more than 1.
"""
from dataclasses import dataclass

from catalog.search.facet import NONE

POSITIONS = ("favor", "against", "neither")


@dataclass(frozen=True)
class Part:
    """The documents of a set that share one value."""

    value: str
    documents: int
    share: float


@dataclass(frozen=True)
class Mix:
    """The voices of one set.

    `publishers`: how many different ones; `types`: of publishers, most documents first; `largest`: the
    publisher with most documents, or None; `unattributed`: documents without a recorded publisher;
    `untyped`: documents none of whose publishers has a type, those without any among them;
    `target`: the identifier of the main target, or ""; `positions`: for each of POSITIONS the documents
    with such a label on it; `on_target`: documents with any label on it; `without_stance`: documents
    without any label at all.
    """

    total: int
    publishers: int
    types: tuple[Part, ...]
    largest: Part | None
    unattributed: int
    untyped: int
    target: str
    on_target: int
    positions: tuple[Part, ...]
    without_stance: int


def source_mix(counts, asked=None):
    """The Mix of what was counted; `asked` tells which target the reader chose."""
    values = counts.mix
    target = main_target(values["target"], asked)
    return Mix(
        total=counts.total,
        publishers=len(values["publisher"]) - (NONE in values["publisher"]),
        types=_parts(values["publisher_type"], counts.total),
        largest=_largest(values["publisher"], counts.total),
        unattributed=values["publisher"].get(NONE, 0),
        untyped=values["publisher_type"].get(NONE, 0),
        target=target,
        on_target=values["target"].get(target, 0),
        positions=_positions(values["stance"], target, counts.total),
        without_stance=values["stance"].get(NONE, 0),
    )


def main_target(targets, asked=None):
    """The one target that the reader chose, else the one most documents take a stand on; "" if there is none."""
    chosen = chosen_targets(asked) if asked is not None else set()
    if len(chosen) == 1:
        return chosen.pop()
    return next(iter(targets), "")


def chosen_targets(asked):
    """Targets chosen as such, or with a position."""
    stances = (stance.rpartition(":")[0] for stance in asked.chosen_of("stance") if stance != NONE)
    return {*asked.chosen_of("target"), *stances}


def _positions(stances, target, total):
    if not target:
        return ()
    numbers = [(position, stances.get(f"{target}:{position}", 0)) for position in POSITIONS]
    return tuple(_part(position, documents, total) for position, documents in numbers)


def _parts(values, total):
    """Most documents first, as the values are."""
    return tuple(_part(value, documents, total) for value, documents in values.items() if value != NONE)


def _largest(values, total):
    """The value with most documents; there can be thousands, so only the first ones are looked at."""
    first = next((value for value in values if value != NONE), None)
    return None if first is None else _part(first, values[first], total)


def _part(value, documents, total):
    return Part(value, documents, documents / total if total else 0.0)
