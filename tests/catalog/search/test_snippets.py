"""The passage shown is cut from the original, holds the words of the query, and marks them."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.folding import fold, folded_words
from catalog.search.marking import Copy, Marking
from catalog.search.snippets import WIDTH, marked, snippet
from catalog.search.stemming import stem

FILL = "The council of the river towns said on Monday that its members would not sign. "
FILL_PERSIAN = "شورای شهرهای کنار رود روز دوشنبه اعلام کرد که اعضای آن امضا نکنند. "
LETTERS = st.text() | st.text(alphabet="abstroikeSTß ﬁ'’s\u0301\u200c\u064e.,-_يیكک٣ \x01\x02éÉﷺ½ı")


def marks(text, *phrases, field="text"):
    """What is marked in a text, as written, when these phrases are searched for."""
    highlights = {"": tuple(tuple(phrase.split()) for phrase in phrases)}
    return [piece for piece, is_marked in marked(text, field, highlights) if is_marked]


@pytest.mark.parametrize(("text", "phrase", "expected"), [
    ("Strikes! A strike, striking; a striker.", "strike", ["Strikes", "strike", "striking"]),
    ("The Red-River red; river (red river)", "red river", ["Red-River", "red; river", "red river"]),
    ("a studio studies the study", "study", ["studies", "study"]),
    ("hoping to hope for hops", "hope", ["hoping", "hope"]),
    ("Harbours and harbingers of a harp", "harb*", ["Harbours", "harbingers"]),
    ("the people’s council, PEOPLE'S", "people", ["people’s", "PEOPLE'S"]),
    ("Kho\u0301meynī, Qur’an", "khomeyni", ["Kho\u0301meynī"]), ("the Qur’an's quran", "quran", ["Qur’an's", "quran"]),
    ("من می\u200cخواهم. می خواهم", "می خواهم", ["می\u200cخواهم", "می خواهم"]),
    ("كتابِ علي و کتـاب", "کتاب", ["كتابِ", "کتـاب"]), ("سال ۱۳۶۷ و 1367", "1367", ["۱۳۶۷", "1367"]),
    ("the ﬁnal strike at Straße", "strasse", ["Straße"]), ("the ﬁnal strike", "final strike", ["ﬁnal strike"]),
    ("the U.S. and us", "u s", ["U.S"]), ("outstrike", "strike", []), ("İstanbul strike", "strike", ["strike"]),
    ("İstanbul", "istanbul", ["İstanbul"]), ("", "strike", []),
])
def test_words_are_marked_as_they_are_compared(text, phrase, expected):
    assert marks(text, phrase) == expected


def test_overlapping_phrases_are_marked_as_one():
    assert marks("the old red river gate", "red river", "old red", "river") == ["old red river"]


def test_words_of_a_field_are_marked_only_there():
    highlights = {"title": (("strike",),), "": (("gate",),)}
    assert marked("strike gate", "title", highlights) == (("strike", True), (" ", False), ("gate", True))
    assert marked("strike gate", "text", highlights) == (("strike ", False), ("gate", True))


def test_the_richest_passage_is_chosen():
    text = FILL * 30 + "A strike. " + FILL * 30 + "The harbour strike at the gate. " + FILL * 30
    found = snippet([("text", text)], {"": (("strike",), ("harbour",), ("gate",))})
    assert [piece for piece, is_marked in found.pieces if is_marked] == ["harbour", "strike", "gate"]
    assert found.field == "text" and found.has_before and found.has_more


def test_passages_far_into_a_long_text_are_found():
    found = snippet([("text", FILL * 400 + "The strike began.")], {"": (("strike",),)})
    assert ("strike", True) in found.pieces and found.has_before and not found.has_more


def test_fields_are_searched_in_order_and_the_richest_wins():
    highlights = {"": (("strike",), ("gate",))}
    fields = [("title", "Strike at the gate"), ("description", "A strike."), ("text", "The gate, the strike.")]
    assert snippet(fields, highlights).field == "text"
    assert snippet([*fields[:2], ("text", "A strike again.")], highlights).field == "description"


def test_a_hit_by_its_title_alone_shows_how_it_begins():
    found = snippet([("title", "Strike"), ("description", ""), ("text", FILL * 10)], {"": (("strike",),)})
    assert found.field == "" and found.pieces[0][0].startswith("The council") and found.has_more
    assert not any(is_marked for _piece, is_marked in found.pieces)
    assert snippet([("title", "Strike")], {"": (("strike",),)}).pieces == ()


def test_it_begins_and_ends_with_whole_words():
    found = snippet([("text", FILL * 30 + "strike " + FILL * 30)], {"": (("strike",),)})
    text = "".join(piece for piece, _is_marked in found.pieces)
    assert 150 < len(text) <= WIDTH
    assert f" {text} " in FILL * 30 + "strike " + FILL * 30


def test_a_text_without_spaces_is_cut_too():
    found = snippet([("text", "strike" + "x" * 9000)], {"": (("strike*",),)})
    assert found.pieces[0][1] and "".join(piece for piece, _is_marked in found.pieces).startswith("strikexxx")
    found = snippet([("text", "語" * 9000)], {"": (("strike",),)})
    assert len(found.pieces[0][0]) == WIDTH and found.has_more


@given(st.lists(LETTERS, max_size=4), st.booleans(),
       st.lists(st.tuples(st.sampled_from(["a", "st*", "s", "ss", "fi", "3", "ی"])), max_size=3))
def test_pieces_are_cut_from_the_original(texts, is_long, phrases):
    texts = [text * 200 if is_long else text for text in texts]
    found = snippet([("text", text) for text in texts], {"": tuple(phrases)})
    shown = "".join(piece for piece, _is_marked in found.pieces)
    assert any(shown in text for text in texts) or not shown
    assert bool(found.field) == any(is_marked for _piece, is_marked in found.pieces)


@given(LETTERS)
def test_what_is_marked_reads_as_the_word_looked_for(text):
    for word in dict.fromkeys(fold(text).split()):
        for piece in marks(text, word):
            assert stem(word) in [stem(one) for one, _start, _end in folded_words(piece)]


@given(st.text(alphabet="abstroike ßﬁ’s\u200c\u064e.,-يیكک٣ éÉ½ıو"))
def test_every_word_of_a_text_is_found_in_it(text):
    for word in fold(text).split():
        assert marks(text, word), word


def test_a_copy_knows_the_way_back():
    for text in (FILL, "It’s “quoted” — Kho\u0301meynī’s", "می\u200cخواهم كتابِ ۳", "ﬁnal Straße ½ é", "Ωmega’s КОТ"):
        copy = Copy(text)
        words = fold(text).split()
        start = 0
        for word in words:
            start = copy.plain.index(word, start)
            first, last = copy.place(start, start + len(word))
            assert word in fold(text[first:last]).split()
            start += len(word)


def test_one_marking_serves_a_page_of_hits():
    marking = Marking({"": (("strike",),)})
    assert snippet([("text", "a strike")], marking) == snippet([("text", "a strike")], {"": (("strike",),)})
    assert marked("a strike", "title", marking)[1] == ("strike", True)


def test_persian_texts_are_cut_like_others():
    found = snippet([("text", FILL_PERSIAN * 30 + "اعتصابِ كارگران " + FILL_PERSIAN * 30)], {"": (("اعتصاب",),)})
    assert ("اعتصابِ", True) in found.pieces
