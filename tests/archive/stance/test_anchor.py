"""A quoted passage is found in its text, or the curator learns why not and what to do."""
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archive.stance.anchor import FOLDS, MAX_CONTEXT, AnchorError, Passage, Quote, anchor, fold, passage_at

TEXT = "The wall fell. They say the wall fell by itself; we say “it was pushed”."


def test_a_passage_is_found_where_it_stands():
    assert anchor(TEXT, Quote("by itself")) == Passage(
        38, 47, "by itself", prefix=TEXT[6:38], suffix=TEXT[47:])


def test_the_context_is_widened_until_it_is_unique():
    text = "x" * 50 + "here" + "x" * 50 + "y" + "x" * 50 + "here" + "x" * 50
    passage = anchor(text, Quote("here", start=50))
    assert text.count(passage.prefix + "here" + passage.suffix) == 1
    assert "y" in passage.suffix


@pytest.mark.parametrize(("typed", "stands"), [
    ("30 000 persons", "30\u00a0000\u202fpersons"), ('he said "no"', "he said “no”"), ('"no" it said', "«no» it said"),
    ("don't", "don’t"), ("1988-1990", "1988–1990"), ("one\ntwo", "one two"), ("one two", "one\ntwo"),
])
def test_plain_signs_find_typographic_ones_and_the_texts_own_are_kept(typed, stands):
    text = f"Before 🕊 {stands} after"
    assert anchor(text, Quote(typed)).exact == stands
    assert anchor(text, Quote(typed, start=9)).exact == stands


def test_each_fold_is_one_character_for_one():
    signs = "".join(map(chr, FOLDS))
    assert len(signs) >= 30
    assert [len(fold(sign)) for sign in signs] == [1] * len(signs)
    assert not set(fold(signs)) & set(signs) - set(" ")


@pytest.mark.parametrize("kept", ["\u200c", "\u200f", "e\u0301", "آ", "Ä", "ﬁ", "İ"])
def test_what_is_not_a_space_quote_or_hyphen_is_never_folded(kept):
    assert fold(kept) == kept


@pytest.mark.parametrize(("quote", "says"), [
    (Quote(""), "passage is empty"),
    (Quote("the wall rose"), "does not stand"),
    (Quote("THE WALL"), "does not stand"),
    (Quote("wall fell"), r"stands in 2 places \(4, 28\)"),
    (Quote("a"), r"stands in 5 places"),
    (Quote("e"), r"stands in more than 5 places \(2, 10, "),
    (Quote("wall fell", prefix="saw the"), "does not stand"),
    (Quote("wall fell", start=5), "at character 5 the text has “all fell"),
    (Quote("wall fell", start=4, end=12), "end is 12, but start 4 and the length of the passage give 13"),
    (Quote("wall fell", start=4, prefix="say the"), "the words before or after it differ"),
    (Quote("wall fell", start=4, suffix=" by"), "the words before or after it differ"),
    (Quote("The wall", start=-72), "lie outside"),
    (Quote("wall fell", start=1000), "lie outside"),
    (Quote("wall fell", end=4), "lie outside"),
])
def test_a_passage_that_cannot_be_placed_is_refused_with_the_reason(quote, says):
    with pytest.raises(AnchorError, match=says):
        anchor(TEXT, quote)


@pytest.mark.parametrize(("context", "start"), [
    ({"prefix": "The "}, 4), ({"prefix": "The"}, 4), ({"suffix": "."}, 4), ({"suffix": ". They"}, 4),
    ({"prefix": "say the"}, 28), ({"prefix": "say\u00a0the "}, 28), ({"suffix": " by itself"}, 28),
    ({"suffix": "by"}, 28), ({"prefix": "the ", "suffix": " by"}, 28), ({"end": 37}, 28), ({"start": 28}, 28),
])
def test_words_around_or_a_place_tell_two_passages_apart(context, start):
    assert anchor(TEXT, Quote("wall fell", **context)).start == start


