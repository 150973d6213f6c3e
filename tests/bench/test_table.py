"""The table of the benchmark says what was reached, and what was not."""
import pytest

from bench.__main__ import numbers, table, verdict


def row(**fields):
    return {"name": "search/common p50", "n": 1000, "unit": "ms", "value": 80.0, **fields}


@pytest.mark.parametrize(("fields", "said"), [
    ({}, ""), ({"target": 80}, "reached"), ({"target": 79.9}, "missed"),
    ({"target": 79.9, "is_more_better": True}, "reached"), ({"target": 81, "is_more_better": True}, "missed"),
])
def test_a_target_is_reached_or_missed(fields, said):
    assert verdict(row(**fields)) == said


def test_a_line_has_floor_ratio_target_growth_and_note():
    line = table([row(floor=0.8, target=90, growth=3.25, note="100 different")], "a machine").splitlines()[1]
    assert line.split() == ["search/common", "p50", "1000", "80.0", "ms", "0.8", "100.00", "90.0", "reached", "3.2",
                            "100", "different"]


def test_sizes_are_separated_by_commas():
    assert numbers("100000,1000000") == [100_000, 1_000_000]
    with pytest.raises(ValueError, match="x"):
        numbers("1,x")
