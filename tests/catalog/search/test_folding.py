"""Words are the same words however a keyboard, a font or a typist wrote them."""
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.folding import fold, folded_words

# Letters, marks, signs and apostrophes that folding treats each in its own way, close together.
TEXTS = st.text() | st.text(alphabet="aBsSΣςß'’ʼ´`‘_-. \u0301\u0327\u200c\u200d\u0640\u064eيیكک٣۳ﻻﬁ₨№™﷼½İıﷺ㎏Ⓐ…٬ㄱ한")
SAME = [
    ("علي", "علی"), ("مقاومت ملى", "مقاومت ملی"), ("كتاب", "کتاب"), ("مدرسة", "مدرسه"),  # yeh, kaf, teh marbuta
    ("۱۳۶۷", "1367"), ("١٣٦٧", "1367"),  # Persian and Arabic digits
    ("كـــتاب", "کتاب"),  # tatweel
    ("مُقاوِمَت", "مقاومت"), ("قرآن", "قران"), ("مؤمن", "مومن"),  # harakat, madda, hamza
    ("می\u200cخواهم", "می خواهم"),
    ("Khomeynī", "khomeyni"), ("Zürich", "zurich"), ("Łódź", "lodz"), ("Straße", "strasse"), ("ΟΔΟΣ", "οδοσ"),
    ("Qur’an", "Quran"), ("Qurʼan", "Quran"), ("Qur´an", "Quran"), ("ʿAlī", "ali"),
    ("people’s", "people"), ("PEOPLE'S", "people"), ("the workers’ party", "the workers party"),
    ("U.S.", "u s"), ("NCRI/PMOI", "ncri pmoi"), ("snake_case", "snake case"), ("e-mail", "e mail"),
    ("5₨", "5 rs"), ("۵۰۰﷼", "500 ریال"), ("Kestrow™ Sluice", "kestrow sluice"), ("ﬁnal", "final"), ("…", ""),
    ("soft\u00adhyphen \u202bmarks\u202c", "softhyphen marks"), ("ＦＵＬＬ", "full"),
]


@pytest.mark.parametrize(("written", "other"), SAME)
def test_words_that_only_look_different_are_the_same(written, other):
    assert fold(written) == fold(other) == " ".join(fold(other).split())
    assert fold(other) == unicodedata.normalize("NFC", fold(other)), "the other one is written as it is compared"


@pytest.mark.parametrize(("one", "other"), [("سر", "شر"), ("war", "wars"), ("its", "it"), ("1367", "1376")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@given(TEXTS)
def test_words_with_places_are_the_words_without(text):
    assert [word for word, _start, _end in folded_words(text)] == fold(text).split()


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_every_single_character_keeps_both_promises():
    letters = [chr(code) for code in range(0x3400) if not 0xD800 <= code < 0xE000]
    letters += [chr(code) for code in (*range(0xA000, 0xAC00), *range(0xF900, 0x10200), *range(0x1D400, 0x1F300))]
    assert sys.maxunicode > 0xFFFF
    for letter in letters:
        for text in (f"a{letter}b", f"’{letter}'s", f"Σ{letter}'s{letter}"):
            folded = fold(text)
            assert [word for word, _start, _end in folded_words(text)] == folded.split(), ascii(text)
            assert fold(folded) == folded, ascii(text)


def test_a_word_knows_where_it_stood():
    text = "The people’s Kho\u0301meynī, ۱۳۶۷"
    places = {word: text[start:end] for word, start, end in folded_words(text)}
    assert places == {"the": "The", "people": "people’s", "khomeyni": "Kho\u0301meynī", "1367": "۱۳۶۷"}
