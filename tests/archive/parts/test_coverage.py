"""The parts of a whole, with what lies between them, are the whole again."""
from hypothesis import given
from hypothesis import strategies as st

from archive.parts.coverage import Overlap, Stretch, gaps, overlaps, stretches

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda two: (min(two), max(two) + 1)))


@given(RANGES)
def test_whatever_the_ranges_the_stretches_touch_and_give_the_whole_again(ranges):
    text = "".join(chr(0x1F600 + number) for number in range(41))
    found = stretches(ranges, 0, 41)
    assert [one.end for one in found[:-1]] == [one.start for one in found[1:]]
    assert (found[0].start, found[-1].end) == (0, 41)
    assert "".join(text[one.start:one.end] for one in found) == text
    for number in range(41):
        inside = any(start <= number < end for start, end in ranges)
        [stretch] = [one for one in found if one.start <= number < one.end]
        assert (stretch.part is not None) == inside


@given(RANGES)
def test_overlaps_are_all_that_two_ranges_share(ranges):
    shared = {(one.one, one.other): (one.start, one.end) for one in overlaps(ranges)}
    for one, (start, end) in enumerate(ranges):
        for other, (other_start, other_end) in enumerate(ranges[:one]):
            both = (max(start, other_start), min(end, other_end))
            pair = shared.get((one, other)) or shared.get((other, one))
            assert pair == (both if both[0] < both[1] else None)


def test_white_space_between_two_parts_is_no_gap_but_words_are():
    text = "One two.\n three four"
    assert gaps(text, [(0, 8), (10, 15)], 0, len(text)) == [Stretch(15, 20, None)]
    assert gaps(text, [(0, 8), (10, 20)], 0, len(text)) == []


def test_an_overlap_says_where_and_which():
    assert overlaps([(5, 9), (0, 6)]) == [Overlap(5, 6, 1, 0)]
