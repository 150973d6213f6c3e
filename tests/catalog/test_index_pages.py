"""Lists of agents, subjects, places, targets and collections: alphabetical, counted, found by any form of a name."""
import lxml.html
import pytest

from archive.models import Collection, Place, Subject
from catalog.models import PublishedHeading
from catalog.pages.tree import in_tree
from tests.base import make_agent, make_document
from tests.catalog.material import catalog_connection, give_contribution, make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")
PATHS = ("/agents/", "/subjects/", "/places/", "/targets/", "/collections/")


def entries(client, path):
    page = lxml.html.document_fromstring(client.get(path).content.decode())
    return [" ".join(one.text_content().split()) for one in page.xpath("//li[contains(@class, 'index-entry')]")]


def test_agents_are_listed_by_name_with_what_they_published(cast, client, search_index):
    document = make_document(cast["cataloguer"])
    for name, role in (("zebra Press", "publisher"), ("Anchor House", "creator"), ("Ångström News", "publisher")):
        give_contribution(document, make_agent(name), role=role)
    make_public(document, cast)
    search_index()
    found = entries(client, "/agents/")
    assert found[0] == "Anchor House type not known named in documents"
    assert found[1:] == ["Ångström News type not known 1 document published",
                         "zebra Press type not known 1 document published"]


@pytest.mark.parametrize("wanted", ["dwu", "wreckers", "اتحاديه", "workers’ union"])
def test_any_form_of_a_name_finds_an_agent_and_a_hidden_form_is_not_shown(cast, client, search_index, wanted):
    agent = make_agent("Dock Workers' Union")
    agent.names.create(text="The Wreckers", kind="pejorative")
    agent.names.create(text="DWU", kind="abbreviation")
    agent.names.create(text="اتحادیه", kind="transliteration", language="fa")
    document = make_full_document(cast)
    give_contribution(document, agent)
    make_public(document, cast)
    search_index()
    assert entries(client, f"/agents/?find={wanted}") == ["Dock Workers' Union type not known 1 document published"]
    assert "The Wreckers" not in client.get(f"/agents/?find={wanted}").content.decode()


def test_places_are_indented_below_what_they_lie_in(cast, client, search_index):
    city = Place.objects.create(label="Tavisk")
    document = make_document(cast["cataloguer"])
    for place in (city, Place.objects.create(label="Old Quarter", broader=city), Place.objects.create(label="Brool")):
        document.places.create(place=place)
    make_public(document, cast)
    search_index()
    assert entries(client, "/places/") == [
        "Brool 1 document", "Tavisk 1 document", "Old Quarter in Tavisk 1 document"]
    assert 'index-entry depth-1' in client.get("/places/").content.decode()
    assert entries(client, "/places/?find=quart") == ["Old Quarter in Tavisk 1 document"]


def test_a_tree_keeps_every_row_even_in_a_circle():
    rows = [{"identifier": one, "broader": broader} for one, broader in
            (("a", ""), ("b", "gone"), ("c", "a"), ("d", "e"), ("e", "d"), ("f", "c"))]
    placed = [(depth, row["identifier"]) for depth, row in in_tree(rows)]
    assert placed == [(0, "a"), (1, "c"), (2, "f"), (0, "b"), (0, "d"), (1, "e")]


def test_targets_say_how_many_documents_stand_where(cast, client, search_index):
    make_public(make_full_document(cast), cast)
    search_index()
    assert entries(client, "/targets/") == ["the strike ● in favour 1 ■ against 1 1 document"]


def test_a_target_is_found_by_the_names_of_the_agent_that_it_means(cast, client, search_index):
    document = make_full_document(cast)
    union = make_agent("Dock Workers' Union")
    union.names.create(text="DWU", kind="abbreviation")
    type(document.stances.first().target).objects.update(agent=union)
    make_public(document, cast)
    search_index()
    assert len(entries(client, "/targets/?find=dwu")) == 1
    assert entries(client, "/targets/?find=nobody") == []


def test_collections_are_listed_with_their_documents(cast, client, search_index):
    make_public(make_document(cast["cataloguer"], collection=Collection.objects.create(code="c", title="Papers")), cast)
    search_index()
    assert entries(client, "/collections/?find=pap") == ["Papers 1 document"]


def test_long_lists_come_in_pages_that_keep_what_is_looked_for(client, search_index):
    PublishedHeading.objects.bulk_create(
        PublishedHeading(identifier=f"{number:08}", kind="subject", label=f"Subject {number:03}",
                         record={"broader": None, "scope_note": ""}) for number in range(250))
    search_index()
    assert len(entries(client, "/subjects/")) == 100
    assert entries(client, "/subjects/?page=3")[-1] == "Subject 249 documents"
    assert len(entries(client, "/subjects/?page=999")) == 50
    for odd in ("0", "-1", "x", "9" * 50, "٣"):
        assert len(entries(client, f"/subjects/?page={odd}")) in (100, 50)
    assert 'href="/subjects/?page=2"' in client.get("/subjects/").content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_lists_are_there_while_the_archive_is_empty_or_has_no_index(client, path):
    assert "Nothing has been published yet." in client.get(path).content.decode()
    assert client.get(f"{path}?find=%00%F0&page=2").status_code == 200


def test_lists_take_as_many_queries_for_many_as_for_few(cast, client, search_index, django_assert_max_num_queries):
    counts = {}
    for size in (1, 6):
        for number in range(size):
            document = make_full_document(
                cast, collection=Collection.objects.create(code=f"{size}-{number}", title=f"Box {size} {number}"))
            document.subjects.add(Subject.objects.create(label=f"Subject {size} {number}"))
            document.places.create(place=Place.objects.create(label=f"Place {size} {number}"))
            make_public(document, cast)
        search_index()
        for path in (*PATHS, *(f"{path}?find=e" for path in PATHS)):
            with django_assert_max_num_queries(4, connection=catalog_connection()) as queries:
                assert client.get(path).status_code == 200
            counts.setdefault(path, []).append(len(queries))
    assert all(few == many for few, many in counts.values()), counts