@pytest.mark.parametrize("context", [{}, {"start": 5}, {"end": 15}, {"prefix": "one\n"}, {"suffix": "\nfour"}])
def test_lines_are_found_though_the_browser_lost_a_sign_of_their_ends(context):
    text = "one\r\ntwo\r\nthree\r\nfour"
    passage = anchor(text, Quote("two\nthree", **context))
    assert (passage.start, passage.exact) == (5, "two\r\nthree")


def test_a_quote_with_the_texts_own_line_ends_is_found_as_it_is():
    assert anchor("one\r\ntwo\nthree", Quote("two\nthree")).start == 5


def test_a_part_finds_only_what_stands_within_it():
    assert anchor(TEXT, Quote("wall fell"), (14, 60)).start == 28
    with pytest.raises(AnchorError, match="does not stand"):
        anchor(TEXT, Quote("wall fell"), (0, 12))
    with pytest.raises(AnchorError, match=r"characters 4 to 13 lie outside this document \(5 to 60\)"):
        anchor(TEXT, Quote("wall fell", start=4), (5, 60))
    with pytest.raises(AnchorError, match="lie outside"):
        anchor(TEXT, Quote("wall fell", start=4), (0, 12))


def test_a_parts_passage_is_unique_in_the_whole_text():
    passage = anchor(TEXT, Quote("wall fell"), (14, 60))
    assert TEXT.count(passage.prefix + passage.exact + passage.suffix) == 1


alphabet = st.one_of(st.text(), st.text(alphabet="ab "), st.text(alphabet="‘’“” \u00a0\u200c🕊é\u0301-–\n"))


@settings(deadline=None)
@given(alphabet, st.data())
def test_any_slice_of_any_text_anchors_back_to_itself_and_its_context_is_unique(text, data):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    with mock.patch("archive.stance.anchor.CONTEXT", 1):  # so that small texts have to widen it too
        passage = anchor(text, Quote(text[start:end], start=start, end=end))
    assert (passage.start, passage.end, passage.exact) == (start, end, text[start:end])
    needle, at = passage.prefix + passage.exact + passage.suffix, start - len(passage.prefix)
    assert [place for place in range(len(text)) if text.startswith(needle, place)] == [at]


@settings(deadline=None)
@given(alphabet, st.data())
def test_a_slice_is_found_without_its_place_if_and_only_if_it_stands_once(text, data):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = text[start:end]
    places = [place for place in range(len(text)) if fold(text).startswith(fold(exact), place)]
    if len(places) == 1:
        assert anchor(text, Quote(exact)).start == start
    else:
        with pytest.raises(AnchorError, match="places"):
            anchor(text, Quote(exact))


MILLION = 1_000_000
ENDLESS = {
    "one letter, found at once": ("a" * MILLION, Quote("a"), "more than 5 places"),
    "half of it": ("a" * MILLION, Quote("a" * (MILLION // 2)), "more than 5 places"),
    "one letter, never with its context": ("a" * MILLION, Quote("a", prefix="b"), "does not stand|too many places"),
    "half of it, never with its context": ("a" * MILLION, Quote("a" * (MILLION // 2), suffix="b"), "too many places"),
    "a long context that never fits": ("ab" * MILLION, Quote("ab", prefix="c" + "ab" * 20_000), "too many places"),
    "no end of context": ("a" * MILLION, Quote("a", start=MILLION // 2), "repeats itself"),
    "no end of context, in words": ("no more. " * (MILLION // 9), Quote("more", start=450_003), "repeats itself"),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_a_text_that_repeats_itself_for_ever_is_refused(case):
    """Quadratic work would keep this test for hours."""
    text, quote, says = ENDLESS[case]
    with pytest.raises(AnchorError, match=says):
        anchor(text, quote)


def test_an_article_that_a_page_prints_twice_can_still_be_quoted():
    article = "".join(f"Sentence {n} of it. " for n in range(2000))
    text = f"Menu. {article} Printed below again: {article}"
    start = text.index("Sentence 1000 ")
    passage = passage_at(text, start, start + 13)
    assert len(article) < MAX_CONTEXT < 2 * len(article)
    assert text.count(passage.prefix + passage.exact + passage.suffix) == 1
