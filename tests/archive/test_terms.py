"""Words of vocabularies: which label is said in which language, and in which order they stand."""
import pytest

from archive.terms import place_in_alphabet, term_in


@pytest.mark.parametrize(("language", "said"), [
    ("fa", "نامه"), ("fa-ir", "نامه"), ("en", "letter"), ("fat", "letter"), ("", "letter"), (None, "letter")])
def test_the_persian_label_is_said_in_persian_alone(language, said):
    assert term_in(language, "letter", "نامه") == said


def test_a_term_without_a_persian_label_is_called_by_the_other():
    assert term_in("fa", "letter", "") == "letter"


@pytest.mark.parametrize("terms", [
    ["بیانیه", "پوستر", "تفسیر", "چاپی", "خبر", "ژورنال", "سخن", "گزارش", "مکاتبه", "نامه", "همایش", "یادداشت"],
    ["گزارش", "گزارش خبری", "گزارش رویداد", "گزارشگر"],
    ["digest", "E-mail", "letter", "آگهی", "بریده"],
])
def test_terms_stand_in_the_order_of_the_alphabet(terms):
    terms_by_their_ends = sorted(terms, key=lambda term: term[::-1])
    assert sorted(terms_by_their_ends, key=place_in_alphabet) == terms
