"""Names find each other, in one query, and only names do."""
import pytest

from catalog.search.asked import Asked
from catalog.search.expansion import MOST_FORMS, MOST_FORMS_OF_ONE, Named, also_searched
from catalog.search.reading import read
from tests.catalog.material import catalog_connection
from tests.catalog.search.small_index import name

pytestmark = pytest.mark.django_db


@pytest.fixture
def sluice():
    """An agent with an abbreviation, a translation and a form that its enemies use."""
    name("agent-1", "Kestrow Sluice Keepers", "KSK", "K.S. Keepers", "نگهبانان بند", hidden=("Mud Gang",))


def names_in(words, **asked):
    """{name as typed: other forms searched for}."""
    return {one.name: set(one.searched) for one in read(Asked(words=words, **asked)).expansions}


OTHERS = {"kestrow sluice keepers", "k s keepers", "نگهبانان بند", "mud gang"}


@pytest.mark.parametrize(("words", "typed"), [
    ("KSK", "KSK"), ("the ksk again", "ksk"), ('"KSK"', "KSK"), ("strike OR KSK", "KSK"),
    ("publisher:KSK", "KSK"), ('"old KSK gate"', "KSK"), ("KSK/harbour", "ksk"),
])
def test_a_name_finds_all_others(sluice, words, typed):
    assert names_in(words) == {typed: OTHERS}


@pytest.mark.parametrize(("words", "typed"), [
    ("Kestrow sluice keepers gate", "Kestrow sluice keepers"), ("K.S. Keepers", "K.S. Keepers"),
    ("نگهبانان بند", "نگهبانان بند"), ("نگهبانان\u200cبند", "نگهبانان\u200cبند"),
])
def test_a_name_of_several_words_needs_no_quotation_marks(sluice, words, typed):
    (expansion,) = read(Asked(words=words)).expansions
    assert expansion.name == typed and "ksk" in expansion.searched and (expansion.owner_kind, expansion.owner) == (
        "agent", "agent-1")


@pytest.mark.parametrize("words", ["-KSK gate", '-"KSK"', "KSK*", "Kestrow keepers", "title:Kestrow Sluice Keepers"])
def test_what_is_left_out_or_unfinished_or_torn_is_no_name(sluice, words):
    assert names_in(words) == {}


def test_a_pejorative_is_searched_for_and_never_shown(sluice):
    (expansion,) = read(Asked(words="KSK")).expansions
    assert "mud gang" in expansion.searched
    assert expansion.shown == ("Kestrow Sluice Keepers", "K.S. Keepers", "نگهبانان بند")


def test_whoever_types_the_pejorative_finds_the_official_name(sluice):
    (expansion,) = read(Asked(words="mud gang")).expansions
    assert expansion.name == "mud gang" and "Kestrow Sluice Keepers" in expansion.shown
    assert "mud gang" not in expansion.searched


def test_the_longest_name_wins(sluice):
    name("place-1", "Kestrow", "Kestrovo", kind="place")
    assert set(names_in("Kestrow Sluice Keepers of Kestrow")) == {"Kestrow Sluice Keepers", "Kestrow"}
    clauses = read(Asked(words="Kestrow Sluice Keepers of Kestrow")).clauses
    assert [isinstance(clause, Named) for clause in clauses] == [True, False, True]


def test_single_letters_and_numbers_are_no_names():
    name("agent-2", "K", "Kappa")
    name("agent-3", "17", "Seventeen")
    name("agent-4", "۱۷ ۱۸", "Twice")
    assert names_in("K 17 18") == {}


def test_all_owners_of_a_name_count_and_nothing_is_shown_twice():
    name("target-1", "KSK", "Kestrow Sluice Keepers", kind="target")
    name("agent-1", "Kestrow Sluice Keepers", "KSK", "Sluice-Keepers")
    expansions = read(Asked(words="ksk")).expansions
    assert [(one.owner_kind, one.owner) for one in expansions] == [("agent", "agent-1"), ("target", "target-1")]
    assert also_searched(expansions) == [("ksk", ["Kestrow Sluice Keepers", "Sluice-Keepers"])]
    assert expansions[1].shown == ()


def test_forms_that_fold_alike_are_shown_once():
    name("place-1", "Kestrów", "Kestrow", "Kestrovo", kind="place")
    (expansion,) = read(Asked(words="kestrovo")).expansions
    assert expansion.shown == ("Kestrów",) and expansion.searched == ("kestrow",)


def test_there_is_an_end_to_the_forms_of_one_query():
    for number in range(4):
        name(f"agent-{number}", "Kestrow", *(f"form {number} {letter}" for letter in "abcdefghijklmnopqrstuvwxyzäßçñ"))
    searched = [len(one.searched) for one in read(Asked(words="kestrow")).expansions]
    assert len(searched) == 4 and max(searched) == MOST_FORMS_OF_ONE and sum(searched) == MOST_FORMS


@pytest.mark.parametrize(("asked", "queries"), [
    (Asked(words="KSK"), 1), (Asked(words='one "two three" KSK OR mud gang in:x'), 1), (Asked(words="word " * 80), 1),
    (Asked(words="KSK", is_expanded=False), 0), (Asked(), 0), (Asked(words="-x 17"), 0),
])
def test_names_cost_one_query_at_most(sluice, django_assert_num_queries, asked, queries):
    with django_assert_num_queries(queries, connection=catalog_connection()):
        read(asked)


def test_expansion_can_be_switched_off(sluice):
    assert names_in("KSK", is_expanded=False) == {}


def test_everything_searched_for_is_marked(sluice):
    name("place-1", "Kestrow", "Kestrovo", kind="place")
    marked = read(Asked(words='title:Kestrow "red gate" harb* -left a1 OR b1')).highlights
    assert marked == {"title": (("kestrow",), ("kestrovo",)), "": (("red", "gate"), ("harb*",), ("a1",), ("b1",))}
    assert set(read(Asked(words="KSK")).highlights[""]) == {("ksk",), *(tuple(one.split()) for one in OTHERS)}
