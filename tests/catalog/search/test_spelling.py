"""When nothing is found, the nearest words that documents or names do use are offered."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.asked import Asked
from catalog.search.reading import read
from catalog.search.spelling import _is_near, did_you_mean
from tests.catalog.material import catalog_connection
from tests.catalog.search.small_index import name, small_index

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def searcher():
    return small_index(
        a={"title": "Harbour strike", "text": "The committee met at the harbour; government, parliament."},
        b={"title": "Strike", "text": "A strike at the gate, the spike. کارگران اعتصاب کردند"},
        c={"text": "an unrelated committee"})


def mean(words, searcher):
    return did_you_mean(read(Asked(words=words)).clauses, searcher)


@pytest.mark.parametrize(("words", "meant"), [
    ("harbor", "harbour"), ("harbuor", "harbour"), ("jarbour", "harbour"), ("harboour", "harbour"),
    ("comittee", "committee"), ("commitee", "committee"), ("comitte", "committee"), ("govermnet", "government"),
    ("اعنصاب", "اعتصاب"), ("کارکران", "کارگران"),
    ("harbor strke", "harbour strike"), ('"harbor strike" gate*', None), ('"harbor strike"', '"harbour strike"'),
    ("title:harbor -gate", "title:harbour -gate"), ("harbor OR strike", "harbour OR strike"),
    ("-harbor gate", None), ("harbour strike", None), ("gate unrelated", None), ("xyzzy", None), ("", None),
    ("gte", "gate"), ("gxy", None), ("1234", None), ("harbor unrelated", None),
    ("Strke, committee?", "strike committee"),
])
def test_unknown_words_are_replaced_by_the_nearest(searcher, words, meant):
    assert mean(words, searcher) == meant


def test_the_most_frequent_of_the_nearest_is_chosen(searcher):
    assert mean("stike", searcher) == "strike", "spike is as near, and rarer"


def test_words_of_names_are_known_too(searcher):
    name("agent-1", "Harbour Committee", "Zelvanians")
    assert mean("Zelvanains", searcher) is None, "the name alone finds nothing: no document is linked to it"
    linked = small_index(a={"text": "Nothing.", "publisher": ["agent-1"]})
    assert mean("Zelvanains", linked) == "zelvanians"


def test_a_word_is_not_answered_with_itself():
    name("agent-1", "Zelvanians")
    linked = small_index(a={"text": "Nothing.", "publisher": ["agent-1"]})
    assert did_you_mean(read(Asked(words="Zelvanians", is_expanded=False)).clauses, linked) is None


def test_a_pejorative_is_never_offered():
    name("agent-1", "Harbour Committee", hidden=("Zelvanians",))
    linked = small_index(a={"text": "Nothing.", "publisher": ["agent-1"]})
    assert mean("Zelvanains", linked) is None


def test_words_of_documents_are_not_put_together_to_a_pejorative():
    name("agent-1", "Harbour Committee", hidden=("Flood sellers",))
    searcher = small_index(a={"text": "The flood came. Sellers of rope."})
    assert mean("flood sallers", searcher) is None
    assert mean("sallers flood", searcher) == "sellers flood", "only as the name that it is"
    assert mean("flood sellers rqpe", searcher) == "flood sellers rope", "the reader typed it"


def test_it_costs_three_queries(searcher, django_assert_num_queries):
    clauses = read(Asked(words="harbor comittee")).clauses
    with django_assert_num_queries(3, connection=catalog_connection()):
        assert did_you_mean(clauses, searcher) == "harbour committee"


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_nearness_is_the_number_of_letters_to_change(word, other):
    assert _is_near(word, other) == (_distance(word, other) <= 2)


def _distance(word, other):
    """Letters missing, added, changed or exchanged, as the definition says it."""
    if not word or not other:
        return len(word) + len(other)
    best = min(_distance(word[:-1], other) + 1, _distance(word, other[:-1]) + 1,
               _distance(word[:-1], other[:-1]) + (word[-1] != other[-1]))
    if len(word) > 1 and len(other) > 1 and word[-2:] == other[-1] + other[-2]:
        best = min(best, _distance(word[:-2], other[:-2]) + 1)
    return best
