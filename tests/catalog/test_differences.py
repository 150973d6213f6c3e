"""Two texts compared: what is the same, what differs to the word, and how much that may cost."""
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.pages.differences import CHANGED, FIRST, MOST_WORDS, SAME, SECOND, beginning, difference

STORY = ("The port is closed. Ten men died at the gate. The union asks for an inquiry. "
         "The ministry did not answer. Rain is expected.")


def test_the_same_words_are_the_same_whatever_the_white_space():
    found = difference(STORY, STORY.replace(" ", "\n"))
    assert found.is_same
    assert [block.kind for block in found.blocks] == [SAME]


def test_a_changed_number_is_marked_and_nothing_else():
    found = difference(STORY, STORY.replace("Ten", "Twelve"))
    changed = [block for block in found.blocks if block.kind == CHANGED]
    assert [words.strip() for words, is_only in changed[0].first if is_only] == ["Ten"]
    assert [words.strip() for words, is_only in changed[0].second if is_only] == ["Twelve"]
    assert len(changed) == 1


def test_a_number_with_separators_is_one_word():
    found = difference(STORY + " About 5,000.5 fled.", STORY + " About 15,000.5 fled.")
    assert [words.strip() for block in found.blocks for words, is_only in block.first if is_only] == ["5,000.5"]


def test_what_only_one_text_says_stands_on_its_side():
    found = difference(STORY, STORY.replace("Rain is expected.", "").strip())
    assert [block.kind for block in found.blocks] == [SAME, FIRST]
    assert difference(STORY, "Late edition. " + STORY).blocks[0].kind == SECOND


def test_an_excerpt_is_alike_and_another_story_is_not():
    assert difference(STORY, "Ten men died at the gate. The union asks for an inquiry.").is_alike
    assert not difference(STORY, "A ship from the north brought salt, cloth and two sick sailors.").is_alike
    assert not difference(STORY, "").is_alike


def test_long_texts_are_cut_and_it_is_said():
    text = "word " * (MOST_WORDS + 1)
    assert beginning(text) == ("word " * MOST_WORDS, True)
    assert difference(text, text).is_cut
    assert not difference(STORY, STORY).is_cut


WRITTEN = st.lists(st.sampled_from(
    ["The", "a", "port.", "closed!", "died,", "5,000", "است؟", "«بندر»", "men\n"]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(WRITTEN, WRITTEN)
def test_no_word_is_lost_or_invented(first, second):
    first, second = " ".join(first), " ".join(second)
    found = difference(first, second)
    if found.is_alike:
        here = "".join(words for block in found.blocks for words, _is_only in block.first)
        there = "".join(words for block in found.blocks for words, _is_only in block.second)
        assert here == first
        assert there == second


def test_texts_made_to_be_slow_are_not():
    dice = random.Random(7)
    words = [f"w{number}" for number in range(4000)]
    weights = [1 / (number + 1) for number in range(4000)]
    text = dice.choices(words, weights, k=MOST_WORDS)
    other = [dice.choice(words) if dice.random() < 0.15 else word for word in text]
    pairs = [(" ".join(text), " ".join(other)), ("a b " * 3000, "a a b b " * 1500), ("a. " * 3000, "b a. " * 1500),
             (". " * 9000, "! ." * 5000), ("x" * 200_000, "x" * 200_001)]
    for first, second in pairs:
        began = time.process_time()
        difference(first, second)
        assert time.process_time() - began < 1
