"""Queries find in a real index what they say, and put first what fits best."""
import pytest

from catalog.search.asked import Asked
from catalog.search.found import Reading
from catalog.search.matching import query_for, restricting
from catalog.search.query import parse
from catalog.search.reading import read
from tests.catalog.search.small_index import SCHEMA, found, name, small_index

DOCUMENTS = {
    "title": {"title": "Harbour strike", "text": "The gate stays shut."},
    "text": {"title": "Notes", "text": "On strikes: the harbour master counts the striking men. " * 3},
    "subject": {"title": "Minutes", "subjects": "strike", "text": "Nothing was decided."},
    "phrase": {"title": "Letter", "text": "He saw the red gate of the harbour."},
    "apart": {"title": "Letter", "text": "The gate is red."},
    "persian": {"title": "نامه", "text": "من می\u200cخواهم بروم"},
    "joined": {"title": "نامه", "text": "من میخواهم بمانم"},
    "initials": {"title": "Cable", "text": "The U.S. sent an e-mail."},
    "protest": {"title": "Protesting crowds", "text": "Studies of the square."},
}


@pytest.fixture(scope="module")
def searcher():
    return small_index(**DOCUMENTS)


def find(searcher, words, is_ranked=True):
    return found(searcher, Reading(*parse(words)), is_ranked)


@pytest.mark.parametrize(("words", "identifiers"), [
    ("strike", "title text subject"), ("STRIKES", "title text subject"), ("harbour strike", "title text"),
    ("gate harbour", "title phrase"), ('"red gate"', "phrase"), ('"gate red"', ""), ('"harbour strikes"', "title"),
    ("gate -harbour", "apart"), ('gate -"red gate"', "title apart"), ("letter -gate", ""),
    ("-letter -strike -harbour -نامه", "initials protest"),
    ("shut OR square", "title protest"), ("letter OR cable red", "phrase apart"),
    ('shut OR "red gate"', "title phrase"),
    ("title:strike", "title"), ("subject:strike", "subject"), ("text:strike", "text"), ("-title:letter gate", "title"),
    ('title:"harbour strike"', "title"), ("publisher:strike", ""),
    ("harb*", "title text phrase"), ("str*", "title text subject"), ("strik* gate", "title"),
    ("-str* gate", "phrase apart"),
    ("title:str*", "title"), ("text:counts*", "text"), ("title:protesti*", "protest"), ("text:study*", ""),
    ("text:stud*", "protest"), ("studies*", "protest"), ("title:harbouring*", ""),
    ("U.S.", "initials"), ("us", ""), ("e-mail", "initials"), ("mail e", "initials"),
    ("می\u200cخواهم", "persian joined"), ("ميخواهم", "persian joined"), ("می خواهم", "persian"),
    ("nowhere", ""), ("x" * 100, ""), ("آ" * 499 + "*", ""), ("𝕳" * 60 + "*", ""),
    ("gate -" + "x" * 100, "title phrase apart"),
])
def test_queries_find_what_they_say(searcher, words, identifiers):
    assert set(find(searcher, words)) == set(identifiers.split())
    assert set(find(searcher, words, is_ranked=False)) == set(identifiers.split()), "counted are the same documents"


def test_no_words_are_no_query():
    assert query_for(Reading(*parse("!!!")), SCHEMA) is None
    assert query_for(Reading(), SCHEMA) is None


def test_the_title_counts_most_then_the_head(searcher):
    assert find(searcher, "strike")[0] == "title"
    order = find(small_index(a={"text": "rope"}, b={"description": "rope"}, c={"title": "rope"}), "rope")
    assert order == ["c", "b", "a"]


def test_a_restriction_leaves_the_order_alone(searcher):
    query = restricting(query_for(Reading(*parse("strike")), SCHEMA))
    assert {score for score, _address in searcher.search(query).hits} == {0.0}


@pytest.fixture
def keepers(db):
    name("agent-1", "Kestrow Sluice Keepers", "KSK", hidden=("Mud Gang",))
    name("place-1", "Kestrow", "Kestrovo", kind="place")
    name("target-1", "Lock reform", "Reform of locks", kind="target")
    return small_index(
        typed={"title": "x", "text": "KSK said so."}, other={"text": "The Kestrow sluice keepers said so."},
        hidden={"text": "That mud gang!"}, linked={"text": "Nobody is named.", "publisher": ["agent-1"]},
        field={"publishers": "Kestrow Sluice Keepers", "text": "Only here.", "publisher": ["agent-1"]},
        mentioned={"text": "Somebody.", "agent": ["agent-1"]}, written={"text": "No.", "creator": ["agent-1"]},
        torn={"text": "The sluice of Kestrow has keepers."}, place={"text": "At Kestrovo.", "place": ["place-1"]},
        target={"text": "Nothing.", "target": ["target-1"]})


LINKED = "linked field mentioned written"


@pytest.mark.parametrize(("words", "identifiers"), [
    ("KSK", f"typed other hidden {LINKED}"), ("mud gang", f"typed other hidden {LINKED}"),
    ("Kestrow Sluice Keepers", f"typed other hidden torn {LINKED}"),
    ('"Kestrow Sluice Keepers"', f"typed other hidden {LINKED}"),
    ("publisher:KSK", "linked field"), ("creator:KSK", "written"), ("text:KSK", "typed other hidden"),
    ("title:KSK", ""),
    ('"mud gang said"', "typed other"), ("KSK nobody", "linked"), ("KSK -hidden -mud", f"typed other {LINKED}"),
    ("-KSK said", "other"), ("nothing OR KSK", f"target typed other hidden {LINKED}"),
    ("kestrow", "other field torn place"), ("place:kestrow", "place"), ("publisher:kestrow", "field"),
    ("lock reform", "target"), ("stance:(lock", ""), ('stance:"lock reform"', "target"), ('subject:"lock reform"', ""),
])
def test_names_are_found_in_other_forms_and_by_their_links(keepers, words, identifiers):
    reading = read(Asked(words=words))
    assert set(found(keepers, reading)) == set(identifiers.split())
    assert set(found(keepers, reading, is_ranked=False)) == set(identifiers.split())


def test_what_was_typed_comes_before_what_was_added(keepers):
    assert found(keepers, read(Asked(words="KSK")))[0] == "typed"
    order = found(keepers, read(Asked(words='"mud gang"')))
    assert order[0] == "hidden"


def test_without_expansion_only_what_was_typed_is_found(keepers):
    assert found(keepers, read(Asked(words="KSK", is_expanded=False))) == ["typed"]


@pytest.mark.django_db
def test_forms_that_hold_a_shorter_one_cost_nothing():
    name("agent-1", "KSK", "KSK of Kestrow", "Sluice", "The Sluice Keepers", "Sluices", "Keepers of the Sluice")
    query = str(query_for(read(Asked(words="KSK")), SCHEMA))
    assert "Phrase" not in query and '"sluic"' in query
    searcher = small_index(a={"text": "the sluice keepers"}, b={"text": "KSK of Kestrow"}, c={"text": "keepers"})
    assert set(found(searcher, read(Asked(words="KSK")))) == {"a", "b"}
