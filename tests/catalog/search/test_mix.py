"""The source mix: numbers of voices from counts."""
import pytest

from catalog.search.asked import Asked
from catalog.search.facet import NONE
from catalog.search.found import Counts
from catalog.search.mix import source_mix


def counts(total, **mix):
    empty = {"publisher": {}, "publisher_type": {}, "stance": {}, "target": {}}
    return Counts(total=total, facets={}, mix=empty | mix)


@pytest.fixture
def counted():
    return counts(
        10,
        publisher={"p": 6, NONE: 2, "q": 2, "r": 1},
        publisher_type={"ngo": 7, NONE: 3, "court": 1},
        stance={"t:against": 5, NONE: 3, "u:favor": 2, "t:favor": 1},
        target={"t": 6, "u": 2},
    )


def test_who_speaks_how_often(counted):
    mix = source_mix(counted)
    assert (mix.total, mix.publishers, mix.unattributed, mix.untyped) == (10, 3, 2, 3)
    assert (mix.largest.value, mix.largest.documents, mix.largest.share) == ("p", 6, 0.6)
    assert [(part.value, part.documents, part.share) for part in mix.types] == [("ngo", 7, 0.7), ("court", 1, 0.1)]


def test_positions_on_the_most_frequent_target(counted):
    mix = source_mix(counted)
    assert (mix.target, mix.on_target, mix.without_stance) == ("t", 6, 3)
    assert [(part.value, part.documents) for part in mix.positions] == [("favor", 1), ("against", 5), ("neither", 0)]


@pytest.mark.parametrize("chosen", [("target", "u"), ("stance", "u:favor")])
def test_a_chosen_target_is_the_main_one(counted, chosen):
    assert source_mix(counted, Asked(chosen=(chosen,))).target == "u"


def test_two_chosen_targets_or_no_stance_choose_none(counted):
    both = Asked(chosen=(("target", "t"), ("target", "u")))
    assert source_mix(counted, both).target == "t"
    assert source_mix(counted, Asked(chosen=(("stance", NONE),))).target == "t"


def test_the_largest_voice_is_a_publisher_even_if_most_documents_have_none():
    mix = source_mix(counts(5, publisher={NONE: 4, "p": 1}))
    assert (mix.largest.value, mix.unattributed) == ("p", 4)


def test_an_empty_set_has_no_voices():
    mix = source_mix(counts(0))
    assert (mix.total, mix.publishers, mix.largest, mix.target, mix.positions, mix.types) == (0, 0, None, "", (), ())
