"""While somebody types, names and titles are offered; what must not be shown never is."""
import pytest

from catalog.models import PublishedName
from catalog.search.folding import fold
from catalog.search.suggesting import suggestions
from tests.base import make_document
from tests.catalog.material import catalog_connection, make_public
from tests.catalog.search.small_index import name

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    name("agent-1", "Kestrow Sluice Keepers", "KSK", "نگهبانان بند", hidden=("Mud Gang",))
    name("place-1", "Kestrow", "Kestrovo", kind="place")
    name("subject-1", "Strikes", "Walk-outs", kind="subject")


def texts(typed, **more):
    return [one.text for one in suggestions(typed, **more)]


@pytest.mark.parametrize(("typed", "expected"), [
    ("kes", ["Kestrow", "Kestrow Sluice Keepers"]), ("Kestrow sl", ["Kestrow Sluice Keepers"]),
    ("ksk", ["Kestrow Sluice Keepers"]), ("نگهب", ["Kestrow Sluice Keepers"]), ("walk", ["Strikes"]),
    ("harbour strik", ["Strikes"]), ("the gate at kest", ["Kestrow", "Kestrow Sluice Keepers"]),
    ("k", []), ("", []), ("!", []), ("nothing", []), ("'; --", []), ("%", []), ("ke_t", []),
])
def test_names_are_offered_by_their_beginnings(names, typed, expected):
    assert texts(typed) == expected


def test_the_form_that_was_typed_stands_beside_the_name_shown(names):
    (one,) = suggestions("ksk")
    assert (one.kind, one.identifier, one.note) == ("agent", "agent-1", "KSK")
    assert one.words == '"Kestrow Sluice Keepers"'
    (one,) = suggestions("harbour at kestrov")
    assert (one.text, one.note, one.words) == ("Kestrow", "Kestrovo", "harbour at Kestrow")


def test_a_name_with_quotation_marks_is_completed_to_one_phrase():
    name("agent-2", "Society «Zelvan Hope» of Kestrow")
    assert [one.words for one in suggestions("society zel")] == ['"Society Zelvan Hope of Kestrow"']


def test_a_pejorative_leads_to_its_owner_and_is_not_shown(names):
    (one,) = suggestions("mud g")
    assert one.text == "Kestrow Sluice Keepers" and one.note == ""
    assert "mud" not in str(one).lower()


def test_a_target_called_like_an_agent_is_offered_once(names):
    name("target-1", "Kestrow Sluice Keepers", kind="target")
    assert [(one.kind, one.text) for one in suggestions("kestrow sl")] == [("agent", "Kestrow Sluice Keepers")]


def test_titles_are_offered_after_names(names, cast, search_index):
    document = make_public(make_document(cast["cataloguer"], title="Harbour Strikes at Kestrow"), cast)
    make_public(make_document(cast["cataloguer"], title="A quiet harbour"), cast)
    search_index()
    assert [(one.kind, one.text) for one in suggestions("strik")] == [
        ("subject", "Strikes"), ("document", "Harbour Strikes at Kestrow")]
    (one,) = suggestions("harbour strikes a")
    assert one.identifier == str(document.identifier)
    assert texts("harbour strik") == ["Strikes", "Harbour Strikes at Kestrow"]
    assert sorted(texts("harb")) == ["A quiet harbour", "Harbour Strikes at Kestrow"]
    assert texts("harbour quiet") == []


def test_there_are_at_most_as_many_as_asked_for(cast, search_index):
    for number in range(12):
        name(f"agent-{number}", f"Kestrow {number}")
        make_public(make_document(cast["cataloguer"], title=f"Kestrow then {number}"), cast)
    search_index()
    kinds = [one.kind for one in suggestions("kestrow")]
    assert len(kinds) == 8 and kinds.count("document") == 4
    assert len(suggestions("kestrow", limit=3)) == 3


def test_three_queries_are_enough_among_many_names(names, cast, search_index, django_assert_num_queries):
    make_public(make_document(cast["cataloguer"], title="The harbour, Kestrow"), cast)
    search_index()
    PublishedName.objects.bulk_create(
        PublishedName(owner_kind="agent", owner=f"many-{number}", text=f"Kest {number}", folded=fold(f"Kest {number}"),
                      kind="heading") for number in range(500))
    suggestions("harbour kestr")
    with django_assert_num_queries(3, connection=catalog_connection()):
        assert {"Kestrow", "The harbour, Kestrow"} <= set(texts("harbour kestr"))


def test_a_name_that_fits_all_words_comes_before_many_that_fit_the_last():
    for number in range(70):
        name(f"agent-{number}", f"Kestrow {number}")
    name("agent-100", "The sluice at Kestrow")
    assert texts("the sluice at kes")[0] == "The sluice at Kestrow"
