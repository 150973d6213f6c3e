"""Titles as numbers stand in the order of the titles."""
import random

import pytest

from catalog.search.folding import fold
from catalog.search.title_order import title_number

IN_ORDER = [
    "", "12 gates", "1998", "A Cobbler", "The cobbler", "Cobblers",
    "Harbour strike enters", "Étude",
    "Zebra", "آب", "بندر", "پل", "تهران", "چاه", "گزارش", "یاد", "Ωμέγα", "Ярмарка", "日本",
]


def test_titles_stand_in_order():
    numbers = [title_number(fold(title)) for title in IN_ORDER if title not in ("The cobbler", "Étude")]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)


def test_an_english_article_does_not_count_unless_it_is_all():
    assert title_number("the cobbler") == title_number("a cobbler") == title_number("cobbler")
    assert title_number("a") != title_number("")
    assert title_number("theatre") > title_number("harbour")


@pytest.mark.parametrize("last", ["zzzzzzzzzzzzzz", "یییییییییییی", "\U0010ffff" * 4, "z\U0010ffffzzzzzzzzzzzz"])
def test_every_number_fits_the_index(last):
    assert 0 <= title_number(last) < 2**64


def test_the_first_twelve_letters_decide():
    chance = random.Random(3)
    words = sorted("".join(chance.choices("abcxyz 019", k=chance.randint(1, 12))).strip() for _ in range(300))
    words = sorted({" ".join(word.split()) for word in words if not word.startswith("a ")})
    assert [title_number(word) for word in words] == sorted(title_number(word) for word in words)
